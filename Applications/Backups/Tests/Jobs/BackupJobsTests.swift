// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardCore
import StewardIntegration
import StewardJobs
import StewardStore
import StewardTestKit
import Testing

@testable import Backups

@Suite("Jobs of backups", .enabled(if: hasPrograms))
struct BackupJobsTests {
    /// Does what another handler does, and tells when it is done.
    private struct Telling: JobHandler {
        let inner: any JobHandler
        let done: Gate
        var kind: String { inner.kind }
        func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
            defer { done.open() }
            return try await inner.perform(job, context)
        }
    }

    /// Runs the next job of a kind that waits, after adding one when a payload says so.
    private static func work(
        _ bench: Bench, _ place: ScriptedPlace, _ kind: String, _ payload: JSON? = nil
    ) async throws -> Job? {
        let queue = JobQueue(database: bench.backups.database, clock: SystemClock())
        if let payload { try await queue.enqueue(JobRequest(kind: kind, payload: payload)) }
        let waiting = try await queue.list(JobFilter(states: [.waiting], kinds: [kind]), limit: 1).items.first
        let done = Gate()
        let handlers = BackupJobs.handlers(bench.backups, connecting: place, storing: place)
            .filter { $0.kind == kind }
        let worker = Worker(
            queue: queue, handlers: handlers.map { Telling(inner: $0, done: done) }, configuration: .init(node: "n"),
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            await done.wait()
            worker.stop()
        }
        guard let waiting else { return nil }
        return try await queue.show(waiting.id)?.job
    }

    @Test("a run makes backups, and has what is due proved and what is old removed by jobs of their own")
    func run() async throws {
        try await Bench.with { bench in
            try await bench.backups.database.migrate(Jobs.migrations)
            let set = bench.set("shop")
            try await bench.backups.save(set, by: "test")
            let place = ScriptedPlace(source: .with("shop"))
            place.target.change { $0.survey = .sample([DumpedTable(schema: "public", name: "t", rows: 3)]) }
            let made = try await Self.work(bench, place, BackupJobs.run, ["set": "nightly"])
            #expect(made?.state == .done && made?.result?["made"]?.array?.count == 1)
            let proof = try await Self.work(bench, place, BackupJobs.prove)
            #expect(proof?.state == .done)
            #expect(proof?.result?["proved"]?.array?.first?["proved"]?.bool == true)
            let pruned = try await Self.work(bench, place, BackupJobs.prune)
            #expect(pruned?.state == .done && pruned?.result?["kept"]?.array?.count == 1)
            #expect(try await bench.history().backups.allSatisfy { $0.provedAt != nil })
        }
    }

    @Test("what an attempt made is not made again when another database failed")
    func again() async throws {
        try await Bench.with { bench in
            try await bench.backups.database.migrate(Jobs.migrations)
            try await bench.backups.save(bench.set("shop", "blog"), by: "test")
            let place = ScriptedPlace(source: .with("shop", "blog"))
            var broken = ScriptedDumping.Script("half")
            broken.failsAfter = 1
            place.source.set("blog", broken)
            let failed = try await Self.work(bench, place, BackupJobs.run, ["set": "nightly"])
            #expect(failed?.state == .waiting && failed?.reason?.hasPrefix("blog: ") == true)
            place.source.set("blog", .init(ScriptedDumping.text("blog")))
            let queue = JobQueue(database: bench.backups.database, clock: SystemClock())
            let id = try #require(failed?.id)
            _ = try await queue.runNow(id)
            let second = try await Self.work(bench, place, BackupJobs.run)
            #expect(second?.state == .done && place.source.asked == ["shop", "blog", "blog"])
        }
    }

    @Test("a failed proof is not tried again, an unknown set and a missing one are said, a held one waits")
    func outcomes() async throws {
        try await Bench.with { bench in
            try await bench.backups.database.migrate(Jobs.migrations)
            let set = bench.set("shop")
            try await bench.backups.save(set, by: "test")
            let place = ScriptedPlace(source: .with("shop"))
            place.target.change { $0.survey = .sample([]) }
            try await bench.run(set, place.source)
            let proof = try await Self.work(bench, place, BackupJobs.prove, ["set": "nightly"])
            #expect(proof?.state == .discarded && proof?.reason?.contains("public.t is not there") == true)
            let unknown = try await Self.work(bench, place, BackupJobs.run, ["set": "weekly"])
            #expect(unknown?.state == .discarded && unknown?.reason?.contains("nightly") == true)
            let missing = try await Self.work(bench, place, BackupJobs.prune, [:])
            #expect(missing?.state == .discarded)
            let lock = try FolderLock(set.folder, purpose: "a run", now: bench.clock.now)
            defer { lock.release() }
            let held = try await Self.work(bench, place, BackupJobs.prune, ["set": "nightly"])
            #expect(held?.state == .waiting && held?.reason?.contains("worked on") == true)
        }
    }
}
