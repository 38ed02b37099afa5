// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import NIOCore
import StewardCore
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Receiving files")
struct UploadReaderTests {
    /// A body that comes in pieces of so many bytes.
    private static func body(_ bytes: [UInt8], _ size: Int) -> AsyncStream<ByteBuffer> {
        let pieces = stride(from: 0, to: bytes.count, by: size).map {
            ByteBuffer(bytes: bytes[$0..<min($0 + size, bytes.count)])
        }
        return AsyncStream { continuation in
            for piece in pieces { continuation.yield(piece) }
            continuation.finish()
        }
    }

    private static func read(
        _ form: MadeForm, limit: Int64 = 1 << 20, size: Int = 1000, into folder: UploadFolder? = nil
    ) async throws -> ReceivedFile {
        var reader = UploadReader(
            limit: limit, clock: HandClock(), isOurs: { $0[FormData.tokenField] == "t" },
            keeping: folder.map { folder in { try folder.make($0) } })
        do {
            return try await reader.read(body(form.bytes, size), contentType: MadeForm.type)
        } catch {
            if let path = reader.file?.path { folder?.remove(path) }
            throw error
        }
    }

    private static func refusal(_ form: MadeForm, limit: Int64 = 1 << 20) async -> UploadError? {
        do {
            _ = try await read(form, limit: limit)
            return nil
        } catch { return error as? UploadError }
    }

    @Test("a file is kept byte for byte, for its owner alone, under a harmless name", arguments: [1, 7, 65_536])
    func kept(size: Int) async throws {
        let home = try TemporaryFolder("uploads")
        let folder = UploadFolder(path: home.path("uploads"))
        var generator = SeededGenerator(seed: 1)
        let count = size == 1 ? 3000 : 700_000
        let content = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let form = MadeForm(token: "t", fields: [("folder", "f1")], name: "../../etc/pass:wd", content: content)
        let file = try await Self.read(form, size: size, into: folder)
        let path = try #require(file.path)
        #expect(file.name == "../../etc/pass:wd" && file.size == Int64(count) && file.fields["folder"] == "f1")
        #expect(file.sha256 == MadeForm.hash(content))
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == content)
        #expect(path.hasPrefix(home.path("uploads/")) && path.hasSuffix("/pass_wd") && !path.contains(".."))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        folder.remove(path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        folder.remove("/etc/passwd")
        #expect(FileManager.default.fileExists(atPath: "/etc/passwd"))
    }

    @Test("what only has to be hashed is not kept")
    func hashed() async throws {
        let file = try await Self.read(MadeForm(token: "t"))
        #expect(file.path == nil && file.sha256 == MadeForm.hash(Array("content".utf8)))
    }

    @Test("a file that is longer than the limit is refused with the limit, while it comes; one that fits is taken")
    func limit() async throws {
        let ten = [UInt8](repeating: 1, count: 10)
        #expect(await Self.refusal(MadeForm(token: "t", content: ten), limit: 10) == nil)
        let refused = await Self.refusal(MadeForm(token: "t", content: ten), limit: 9)
        #expect(refused == .tooLarge(9) && refused?.status == .contentTooLarge)
        #expect(refused?.description.contains("9 bytes") == true)
        // Even a body of fields alone has an end.
        let fields = (0..<30).map { ("f\($0)", String(repeating: "x", count: 4000)) }
        #expect(await Self.refusal(MadeForm(token: "t", fields: fields), limit: 9) == .tooLarge(9))
    }

    @Test("a form that is not ours is refused before anything of its file is taken")
    func foreign() async throws {
        let home = try TemporaryFolder("uploads")
        let folder = UploadFolder(path: home.path("uploads"))
        let late = MadeForm(token: "t", isTokenLate: true)
        for form in [MadeForm(), MadeForm(token: "other"), late] {
            #expect(await Self.refusal(form) == .foreign)
            await #expect(throws: UploadError.foreign) { try await Self.read(form, into: folder) }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test("no file, two files, a form that ends early and a field twice are refused; nothing is left on the disk")
    func incomplete() async throws {
        let home = try TemporaryFolder("uploads")
        let folder = UploadFolder(path: home.path("uploads"))
        let two = MadeForm(token: "t", ending: String(decoding: MadeForm().file, as: UTF8.self) + "--made--")
        let cases: [(MadeForm, String)] = [
            (MadeForm(token: "t", name: "", content: []), "No file came"),
            (MadeForm(token: "t", name: "", content: [1]), "No file came"), (two, "one file at a time"),
            (MadeForm(token: "t", ending: ""), "ended early"),
            (MadeForm(token: "t", fields: [("a", "1"), ("a", "2")]), "comes twice"),
            (MadeForm(token: "t", fields: [("a", String(repeating: "x", count: 5000))]), "too long"),
        ]
        for (form, what) in cases {
            let error = await Self.refusal(form)
            #expect(error?.description.contains(what) == true && error?.status == .badRequest, "\(what)")
            await #expect(throws: UploadError.self) { try await Self.read(form, into: folder) }
            #expect((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] == [], "\(what)")
        }
    }

    @Test("who sends next to nothing for half a minute is not waited for")
    func pace() throws {
        let clock = HandClock()
        var pace = UploadPace(clock: clock)
        for _ in 0..<100 {
            clock.advance(1)
            try pace.count(2000)
        }
        // Ten seconds of the span now are over.
        clock.advance(19)
        try pace.count(1)
        clock.advance(20)
        #expect(throws: UploadError.tooSlow) { try pace.count(1) }
    }

    @Test("a full disk is said as one")
    func full() {
        #expect(TemporaryFile.error(ENOSPC) == .diskFull && TemporaryFile.error(EDQUOT) == .diskFull)
        #expect(UploadError.diskFull.status.code == 507)
        #expect(TemporaryFile.error(EACCES).description.contains("Permission denied"))
    }
}
