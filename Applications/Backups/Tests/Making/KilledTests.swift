// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardProcess
import StewardStore
import StewardTestKit
import Testing

@testable import Backups

@Suite(
    "A process that is killed at any moment while it makes, copies and removes backups", .enabled(if: hasPrograms),
    .serialized, .timeLimit(.minutes(10)))
struct KilledTests {
    /// How many times; `STEWARD_KILLS` says otherwise.
    private static let kills = ProcessInfo.processInfo.environment["STEWARD_KILLS"].flatMap { Int($0) } ?? 20

    @Test("No half file is listed, no good backup is lost, and the next run goes on")
    func killed() async throws {
        let folder = try TemporaryFolder("killed")
        let keys = try await Program("/usr/bin/age-keygen").run().checked().text
        let recipient = try #require(
            keys.split(separator: "\n").first { $0.contains("public key: ") }?.split(separator: " ").last)
        var random = SeededGenerator(seed: 6)
        var seen = Seen()
        for number in 0..<Self.kills {
            let node = try node(folder, number, runs: 1000, String(recipient))
            try node.start()
            try await SystemClock().sleep(for: .milliseconds(random.below(700)))
            #expect(node.kill(), "It ended by itself.")
            try await look(folder, &seen)
        }
        let last = try node(folder, Self.kills, runs: 1, String(recipient))
        try last.start()
        var status = last.ended()
        while status == nil {
            try await SystemClock().sleep(for: .milliseconds(20))
            status = last.ended()
        }
        #expect(status == 0, "\(String(decoding: (try? folder.bytes("output")) ?? [], as: UTF8.self))")
        let history = try await look(folder, &seen)
        let files = history.backups.filter(\.isPresent).flatMap { [$0.file, BackupManifest.name(of: $0.file)] }
        #expect(try names(folder.path("set")) == (files + [FolderLock.name]).sorted())
        #expect(history.backups.filter(\.isPresent).allSatisfy { $0.copies.count == 1 })
        #expect(history.backups.count > Self.kills / 2, "Hardly anything was made between the kills.")
        #expect(try names(folder.path("scratch")) == [])
        #expect(try await isQuiet(String(recipient)))
    }

    /// What was found whole in an earlier look.
    private struct Seen {
        var whole: Set<BackupID> = []
        var copied: Set<String> = []
    }

    private func node(_ folder: TemporaryFolder, _ number: Int, runs: Int, _ recipient: String) throws
        -> KillableProcess
    {
        let start = 1_795_313_700 + number * 5 * 86_400
        return try KillableProcess(
            "pass-node", [folder.path, "\(start)", "\(runs)", recipient], output: folder.path("output"))
    }

    /// Reads the book as another process would, and compares it with what lies there.
    @discardableResult
    private func look(_ folder: TemporaryFolder, _ seen: inout Seen) async throws -> BackupHistory {
        guard FileManager.default.fileExists(atPath: folder.path("steward.sqlite")) else { return BackupHistory() }
        let database = try await SQLiteDatabase.open(at: folder.path("steward.sqlite"))
        try await database.migrate(Ledger.migrations + SecretVault.migrations + Backups.migrations)
        let ledger = Ledger(database: database, clock: SystemClock())
        let history = try await ledger.rebuild(BackupHistory.self, of: Backups.book("nightly")).state
        await database.close()
        for database in history.databases {
            let made = history.backups.filter { $0.database == database }
            #expect(made.count { $0.isPresent } >= min(2, made.count), "Too few are left of \(database).")
            #expect(!made.contains { if case .missing = $0.state { true } else { false } })
        }
        for backup in history.backups {
            let path = BackupFolder(path: folder.path("set")).path(of: backup.file)
            if backup.isPresent, seen.whole.insert(backup.id).inserted {
                let content = try await ContentDigest.of(file: path)
                #expect(content.sha256 == backup.sha256 && content.bytes == backup.bytes)
            } else if backup.isPresent {
                #expect(DiskFile.status(path)?.bytes == backup.bytes)
            }
            if backup.isPresent { #expect(DiskFile.status(BackupManifest.name(of: path)) != nil) }
            for copy in backup.copies where seen.copied.insert(copy.fileID).inserted {
                let content = try await ContentDigest.of(file: folder.path("away/" + copy.fileID))
                #expect(content.sha256 == backup.sha256)
            }
        }
        return history
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !DiskFile.isFolder(folder + "/" + $0) }
            .sorted()
    }

    /// Waits, at most ten seconds, until no age of a killed node runs any more.
    private func isQuiet(_ recipient: String) async throws -> Bool {
        for _ in 0..<500 {
            let ids = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
            let isThere = ids.contains { id in
                let said = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
                return String(decoding: said, as: UTF8.self).contains(recipient)
            }
            if !isThere { return true }
            try await SystemClock().sleep(for: .milliseconds(20))
        }
        return false
    }
}
