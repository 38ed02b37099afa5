// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Backups

@Suite("Copies off-site", .enabled(if: hasPrograms))
struct StoringTests {
    private func away(_ set: inout BackupSet) {
        set.offsite = OffsitePlace(connection: "drive")
        set.compression = 0
    }

    @Test("Each backup is copied, compared and recorded, once")
    func copies() async throws {
        try await Bench.with { bench in
            let set = bench.set("a", "b", change: away)
            let store = MemoryStore()
            let first = try await bench.run(set, .with("a", "b", rows: 100_000), store: store)
            #expect(first.stored.count == 2 && first.storeFailures == [])
            bench.clock.advance(.seconds(60))
            let second = try await bench.run(set, .with("a", "b", rows: 100_000), store: store, id: "r2")
            #expect(second.stored.count == 2 && store.count == 4)
            let backup = try #require(try await bench.history().present("a").first)
            #expect(backup.copies.map(\.connection) == ["drive"])
            let name = try #require(backup.file.split(separator: "/").last)
            #expect(store.contents[String(name)] == (try bench.folder.bytes("set/" + backup.file)))
            let entry = try await bench.ledger.entries(in: bench.book).first { $0.kind == BackupEntry.stored }
            #expect(entry?.payload["md5"]?.string == first.made.last?.md5)
            #expect(try await bench.backups.vault.list() == [])
        }
    }

    @Test("An upload that breaks off fails the copy and not the backup; the next run goes on where it was")
    func torn() async throws {
        try await Bench.with { bench in
            let set = bench.set("a", change: away)
            let store = MemoryStore()
            store.tear(after: 1_000_000)
            let first = try await bench.run(set, .with("a", rows: 300_000), store: store)
            #expect(first.isSuccess && first.stored == [])
            #expect(first.storeFailures.map(\.reason) == ["The connection broke."])
            let backup = try #require(first.made.first)
            #expect(try await bench.history()[backup.id]?.copyFailure == "The connection broke.")
            #expect(store.count == 0)
            store.refuse(nil)
            bench.clock.advance(.seconds(60))
            let second = try await bench.run(set, .with("a"), store: store, id: "r2")
            #expect(Set(second.stored) == Set([backup.id] + second.made.map(\.id)))
            #expect(store.streamed == store.contents.values.reduce(0) { $0 + $1.count })
            #expect(try await bench.history()[backup.id]?.copyFailure == nil)
        }
    }

    @Test("A copy that is not the same is removed again, and is no copy")
    func damaged() async throws {
        try await Bench.with { bench in
            let set = bench.set("a", change: away)
            let store = MemoryStore()
            store.damage(true)
            let first = try await bench.run(set, .with("a"), store: store)
            #expect(first.storeFailures.first?.reason.contains("has another MD5") == true)
            #expect(store.count == 0)
            store.damage(false)
            bench.clock.advance(.seconds(60))
            let second = try await bench.run(set, .with("a"), store: store, id: "r2")
            #expect(second.stored.count == 2 && store.count == 2)
        }
    }

    @Test("A place that refuses everything is asked once a run, and each reason is recorded once a backup")
    func refused() async throws {
        try await Bench.with { bench in
            let set = bench.set("a", "b", change: away)
            let store = MemoryStore()
            store.refuse(IntegrationError(.storageFull, "The drive is full."))
            for number in 1...3 {
                bench.clock.advance(.seconds(60))
                let run = try await bench.run(set, .with("a", "b"), store: store, id: "r\(number)")
                #expect(run.storeFailures.count == 2)
            }
            let kinds = try await bench.kinds()
            #expect(kinds.count { $0 == BackupEntry.storeFailed } == 6)
            #expect(kinds.count { $0 == BackupEntry.made } == 6)
        }
    }

    @Test("A copy that was stored and not recorded is not stored again")
    func unrecorded() async throws {
        try await Bench.with { bench in
            let set = bench.set("a", change: away)
            let store = MemoryStore()
            let backup = try #require(try await bench.run(bench.set("a") { $0.compression = 0 }, .with("a")).made.first)
            let work = OffsiteWork(
                backups: bench.backups, set: set, place: OffsitePlace(connection: "drive"), progress: { _ in })
            store.tear(after: 10)
            await #expect(throws: IntegrationError.self) { try await work.copy(backup, to: store) }
            store.refuse(nil)
            // Arrived, and then the process was killed: the id that was planned is still there.
            let planned = try await bench.backups.database.read {
                try $0.query("SELECT file_id FROM backups_uploads").map { try $0.text("file_id") }
            }
            #expect(planned == ["id-1"])
            let payload = try await work.copy(backup, to: store)
            #expect(payload["file_id"] == "id-1" && store.count == 1)
        }
    }

    @Test("A run that is stopped while it copies has made its backups, and says nothing else")
    func stopped() async throws {
        try await Bench.with { bench in
            let set = bench.set("a", change: away)
            let store = MemoryStore()
            let task = Task {
                let connections = ScriptedConnections(server: .with("a", rows: 100_000), store: store)
                return try await bench.backups.run(
                    set, id: "r1", connections: connections, stores: connections, by: "test"
                ) { progress in
                    if case .storing = progress { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            let kinds = try await bench.kinds()
            #expect(kinds == [BackupEntry.made])
        }
    }
}
