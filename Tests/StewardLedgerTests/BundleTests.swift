// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@Suite("Sealed bundles")
struct BundleTests {
    @Test("A sealed book verifies from its folder alone, quickly and thoroughly", arguments: [0, 1, 2, 16, 300])
    func sound(count: Int) async throws {
        let folder = try TemporaryFolder("bundle")
        let bundle = try await Fixture.bundle(max(count, 1), blobs: ["one", "two"], in: folder)
        for verifier in [
            LedgerVerifier(), LedgerVerifier(trustedKey: try Fixture.signer.verifier), LedgerVerifier(thorough: true),
        ] {
            let report = try verifier.verify(bundle: bundle)
            #expect(report.problems == [])
            #expect(report.isSound && report.isProven)
            #expect(report.entries == Int64(max(count, 1)) && report.blobs == 2 && report.book == "book")
            #expect(try report.signer == Fixture.signer.verifier)
            #expect(report.json["sound"]?.bool == true)
        }
    }

    @Test("Equal books give equal bytes, and every file is there", arguments: TestDatabases.engines)
    func deterministic(engine: DatabaseEngine) async throws {
        let folder = try TemporaryFolder("bundle")
        for name in ["a", "b"] {
            try await Fixture.withLedger(name == "a" ? .sqlite : engine) { ledger, _ in
                try await Fixture.fill(ledger, "book", 40)
                let store = BlobStore(folder: folder.path("blobs"))
                let ids = try store.putAll([[1, 2, 3], [], [4]])
                let blobs = name == "a" ? ids : ids.reversed() + ids
                try await ledger.export("book", to: folder.path(name), blobs: blobs, from: store)
            }
        }
        let (a, b) = (try BundleCopy(folder.path("a")), try BundleCopy(folder.path("b")))
        #expect(a.files == b.files)
        #expect(
            a.files.keys.filter { !$0.hasPrefix("blobs/") }.sorted() == [
                "README.txt", "blobs.txt", "book.jsonl", "checkpoint", "hashes.txt", "key.pub", "manifest",
            ])
        #expect(a.files.keys.filter { $0.hasPrefix("blobs/") }.count == 3)
    }

    @Test("An export is whole or not there, and never written over something")
    func refusals() async throws {
        let folder = try TemporaryFolder("bundle")
        try await Fixture.withLedger { ledger, database in
            try await Fixture.fill(ledger, "book", 20)
            let target = folder.path("sealed")
            await #expect(throws: LedgerError(.notFound, "")) {
                try await ledger.export("book", to: target, blobs: [BlobID(hashing: [1])])
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            await #expect(throws: LedgerError(.notFound, "")) { try await ledger.export("none", to: target) }
            try await ledger.export("book", to: target)
            await #expect(throws: LedgerError(.exists, "")) { try await ledger.export("book", to: target) }
            try await database.write { connection in
                _ = try connection.execute("UPDATE ledger_entry SET line = hash WHERE book = 'book' AND sequence = 7")
            }
            let error = await #expect(throws: LedgerError.self) {
                try await ledger.export("book", to: folder.path("other"))
            }
            #expect(error?.code == .damaged && error?.message.contains("Entry 7") == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sealed"])
        }
    }

    @Test("A bundle sealed by somebody else is not taken for the trusted one's")
    func otherSigner() async throws {
        let folder = try TemporaryFolder("bundle")
        let bundle = try await Fixture.bundle(5, in: folder)
        let stranger = try NoteSigner(newKeyNamed: "PeterNeumann")
        let report = try LedgerVerifier(trustedKey: stranger.verifier).verify(bundle: bundle)
        #expect(!report.isSound && report.problems.contains { $0.file == "key.pub" })
    }

    @Test("A history rewritten with its hashes is found by the signature over its root")
    func rewrittenHistory() async throws {
        let folder = try TemporaryFolder("bundle")
        let bundle = try await Fixture.bundle(20, in: folder)
        var copy = try BundleCopy(bundle)
        var lines = copy.lines("book.jsonl").map { String(decoding: $0, as: UTF8.self) }
        var hashes: [String] = []
        for place in lines.indices {
            if place == 12 {
                lines[place] = lines[place].replacingOccurrences(of: "\"number\":12", with: "\"number\":13")
            }
            if let last = hashes.last {
                let old = lines[place].range(of: "\"previous\":\"")
                let start = try #require(old?.upperBound)
                lines[place].replaceSubrange(start..<lines[place].index(start, offsetBy: 64), with: last)
            }
            hashes.append(MerkleTree.leafHash(Array(lines[place].utf8)).map { String(format: "%02x", $0) }.joined())
        }
        copy.setLines("book.jsonl", lines.map { Array($0.utf8) })
        copy.setLines("hashes.txt", hashes.map { Array($0.utf8) })
        try copy.write(to: folder.path("forged"))
        let report = try LedgerVerifier().verify(bundle: folder.path("forged"))
        #expect(!report.isProven && report.problems.map(\.file) == ["book.jsonl"])
    }

    @Test("What is no bundle is refused or described, and never crashes")
    func nonsense() throws {
        let folder = try TemporaryFolder("bundle")
        #expect(throws: LedgerError(.notFound, "")) { try LedgerVerifier().verify(bundle: folder.path("none")) }
        let report = try LedgerVerifier().verify(bundle: folder.path)
        #expect(!report.isSound && report.problems.count >= 6)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("key.pub"), withDestinationPath: "/etc/hostname")
        #expect(try LedgerVerifier().verify(bundle: folder.path).problems.contains { $0.file == "key.pub" })
    }

    @Test("The steps of the README work with Python, OpenSSL and coreutils", .enabled(if: Self.hasTools))
    func standardTools() async throws {
        let folder = try TemporaryFolder("bundle")
        let bundle = try await Fixture.bundle(37, blobs: ["evidence"], in: folder)
        let readme = try String(contentsOf: URL(filePath: "\(bundle)/README.txt"), encoding: .utf8)
        let indented = readme.split(separator: "\n").filter { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }
        let commands = indented.drop { !$0.hasPrefix("sha256sum") }.map { line in
            line.hasPrefix("sha256sum") ? line.prefix { $0 != "(" } : line
        }
        let script = (["set -e"] + commands).joined(separator: "\n").replacingOccurrences(
            of: "/tmp/", with: folder.path("w/"))
        try FileManager.default.createDirectory(atPath: folder.path("w"), withIntermediateDirectories: true)
        #expect(try run(script, in: bundle).contains("good: 37 entries"))
        var copy = try BundleCopy(bundle)
        copy.files["book.jsonl"]?[100] ^= 1
        try copy.write(to: folder.path("damaged"))
        #expect(try !run(script, in: folder.path("damaged")).contains("good: 37 entries"))
    }

    private static let hasTools = ["/usr/bin/python3", "/usr/bin/openssl", "/bin/bash"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private func run(_ script: String, in folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(filePath: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: output, as: UTF8.self) : "failed"
    }
}
