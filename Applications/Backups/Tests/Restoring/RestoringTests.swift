// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Backups

@Suite("Restoring and proving", .enabled(if: hasPrograms))
struct RestoringTests {
    /// One backup of “shop” with its three rows, and where it goes.
    private static func with(
        _ change: (inout BackupSet) -> Void = { _ in },
        _ body: (Bench, BackupSet, ScriptedPlace, Backup) async throws -> Void
    ) async throws {
        try await Bench.with { bench in
            let set = bench.set("shop", change: change)
            try await bench.backups.save(set, by: "test")
            let place = ScriptedPlace(source: .with("shop"))
            place.target.change { $0.survey = .sample([DumpedTable(schema: "public", name: "t", rows: 3)]) }
            try await bench.run(set, place.source)
            try await body(bench, set, place, try #require(try await bench.history().present("shop").first))
        }
    }

    @Test("a backup is restored to a new database, byte for byte, and that is recorded")
    func restored() async throws {
        try await Self.with { bench, set, place, backup in
            let plan = try await bench.backups.planRestore(of: backup.id, in: set, connecting: place)
            #expect(plan.target == "shop_restored_2026_11_22_02_15_00" && !plan.replaces)
            let passed = Mutex<Int64>(0)
            let report = try await bench.backups.restore(plan, in: set, connecting: place, by: "ann") { progress in
                passed.withLock { $0 = progress.bytes ?? 0 }
            }
            #expect(report.target == plan.target && passed.withLock { $0 } == backup.dumpBytes)
            #expect(place.target.now.restored[plan.target] == Array(ScriptedDumping.text("shop").utf8))
            #expect(try await bench.kinds().last == BackupEntry.restored)
            #expect(try await bench.history()[backup.id]?.restoredAt != nil)
        }
    }

    @Test("a backup is restored through another connection when one is named")
    func elsewhere() async throws {
        try await Self.with { bench, set, place, backup in
            var place = place
            place.others["admin"] = ScriptedServer()
            let plan = try await bench.backups.planRestore(
                of: backup.id, in: set, to: "again", through: "admin", connecting: place)
            _ = try await bench.backups.restore(plan, in: set, connecting: place, by: "ann")
            #expect(place.others["admin"]?.now.restored["again"] == Array(ScriptedDumping.text("shop").utf8))
            #expect(place.target.now.restored.isEmpty)
        }
    }

    @Test("a database that is there is only replaced when its name was typed")
    func over() async throws {
        try await Self.with { bench, set, place, backup in
            place.target.change { $0.databases = ["shop"] }
            func plan(_ target: String?, _ over: String?) async throws -> RestorePlan {
                try await bench.backups.planRestore(of: backup.id, in: set, to: target, over: over, connecting: place)
            }
            await #expect(throws: BackupsError(.exists, "")) { try await plan("shop", nil) }
            await #expect(throws: BackupsError(.invalid, "")) { try await plan("shop", "shopp") }
            let agreed = try await plan(nil, "shop")
            #expect(agreed.replaces && agreed.target == "shop")
            _ = try await bench.backups.restore(agreed, in: set, connecting: place, by: "ann")
            #expect(place.target.now.requests.last?.replaces == true)
            #expect(try await plan("other", nil).replaces == false)
            await #expect(throws: BackupsError(.invalid, "")) {
                try await plan(String(repeating: "x", count: 64), nil)
            }
        }
    }

