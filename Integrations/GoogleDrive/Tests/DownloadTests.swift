// SPDX-License-Identifier: Apache-2.0
import Crypto
import GoogleDrive
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import Testing

@Suite("Downloads")
struct DownloadTests {
    private static func file(_ bytes: [UInt8], revision: String? = "r1", size: Int64?? = nil) -> StoredFile {
        let md5 = Insecure.MD5.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return StoredFile(
            id: "F", name: "n", kind: .file, size: size ?? Int64(bytes.count), checksums: .init(md5: md5),
            revision: revision)
    }
    private static func described(_ file: StoredFile) -> ScriptedDrive.Answer {
        .json(
            #"{"id":"F","name":"n","mimeType":"x/y","size":"\#(file.size ?? 0)","headRevisionId":"#
                + #""\#(file.revision ?? "")","md5Checksum":"\#(file.checksums.md5 ?? "")"}"#)
    }
    private static func part(_ bytes: ArraySlice<UInt8>, of total: Int, says: String? = nil) -> ScriptedDrive.Answer {
        let range = says ?? "bytes \(bytes.startIndex)-\(bytes.endIndex - 1)/\(total)"
        return .init(status: 206, fields: [.contentRange: range], body: Array(bytes))
    }

    @Test("a whole file is asked for without a range, uncompressed")
    func whole() async throws {
        let bytes = noise(5_000)
        let script = ScriptedDrive([.init(body: bytes)])
        let found = try await GoogleDrive.scripted(script).read(Self.file(bytes), from: 0, to: nil)
            .collect(upTo: 10_000)
        #expect(found == bytes && script.seen.count == 1)
        let request = script.seen[0].request
        #expect(request.path == "/drive/v3/files/F?alt=media&supportsAllDrives=true")
        #expect(request.headerFields[.range] == nil && request.headerFields[.acceptEncoding] == "identity")
    }

    @Test("an empty file is read without a range")
    func empty() async throws {
        let script = ScriptedDrive([.init()])
        let found = try await GoogleDrive.scripted(script).read(Self.file([]), from: 0, to: nil).collect(upTo: 1)
        #expect(found.isEmpty && script.seen.allSatisfy { $0.request.headerFields[.range] == nil })
    }

    @Test("a part is asked for by its range, after a look whether the file is still the same")
    func part() async throws {
        let bytes = noise(1_000)
        let file = Self.file(bytes)
        let script = ScriptedDrive { seen in
            seen.request.headerFields[.range] == nil ? Self.described(file) : Self.part(bytes[100..<300], of: 1_000)
        }
        let found = try await GoogleDrive.scripted(script).read(file, from: 100, to: 300).collect(upTo: 1_000)
        #expect(found == Array(bytes[100..<300]))
        #expect(script.seen.last?.request.headerFields[.range] == "bytes=100-299")
    }

    @Test(
        "another part, the whole, or a lie about the part is refused",
        arguments: [
            "bytes 100-298/1000", "bytes 99-299/1000", "bytes 100-299/*x", "bytes 0-999/1000", "nonsense", "",
        ])
    func wrongPart(says: String) async throws {
        let bytes = noise(1_000)
        let file = Self.file(bytes)
        let script = ScriptedDrive { seen in
            seen.request.headerFields[.range] == nil
                ? Self.described(file) : Self.part(bytes[100..<300], of: 1_000, says: says)
        }
        let found = await code { _ = try await GoogleDrive.scripted(script).read(file, from: 100, to: 300) }
        #expect(found == .malformedReply)
        let whole = ScriptedDrive { seen in
            seen.request.headerFields[.range] == nil ? Self.described(file) : .init(body: bytes)
        }
        let second = await code { _ = try await GoogleDrive.scripted(whole).read(file, from: 100, to: 300) }
        #expect(second == .malformedReply)
    }

    @Test("a file that was replaced is a conflict, wherever one begins to read")
    func changed() async throws {
        let old = Self.file(noise(1_000))
        let new = Self.file(noise(1_000, seed: 2), revision: "r2")
        let script = ScriptedDrive { seen in
            seen.path.contains("alt=media") ? .init(body: noise(1_000, seed: 2)) : Self.described(new)
        }
        let drive = try GoogleDrive.scripted(script)
        let whole = await code { _ = try await drive.read(old, from: 0, to: nil).collect(upTo: 1_000) }
        let rest = await code { _ = try await drive.read(old, from: 10, to: nil) }
        #expect(whole == .conflict && rest == .conflict)
        let shorter = ScriptedDrive([.init(body: noise(999))])
        let third = await code { _ = try await GoogleDrive.scripted(shorter).read(old, from: 0, to: nil) }
        #expect(third == .conflict)
    }

    @Test("damage on the way is told apart from a change, by either digest", arguments: [false, true])
    func damaged(hasSHA256: Bool) async throws {
        var file = Self.file(noise(1_000))
        if hasSHA256 { file.checksums.sha256 = UploadedContent(noise(1_000)).sha256 }
        let described = file
        let script = ScriptedDrive { seen in
            seen.path.contains("alt=media") ? .init(body: noise(1_000, seed: 2)) : Self.described(described)
        }
        let found = await code {
            _ = try await GoogleDrive.scripted(script).read(described, from: 0, to: nil).collect(upTo: 1_000)
        }
        #expect(found == .malformedReply)
        let intact = ScriptedDrive([.init(body: noise(1_000))])
        let read = try await GoogleDrive.scripted(intact).read(described, from: 0, to: nil).collect(upTo: 1_000)
        #expect(read == noise(1_000))
    }

    @Test("a stream never ends early without an error, nor goes on behind its end")
    func length() async throws {
        let file = Self.file(noise(1_000))
        for (answer, wanted) in [
            (ScriptedDrive.Answer(body: noise(400), length: 1_000), IntegrationError.Code.unavailable),
            (.init(body: noise(1_200), length: 1_000), .malformedReply),
            (.init(body: noise(400), length: 1_000, failure: ScriptedDrive.lost), .unavailable),
        ] {
            let found = await code {
                _ = try await GoogleDrive.scripted(ScriptedDrive([answer])).read(file, from: 0, to: nil)
                    .collect(upTo: 5_000)
            }
            #expect(found == wanted)
        }
    }

    @Test("what lies outside the file is refused without a call")
    func outside() async throws {
        let script = ScriptedDrive([.init()])
        let drive = try GoogleDrive.scripted(script)
        for (start, end) in [(1_001, nil), (-1, nil), (10, 9)] as [(Int64, Int64?)] {
            let found = await code { _ = try await drive.read(Self.file(noise(1_000)), from: start, to: end) }
            #expect(found == .invalidRequest)
        }
        for (start, end) in [(9, nil), (0, 0), (4, 4), (9, 100)] as [(Int64, Int64?)] {
            #expect(try await drive.read(Self.file(noise(9)), from: start, to: end).collect(upTo: 1).isEmpty)
        }
        #expect(script.seen.isEmpty)
    }

    @Test("what has no content of its own says what to do instead")
    func noContent() async throws {
        let script = ScriptedDrive([.init()])
        let kinds: [StoredFile.Kind] = [.folder, .document, .shortcut(target: "T")]
        for kind in kinds {
            let file = StoredFile(id: "F", name: "n", kind: kind)
            let found = await code { _ = try await GoogleDrive.scripted(script).read(file, from: 0, to: nil) }
            #expect(found == .unsupported)
        }
        #expect(script.seen.isEmpty)
    }

    @Test("a flagged file is acknowledged only when the settings say so", arguments: [false, true])
    func abuse(acknowledges: Bool) async throws {
        let bytes = noise(10)
        let script = ScriptedDrive { seen in
            seen.path.contains("acknowledgeAbuse=true")
                ? .init(body: bytes) : .refusal(403, "cannotDownloadAbusiveFile")
        }
        let drive = try GoogleDrive.scripted(script, ["acknowledge-abuse": "\(acknowledges)"])
        let found = await code { _ = try await drive.read(Self.file(bytes), from: 0, to: nil).collect(upTo: 10) }
        #expect(found == (acknowledges ? nil : .flaggedAsAbuse))
    }

    @Test("a resource key goes with every call about its file, and into no description")
    func resourceKey() async throws {
        let bytes = noise(10)
        var file = Self.file(bytes)
        file.resourceKey = Secret("CANARY")
        let script = ScriptedDrive([.init(body: bytes)])
        let drive = try GoogleDrive.scripted(script)
        _ = try await drive.read(file, from: 0, to: nil).collect(upTo: 10)
        #expect(script.seen[0].resourceKeys == "F/CANARY")
        var text = "\(drive) \(String(reflecting: drive)) \(file)"
        dump(drive, to: &text)
        dump(file, to: &text)
        #expect(!text.contains("CANARY") && !text.contains("token-1"))
    }
}
