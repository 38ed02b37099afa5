// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Backups

@Suite("What a set's book says of its backups")
struct BackupHistoryTests {
    @Test("Made, stored, proved, pinned, removed: each entry shows in the state")
    func states() async throws {
        try await Bench.with { bench in
            let backup = Backup.sample("timeline_2026-11-22_02-15-00", database: "timeline")
            let id = JSON.string(backup.id.text)
            try await bench.record(BackupEntry.failed, ["run": "r0", "database": "timeline", "step": "dump"])
            try await bench.record(BackupEntry.failed, ["run": "r1", "database": "timeline", "step": "dump"])
            #expect(try await bench.history().failures["timeline"]?.count == 2)
            try await bench.record(BackupEntry.made, backup.record)
            #expect(try await bench.history().failures.isEmpty)
            try await bench.record(BackupEntry.storeFailed, ["backup": id, "reason": "It is full."])
            #expect(try await bench.history()[backup.id]?.copyFailure == "It is full.")
            try await bench.record(
                BackupEntry.stored, ["backup": id, "connection": "drive", "file_id": "f1", "bytes": 3])
            try await bench.record(BackupEntry.proved, ["backup": id, "seconds": 2, "server_version": "15.20"])
            try await bench.record(BackupEntry.pinned, ["backup": id, "by": "ann"])
            let found = try #require(try await bench.history()[backup.id])
            #expect(found.copies.map(\.fileID) == ["f1"])
            #expect(found.copyFailure == nil)
            #expect(found.provedAt != nil && found.counts && found.isPinned)
            try await bench.record(BackupEntry.proved, ["backup": id, "seconds": 1, "warnings": ["A table is gone."]])
            #expect(try await bench.history()[backup.id]?.lastProof?.warnings == ["A table is gone."])
            try await bench.record(
                BackupEntry.copyRemoved,
                ["backup": id, "connection": "drive", "file_id": "f1", "because": "older than the days to keep"])
            #expect(try await bench.history()[backup.id]?.copies == [])
            try await bench.record(
                BackupEntry.disproved, ["backup": id, "reason": "A table is empty.", "step": "rows"])
            try await bench.record(BackupEntry.unpinned, ["backup": id, "by": "ann"])
            let doubted = try #require(try await bench.history()[backup.id])
            #expect(doubted.provedAt == nil && !doubted.counts && !doubted.isPinned)
            try await bench.record(BackupEntry.missing, ["backup": id])
            #expect(try await bench.history().present("timeline").isEmpty)
            try await bench.record(BackupEntry.made, backup.record)
            #expect(try await bench.history().present("timeline").map(\.id) == [backup.id])
            try await bench.record(BackupEntry.removed, ["backup": id, "because": "older than 30 days"])
            #expect(try await bench.history().backups.count == 1)
            #expect(try await bench.history().present("timeline").isEmpty)
        }
    }

    @Test("The same entries give the same digest")
    func deterministic() async throws {
        try await Bench.with { bench in
            for number in 0..<20 {
                let backup = Backup.sample(
                    "db\(number % 4)_2026-11-22_02-00-\(10 + number)", database: "db\(number % 4)")
                try await bench.record(BackupEntry.made, backup.record)
                try await bench.record(
                    BackupEntry.failed, ["run": "r", "database": .string("x\(number)"), "step": "dump"])
            }
            let first = try await bench.ledger.rebuild(BackupHistory.self, of: bench.book)
            try await bench.ledger.record(BackupHistory.self, of: bench.book)
            #expect(try await bench.ledger.compare(BackupHistory.self, of: bench.book) == .equal(size: 40))
            #expect(first.state.databases == ["db0", "db1", "db2", "db3"])
        }
    }

    @Test("A backup, its manifest and its set come back from JSON as they were")
    func roundTrips() throws {
        let backup = Backup.sample("timeline_2026-11-22_02-15-00", database: "timeline")
        #expect(Backup(backup.record.canonical) == backup)
        let manifest = BackupManifest(set: "nightly", backup: backup)
        #expect(try BackupManifest(manifest.bytes()) == manifest)
        #expect(throws: BackupsError.self) { try BackupManifest(Array("{}".utf8)) }
        var set = BackupSet(
            name: "nightly", connection: "local", databases: ["a", "b"], folder: "/var/backups/pg",
            encryption: .passphrase(secret: "backups.nightly"), offsite: .init(connection: "drive"))
        set.proof.questions = [
            .init(name: "newest", statement: "SELECT max(timestamp) FROM t", expectation: .withinHours(48)),
            .init(name: "count", database: "a", statement: "SELECT count(*) FROM t", expectation: .atLeast(3)),
            .init(name: "version", statement: "SELECT 1", expectation: .equals("1")),
        ]
        #expect(try BackupSet(JSON(parsing: set.json.canonicalBytes())) == set)
        set.offsite = OffsitePlace(
            connection: "drive", folder: "f", retention: RetentionRule(days: 365, monthly: 12), isAppendOnly: true)
        #expect(try BackupSet(JSON(parsing: set.json.canonicalBytes())) == set)
    }
}
