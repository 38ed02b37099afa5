// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Testing

@testable import Backups

@Suite("Removing copies off-site that a rule lets go", .enabled(if: hasPrograms))
struct CopyPruningTests {
    /// Six days of backups with copies; by the rule two of them are old.
    private static func with(
        _ place: OffsitePlace = .init(connection: "drive"),
        _ body: (Bench, BackupSet, MemoryStore) async throws -> Void
    ) async throws {
        try await Bench.with { bench in
            let set = bench.set("shop") { set in
                set.retentionRule = RetentionRule(days: 3, minimum: 2)
                set.offsite = place
            }
            let store = MemoryStore()
            for day in 0..<6 {
                if day > 0 { bench.clock.advance(.seconds(86_400)) }
                try await bench.run(set, .with("shop"), store: store, id: "r\(day)")
            }
            #expect(store.count == 6)
            try await body(bench, set, store)
        }
    }

    private static func prune(
        _ bench: Bench, _ set: BackupSet, _ store: MemoryStore, isDryRun: Bool = false
    ) async throws -> PruneReport {
        let stores = ScriptedConnections(server: .with("shop"), store: store)
        return try await bench.backups.prune(set, stores: stores, isDryRun: isDryRun, by: "ann")
    }

    @Test("they go with the backups here, each is recorded, and a dry run changes nothing")
    func together() async throws {
        try await Self.with { bench, set, store in
            let plan = try await Self.prune(bench, set, store, isDryRun: true)
            #expect(plan.removedCopies.count == 2 && store.count == 6)
            let report = try await Self.prune(bench, set, store)
            #expect(report.removed.count == 2 && report.failures.isEmpty)
            #expect(report.removedCopies.map(\.backup.id) == plan.removedCopies.map(\.backup.id))
            #expect(store.count == 4 && report.keptCopies.count == 4)
            #expect(try await bench.kinds().count { $0 == BackupEntry.copyRemoved } == 2)
            #expect(try await Self.prune(bench, set, store).removedCopies.isEmpty)
        }
    }

    @Test("a longer rule of the place keeps them when the backups here are gone")
    func longer() async throws {
        let place = OffsitePlace(connection: "drive", retention: RetentionRule(days: 365, minimum: 2))
        try await Self.with(place) { bench, set, store in
            let report = try await Self.prune(bench, set, store)
            #expect(report.removed.count == 2 && report.removedCopies.isEmpty && store.count == 6)
            bench.clock.advance(.seconds(86_400 * 364))
            for number in 1...2 {
                try await bench.run(set, .with("shop"), store: store, id: "later\(number)")
                bench.clock.advance(.seconds(60))
            }
            #expect(try await Self.prune(bench, set, store).removedCopies.count > 0)
        }
    }

    @Test("a shorter rule of the place lets them go, and none is made there again")
    func shorter() async throws {
        let place = OffsitePlace(connection: "drive", retention: RetentionRule(days: 1, minimum: 1))
        try await Self.with(place) { bench, set, store in
            let oldest = try #require(try await bench.history().present("shop").first)
            try await bench.backups.pin(oldest.id, in: set, by: "ann")
            #expect(try await Self.prune(bench, set, store).keptCopies.contains { $0.reason == "pinned" })
            #expect(store.count == 3)
            bench.clock.advance(.seconds(60))
            #expect(try await bench.run(set, .with("shop"), store: store, id: "r7").stored.count == 1)
            #expect(store.count == 4)
        }
    }

    @Test("an append-only place keeps all, and the report says why")
    func appendOnly() async throws {
        try await Self.with(OffsitePlace(connection: "drive", isAppendOnly: true)) { bench, set, store in
            let report = try await Self.prune(bench, set, store)
            #expect(report.removed.count == 2 && report.removedCopies.isEmpty && store.count == 6)
            #expect(report.keptCopies.count { $0.reason.hasPrefix("the place is append-only") } == 2)
        }
    }

    @Test("a place that is away is told once, nothing is recorded, and the next pruning does it")
    func away() async throws {
        try await Self.with { bench, set, store in
            store.leave(true)
            let report = try await Self.prune(bench, set, store)
            #expect(report.failures == ["Old copies at “drive” cannot be removed: The drive is away."])
            #expect(report.removed.count == 2 && report.removedCopies.isEmpty)
            #expect(try await !bench.kinds().contains(BackupEntry.copyRemoved))
            store.leave(false)
            #expect(try await Self.prune(bench, set, store).removedCopies.count == 2)
            #expect(store.count == 4)
        }
    }

    @Test("a removal that was cut off after its entry is finished without a second entry")
    func cutOff() async throws {
        try await Self.with { bench, set, store in
            store.keepAll(true)
            let report = try await Self.prune(bench, set, store)
            #expect(report.copyFailure?.contains("Nothing may be deleted there.") == true)
            #expect(report.removedCopies.count == 1 && store.count == 6)
            store.keepAll(false)
            #expect(try await Self.prune(bench, set, store).failures.isEmpty)
            #expect(store.count == 4)
            #expect(try await bench.kinds().count { $0 == BackupEntry.copyRemoved } == 2)
            let notes = try await bench.backups.database.read { try $0.query("SELECT * FROM backups_leaving").count }
            #expect(notes == 0)
        }
    }

    @Test("what was put in the place of a copy is not removed")
    func overwritten() async throws {
        try await Self.with { bench, set, store in
            store.overwrite()
            let report = try await Self.prune(bench, set, store)
            #expect(report.removedCopies.isEmpty && report.failures.isEmpty && store.count == 6)
            #expect(report.keptCopies.count { $0.reason == "what lies there has another MD5" } == 2)
        }
    }

    @Test("the copy of a backup that is lost or damaged here stays, and is gone only when the rule took the backup")
    func lost() async throws {
        try await Self.with { bench, set, store in
            let oldest = try await bench.history().present("shop").prefix(2)
            try FileManager.default.removeItem(atPath: bench.folder.path("set/" + oldest[0].file))
            try await bench.record(
                BackupEntry.disproved, ["backup": .string(oldest[1].id.text), "reason": "Changed.", "step": "read"])
            let report = try await Self.prune(bench, set, store, isDryRun: true)
            #expect(report.removedCopies.isEmpty)
            #expect(report.keptCopies.count { $0.reason == "its file here is lost or damaged" } == 2)
        }
    }
}