    @Test("a database is not replaced by a backup whose bytes changed, though it could be restored")
    func damagedOver() async throws {
        try await Self.with {
            $0.compression = 0
        } _: { bench, set, place, backup in
            place.target.change { $0.databases = ["shop"] }
            var bytes = try bench.folder.bytes("set/" + backup.file)
            bytes[bytes.count / 2] ^= 1
            try bench.folder.write("set/" + backup.file, bytes)
            let plan = try await bench.backups.planRestore(of: backup.id, in: set, over: "shop", connecting: place)
            await #expect(throws: BackupsError(.damaged, "")) {
                try await bench.backups.restore(plan, in: set, connecting: place, by: "ann")
            }
            #expect(place.target.now.requests.isEmpty)
            #expect(try await bench.kinds().contains(BackupEntry.restored) == false)
        }
    }

    @Test("the newest at a time or before is chosen")
    func byTime() async throws {
        try await Self.with { bench, set, place, first in
            bench.clock.advance(.seconds(86_400))
            try await bench.run(set, place.source, id: "r2")
            func chosen(_ seconds: Double?) async throws -> BackupID {
                let instant = seconds.map { first.madeAt.addingTimeInterval($0) }
                return try await bench.backups.backup(of: "shop", at: instant, in: set).id
            }
            let newest = try #require(try await bench.history().present("shop").last).id
            #expect(try await chosen(nil) == newest && newest != first.id)
            #expect(try await chosen(86_400) == newest)
            #expect(try await chosen(86_399) == first.id)
            await #expect(throws: BackupsError(.notFound, "")) { try await chosen(-1) }
            await #expect(throws: BackupsError(.notFound, "")) {
                try await bench.backups.backup(of: "blog", in: set)
            }
        }
    }

    @Test("a proof is recorded with what it found; its server is gone, and it counts from then on")
    func proved() async throws {
        try await Self.with { bench, set, place, backup in
            let report = try await bench.backups.prove(backup.id, in: set, connecting: place, by: "ann")
            #expect(report.isProved)
            let known = try #require(try await bench.history()[backup.id])
            #expect(known.provedAt == bench.clock.now && known.lastProof?.serverVersion == "15.20")
            #expect(place.target.now.servers == 0 && place.target.now.sweeps == 1)
            #expect(try await bench.backups.proofStates(of: set).map(\.isDue) == [false])
            place.target.change { $0.survey = .sample([]) }
            let second = try await bench.backups.prove(backup.id, in: set, connecting: place, by: "ann")
            #expect(second.failure?.step == .tables)
            #expect(try await bench.history()[backup.id]?.counts == false)
            #expect(try await bench.kinds().suffix(2) == [BackupEntry.proved, BackupEntry.disproved])
        }
    }

    @Test(
        "a changed byte, a cut file and an empty one are caught, whatever the file passes through",
        arguments: [0, 3], [false, true])
    func damaged(compression: Int, isEncrypted: Bool) async throws {
        try await Bench.with { bench in
            let key = try await bench.keyPair()
            let set = bench.set("shop") {
                $0.compression = compression
                if isEncrypted { $0.encryption = .recipients([key.recipient]) }
            }
            let place = ScriptedPlace(source: .with("shop", rows: 20_000))
            place.target.change { $0.survey = .sample([DumpedTable(schema: "public", name: "t", rows: 20_000)]) }
            try await bench.run(set, place.source)
            let backup = try #require(try await bench.history().present("shop").first)
            func step() async throws -> ProofReport.Step? {
                try await bench.backups.prove(
                    backup.id, in: set, connecting: place, identity: key.identity, by: "ann"
                ).failure?.step
            }
            #expect(try await step() == nil)
            let whole = try bench.folder.bytes("set/" + backup.file)
            for place in [whole.count / 3, whole.count - 20] {
                var bytes = whole
                bytes[place] ^= 4
                try bench.folder.write("set/" + backup.file, bytes)
                #expect(try await step() == .read)
            }
            try bench.folder.write("set/" + backup.file, Array(whole.dropLast(whole.count / 2)))
            #expect(try await step() == .read)
            #expect(try await bench.backups.verifyFile(backup.id, in: set, by: "ann").failure?.step == .read)
            try bench.folder.write("set/" + backup.file, whole)
            #expect(try await step() == nil)
            #expect(try await bench.backups.verifyFile(backup.id, in: set, by: "ann").isProved)
        }
    }

    @Test("without a key nothing is said against a backup; the set's own is used where one was named")
    func keys() async throws {
        try await Bench.with { bench in
            try await bench.migrateSettings()
            let (mine, other) = (try await bench.keyPair(), try await bench.keyPair())
            let set = bench.set("shop") { $0.encryption = .recipients([mine.recipient]) }
            let place = ScriptedPlace(source: .with("shop"))
            place.target.change { $0.survey = .sample([DumpedTable(schema: "public", name: "t", rows: 3)]) }
            try await bench.run(set, place.source)
            let id = try #require(try await bench.history().present("shop").first).id
            for identity in [nil, other.identity] {
                await #expect(throws: BackupsError(.locked, "")) {
                    try await bench.backups.prove(id, in: set, connecting: place, identity: identity, by: "ann")
                }
            }
            #expect(try await bench.kinds() == [BackupEntry.made])
            try await bench.backups.keep(identity: mine.identity, of: set, by: "ann")
            #expect(try await bench.backups.prove(id, in: set, connecting: place, by: "ann").isProved)
        }
    }

    @Test("a dump in directory format is unpacked for the restore, and nothing is left")
    func directory() async throws {
        try await Self.with {
            $0.format = .directory
        } _: { bench, set, place, backup in
            let plan = try await bench.backups.planRestore(of: backup.id, in: set, connecting: place)
            _ = try await bench.backups.restore(plan, in: set, connecting: place, by: "ann")
            #expect(place.target.now.folders == [["toc.dat"]])
            let scratch = bench.backups.proofFolder.path
            #expect(!FileManager.default.fileExists(atPath: scratch))
            try FileManager.default.createDirectory(
                atPath: scratch + "/unpacked-1999999999-1", withIntermediateDirectories: true)
            #expect(
                try await bench.backups.sweepProofs(connecting: place, connection: "local") == [
                    "unpacked-1999999999-1"
                ])
            #expect(!FileManager.default.fileExists(atPath: scratch))
        }
    }
}

extension Bench {
    /// Settings are kept in a table that the backups do not make themselves.
    func migrateSettings() async throws { try await backups.database.migrate(Settings.migrations) }
}
