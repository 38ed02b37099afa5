// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@Suite("Archives, shorter checkpoints, and searching")
struct ArchiveTests {
    /// Writes an archive as a whole.
    private static func bytes(_ archive: BundleArchive) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await archive.write { bytes += $0 }
        return bytes
    }

    private static func unpack(_ bytes: [UInt8], into folder: TemporaryFolder) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("archive.tar")))
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-xf", folder.path("archive.tar"), "-C", folder.path("")]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
    }

    @Test(
        "An archive has the length it says, is unpacked by tar, and is what an export writes",
        arguments: TestDatabases.engines)
    func archive(engine: DatabaseEngine) async throws {
        let folder = try TemporaryFolder("archive")
        try await Fixture.withLedger(engine) { ledger, _ in
            try await Fixture.fill(ledger, "book:one", 300)
            let store = BlobStore(folder: folder.path("blobs"))
            let blobs = try store.putAll([Array("one".utf8), [], [UInt8](repeating: 7, count: 70_000)])
            let archive = try await ledger.archive("book:one", blobs: blobs, from: store)
            let bytes = try await Self.bytes(archive)
            #expect(Int64(bytes.count) == archive.length && archive.folder == "book-one-300")
            try Self.unpack(bytes, into: folder)
            try await ledger.export("book:one", to: folder.path("exported"), blobs: blobs, from: store)
            let report = try LedgerVerifier(thorough: true).verify(bundle: folder.path(archive.folder))
            #expect(report.isSound && report.entries == 300 && report.blobs == 3, "\(report.problems)")
            for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path("exported")) {
                let ours = FileManager.default.contents(atPath: folder.path("\(archive.folder)/\(file)"))
                #expect(ours == FileManager.default.contents(atPath: folder.path("exported/\(file)")), "\(file)")
            }
        }
    }

    @Test(
        "A checkpoint over fewer entries is what was signed then, and later ones continue it",
        arguments: TestDatabases.engines)
    func shorter(engine: DatabaseEngine) async throws {
        let folder = try TemporaryFolder("archive-short")
        try await Fixture.withLedger(engine) { ledger, _ in
            try await Fixture.fill(ledger, "book", 100)
            let whole = try await ledger.checkpoint("book")
            let short = try await ledger.checkpoint("book", size: 37)
            #expect(try await ledger.root(of: "book", size: 37) == short.checkpoint.root)
            let proof = try await ledger.consistencyProof(in: "book", from: 37, to: 100)
            #expect(proof.isValid(oldRoot: short.checkpoint.root, newRoot: whole.checkpoint.root))
            #expect(try await ledger.checkpoint("book", size: 37) == short)
            #expect(try await ledger.checkpoints(of: "book", limit: 1).first == whole)
            await #expect(throws: LedgerError(.notFound, "")) { try await ledger.checkpoint("book", size: 101) }
            let archive = try await ledger.archive("book", size: 37)
            try Self.unpack(try await Self.bytes(archive), into: folder)
            let report = try LedgerVerifier().verify(bundle: folder.path("book-37"))
            #expect(report.isSound && report.entries == 37)
        }
    }

    @Test("Every checkpoint ever signed is checked when that is asked", arguments: TestDatabases.engines)
    func everyCheckpoint(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, database in
            for size in 1...70 {
                try await Fixture.fill(ledger, "book", size)
                try await ledger.checkpoint("book")
            }
            let good = try await ledger.verify("book", everyCheckpoint: true) { _, _ in }
            #expect(good.isSound && good.treeRoot == good.checkpoint?.root, "\(good.problems)")
            _ = try await database.write {
                try $0.execute("UPDATE ledger_checkpoint SET note = replace(note, 'book', 'b00k') WHERE size = 3")
            }
            let bad = try await ledger.verify("book", everyCheckpoint: true) { _, _ in }
            #expect(bad.problems.map(\.file) == ["ledger_checkpoint"])
            #expect(bad.problems.first?.fault.contains("over 3 entries") ?? false)
            #expect(try await ledger.verify("book").isSound)
        }
    }

    @Test("A text is found in payloads, as a whole, and nowhere else in an entry", arguments: TestDatabases.engines)
    func search(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            for text in ["abc", "abcd", "xabc", "abc", "\\\"abc\\\""] {
                try await ledger.append(
                    EntryDraft(kind: "abc", actor: "abc", payload: ["in": [["deep": .string(text)]]]), to: "b")
            }
            #expect(try await ledger.entries(holding: "abc", in: "b", limit: 10).map(\.sequence) == [0, 3])
            #expect(try await ledger.entries(holding: "abc", in: "b", limit: 1).map(\.sequence) == [0])
            #expect(try await ledger.entries(holding: "abc", in: "none", limit: 1).isEmpty)
        }
    }
}
