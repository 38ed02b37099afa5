// SPDX-License-Identifier: Apache-2.0
import Crypto
import GoogleDrive
import StewardCore
import StewardIntegration
import Testing

@Suite("Reading content to upload")
struct ContentReaderTests {
    private static func text(_ digest: some Sequence<UInt8>) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test("wherever it is read, in whatever pieces and by whichever reader, every byte is right and digested once")
    func wandering() async throws {
        var state: UInt64 = 0xC0FFEE
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for round in 0..<60 {
            let bytes = noise(random(400_000) + 1, seed: UInt64(round + 1))
            let content = FileContent.made(bytes)
            var reader = ContentReader(content)
            for _ in 0..<random(12) {
                let place = random(bytes.count)
                try await reader.seek(Int64(place))
                var found: [UInt8] = []
                let limit = random(bytes.count - place) + 1
                while found.count < limit, let piece = try await reader.next(Int64(limit - found.count)) {
                    found += piece
                }
                #expect(same(found, Array(bytes[place..<place + limit])))
                if random(3) == 0 { reader = ContentReader(content, from: reader.checkpoint) }
            }
            let whole = try await reader.wholeDigest()
            #expect(whole.length == Int64(bytes.count) && whole.sha256 == Self.text(SHA256.hash(data: bytes)))
            #expect(try await whole.md5() == Self.text(Insecure.MD5.hash(data: bytes)))
            #expect(try await reader.isAtEnd())
        }
    }

    @Test("content that became shorter than what was uploaded is told")
    func shrunk() async throws {
        let reader = ContentReader(FileContent(length: 1_000, stream: FileContent.made(noise(400)).stream))
        #expect(await code { try await reader.seek(700) } == .conflict)
    }

    @Test("what reading throws is kept, and reading again begins anew")
    func failure() async throws {
        struct Unreadable: Error {}
        let bytes = noise(100)
        let content = FileContent(length: 100) { offset in
            guard offset > 0 else { return ByteStream(length: 100) { { throw Unreadable() } } }
            return ByteStream(Array(bytes[Int(offset)...]))
        }
        let reader = ContentReader(content)
        await #expect(throws: Unreadable.self) { try await reader.next(10) }
        #expect(reader.failure is Unreadable)
    }

    @Test("the digests of bytes in memory are theirs")
    func inMemory() async throws {
        let nothing = UploadedContent([])
        #expect(nothing.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(try await nothing.md5() == "d41d8cd98f00b204e9800998ecf8427e")
        let text = UploadedContent(Array("abc".utf8))
        #expect(text.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try await text.md5() == "900150983cd24fb0d6963f7d28e17f72")
    }
}
