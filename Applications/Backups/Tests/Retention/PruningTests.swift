// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

@testable import Backups

@Suite("Removing what the rule lets go", .enabled(if: hasPrograms))
struct PruningTests {
    private static let rule = RetentionRule(days: 3, minimum: 2)

    /// A backup a day of the databases, the newest of now.
    private static func days(_ count: Int, _ bench: Bench, _ set: BackupSet) async throws {
        let server = ScriptedDumping(
            Dictionary(uniqueKeysWithValues: set.databases.map { ($0, .init(ScriptedDumping.text($0))) }))
        for day in 0..<count {
            if day > 0 { bench.clock.advance(.seconds(86_400)) }
            try await bench.run(set, server, id: "r\(day)")
        }
    }

    private static func set(_ bench: Bench, _ databases: [String] = ["shop"]) -> BackupSet {
        var set = bench.set("shop") { $0.retentionRule = rule }
        set.databases = databases
        return set
    }

    @Test("old ones go with their manifests, each is recorded, and a dry run changes nothing")
    func oldOnes() async throws {
        try await Bench.with { bench in
            let set = Self.set(bench, ["shop", "blog"])
            try await Self.days(6, bench, set)
            let plan = try await bench.backups.prune(set, isDryRun: true, by: "ann")
            #expect(plan.removed.count == 4 && bench.files().count == 24)
            let report = try await bench.backups.prune(set, by: "ann")
            #expect(report.removed.map(\.backup.id) == plan.removed.map(\.backup.id) && report.failures.isEmpty)
            #expect(bench.files().count == 16)
            #expect(try await bench.kinds().count { $0 == BackupEntry.removed } == 4)
            #expect(try await bench.history().present("shop").count == 4)
            #expect(try await bench.backups.prune(set, by: "ann").removed.isEmpty)
        }
    }

    @Test("the roles of a run go with the last backup of it")
    func globals() async throws {
        try await Bench.with { bench in
            var set = Self.set(bench)
            set.includesGlobals = true
            try await Self.days(6, bench, set)
            let pinned = try #require(try await bench.history().present("shop").first)
            try await bench.backups.pin(pinned.id, in: set, by: "ann")
            try await bench.backups.prune(set, by: "ann")
            let left = try await bench.history().backups.filter(\.isPresent)
            #expect(left.count { !$0.isGlobals } == 5 && left.count { $0.isGlobals } == 5)
            #expect(left.contains { $0.id == pinned.globals })
            try await bench.backups.unpin(pinned.id, in: set, by: "ann")
            try await bench.backups.prune(set, by: "ann")
            #expect(try await bench.history().backups.count { $0.isPresent } == 8)
        }
    }

    @Test("what somebody reads stays, and goes when nobody does any more")
    func inUse() async throws {
        try await Bench.with { bench in
            let set = Self.set(bench)
            try await Self.days(6, bench, set)
            let oldest = try #require(try await bench.history().present("shop").first)
            do {
                let use = try BackupUse.reading(bench.folder.path("set/" + oldest.file))
                defer { withExtendedLifetime(use) {} }
                let report = try await bench.backups.prune(set, by: "ann")
                #expect(report.removed.count == 1)
                #expect(report.kept.contains { $0.backup.id == oldest.id && $0.reason == "in use" })
            }
            #expect(try await bench.backups.prune(set, by: "ann").removed.map(\.backup.id) == [oldest.id])
        }
    }

    @Test("what is being removed cannot be read, and what is gone is said to be")
    func beingRemoved() async throws {
        try await Bench.with { bench in
            let path = try bench.folder.write("a.sql", [1])
            let removal = try #require(try BackupUse.removing(path))
            #expect(throws: BackupsError(.held, "")) { try BackupUse.reading(path) }
            withExtendedLifetime(removal) {}
            #expect(throws: BackupsError(.notFound, "")) { try BackupUse.reading(path + "x") }
        }
    }

    @Test("a removal that was cut off is finished, and a removed backup never comes back")
    func cutOff() async throws {
        try await Bench.with { bench in
            let set = Self.set(bench)
            try await Self.days(6, bench, set)
            let oldest = try #require(try await bench.history().present("shop").first)
            // As a process that is killed leaves it: recorded, and nothing removed.
            try await bench.record(
                BackupEntry.removed, ["backup": .string(oldest.id.text), "because": "older than the days to keep"])
            let report = try await bench.backups.prune(set, by: "ann")
            #expect(report.removed.count == 1 && bench.files().count == 8)
            #expect(try await bench.history()[oldest.id]?.isPresent == false)
            // And one of which only the manifest is left.
            let next = try #require(try await bench.history().present("shop").first)
            try await bench.record(BackupEntry.removed, ["backup": .string(next.id.text), "because": "old"])
            try FileManager.default.removeItem(atPath: bench.folder.path("set/" + next.file))
            #expect(try await bench.backups.prune(set, by: "ann").leftovers == [next.file + ".json"])
            #expect(bench.files().count == 6)
        }
    }

    @Test("truncated, empty and disproved ones count for nothing; half-written files go first")
    func worthless() async throws {
        try await Bench.with { bench in
            let set = Self.set(bench)
            try await Self.days(6, bench, set)
            let all = try await bench.history().present("shop")
            for backup in all.suffix(2) {
                try bench.folder.write("set/" + backup.file, [1, 2, 3])
            }
            try await bench.record(
                BackupEntry.disproved, ["backup": .string(all[3].id.text), "reason": "Torn.", "step": "restore"])
            try bench.folder.write("set/shop/shop_2026-11-29_02-15-00.sql.zst.partial", [1])
            let report = try await bench.backups.prune(set, by: "ann")
            #expect(report.removed.isEmpty && report.leftovers == ["shop/shop_2026-11-29_02-15-00.sql.zst.partial"])
        }
    }

    @Test("a folder that has none of the backups is taken for a disk that is not mounted")
    func unmounted() async throws {
        try await Bench.with { bench in
            let set = Self.set(bench)
            try await Self.days(4, bench, set)
            try FileManager.default.removeItem(atPath: bench.folder.path("set"))
            await #expect(throws: BackupsError(.notFound, "")) { try await bench.backups.prune(set, by: "ann") }
            #expect(try await bench.history().present("shop").count == 4)
        }
    }

    @Test("while a run works on the folder nothing is removed")
    func held() async throws {
        try await Bench.with { bench in
            let set = Self.set(bench)
            try await Self.days(6, bench, set)
            let lock = try FolderLock(set.folder, purpose: "a run", now: bench.clock.now)
            await #expect(throws: BackupsError(.held, "")) { try await bench.backups.prune(set, by: "ann") }
            lock.release()
            #expect(try await bench.backups.prune(set, by: "ann").removed.count == 2)
        }
    }
}
