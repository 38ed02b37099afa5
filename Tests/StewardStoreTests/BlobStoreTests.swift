// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Blobs")
struct BlobStoreTests {
    private let home: TemporaryFolder
    private let store: BlobStore

    init() throws {
        home = try TemporaryFolder("blobs")
        store = BlobStore(folder: home.path("data/blobs"))
    }

    private func file(_ id: BlobID) -> String { "data/blobs/\(id.hex.prefix(2))/\(id.hex)" }

    @Test("Bytes come back under the SHA-256 that names them")
    func roundTrip() throws {
        let id = try store.put(Array("abc".utf8))
        #expect(id.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try store.bytes(of: id) == Array("abc".utf8))
        #expect(try home.bytes(file(id)) == Array("abc".utf8))
        let empty = try store.put([])
        #expect(try store.bytes(of: empty).isEmpty)
    }

    @Test("Many blobs are kept at once, in order, the same bytes once")
    func putAll() throws {
        let all = (0..<300).map { Array("blob \($0 % 200)".utf8) }
        let ids = try store.putAll(all)
        #expect(ids == all.map(BlobID.init(hashing:)))
        #expect(try store.all() == Set(ids).sorted())
        #expect(try store.bytes(of: ids[299]) == all[99])
        #expect(try store.sweep() == 0)
    }

    @Test("A stream is kept piece by piece and read back piece by piece")
    func streams() async throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let pieces = stride(from: 0, to: bytes.count, by: 70_000).map {
            Array(bytes[$0..<min($0 + 70_000, bytes.count)])
        }
        let id = try await store.put(
            ByteStream(
                pieces: AsyncStream { continuation in
                    for piece in pieces { continuation.yield(piece) }
                    continuation.finish()
                }))
        #expect(id == BlobID(hashing: bytes))
        #expect(try await store.stream(of: id).collect(upTo: 2_000_000) == bytes)
        #expect(store.size(of: id) == 1_000_000)
    }

    @Test("A stream that fails or is too long leaves nothing")
    func failingStream() async throws {
        struct Broken: Error {}
        await #expect(throws: Broken.self) {
            try await store.put(ByteStream { { throw Broken() } })
        }
        await #expect(throws: BlobError(.tooLarge, "")) {
            try await store.put(ByteStream(Array(repeating: 1, count: 11)), upTo: 10)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path("data/blobs/incoming")).isEmpty)
        #expect(try store.all().isEmpty)
    }

    @Test("A flipped byte and a cut file are found, and putting the bytes again repairs a cut file")
    func damage() async throws {
        let bytes = Array("some evidence".utf8)
        let id = try store.put(bytes)
        try store.verify(id)
        try home.write(file(id), Array("some evidenc3".utf8))
        #expect(throws: BlobError(.damaged, "")) { try store.verify(id) }
        #expect(throws: BlobError(.damaged, "")) { try store.bytes(of: id) }
        await #expect(throws: BlobError(.damaged, "")) { try await store.stream(of: id).collect(upTo: 100) }
        try home.write(file(id), Array("some".utf8))
        #expect(throws: BlobError(.damaged, "")) { try store.verify(id) }
        try store.put(bytes)
        try store.verify(id)
    }

    @Test("A blob that was never put is missing")
    func missing() throws {
        let id = BlobID(hashing: [1])
        #expect(!store.contains(id))
        #expect(throws: BlobError(.missing, "")) { try store.bytes(of: id) }
        #expect(throws: BlobError(.missing, "")) { try store.verify(id) }
        #expect(throws: BlobError(.missing, "")) { try store.stream(of: id) }
        try store.remove(id)
    }

    @Test(
        "A name that could lead out of the folder is not a name",
        arguments: ["", "../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "/", count: 64)])
    func names(text: String) {
        #expect(BlobID(text) == nil)
    }

    @Test("Sweeping removes what a dead program left, not what a living one writes")
    func sweeps() async throws {
        try home.write("data/blobs/incoming/dead", [1, 2, 3])
        let started = AsyncStream.makeStream(of: Void.self)
        let release = AsyncStream.makeStream(of: Void.self)
        async let id = store.put(
            ByteStream {
                let place = Counter()
                return {
                    switch await place.next() {
                    case 0: return [7]
                    case 1:
                        started.continuation.finish()
                        for await _ in release.stream {}
                        return [8]
                    default: return nil
                    }
                }
            })
        for await _ in started.stream {}
        #expect(try store.sweep() == 1)
        release.continuation.finish()
        #expect(try await id == BlobID(hashing: [7, 8]))
    }

    @Test("A symbolic link in place of a blob is refused")
    func link() throws {
        let id = try store.put([1])
        try FileManager.default.removeItem(atPath: home.path(file(id)))
        try home.write("secret", [1])
        try FileManager.default.createSymbolicLink(
            atPath: home.path(file(id)), withDestinationPath: home.path("secret"))
        #expect(throws: BlobError(.storage, "")) { try store.bytes(of: id) }
    }

    @Test("A folder that cannot be made is named in the error")
    func unwritable() throws {
        try home.write("file", [])
        let error = #expect(throws: BlobError(.storage, "")) {
            try BlobStore(folder: home.path("file/blobs")).put([1])
        }
        #expect(error?.message.contains(home.path("file")) == true)
    }
}

private actor Counter {
    private var value = -1
    func next() -> Int {
        value += 1
        return value
    }
}
