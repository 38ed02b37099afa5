// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import StewardCore
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import StewardJobs

/// Does jobs of the kind `k` as a test says.
private struct TestHandler: JobHandler {
    let kind = "k"
    let body: @Sendable (Job, JobContext) async throws -> Outcome
    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome { try await body(job, context) }
}

/// Waits for other tasks to get so far; gives up after ten seconds.
private func until(_ what: String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<2_000 {
        if try await condition() { return }
        try await SystemClock().sleep(for: .milliseconds(5))
    }
    Issue.record("it did not come to this: \(what)")
}

extension JobsBench {
    /// Runs `body` beside a worker, then stops the worker.
    fileprivate func working(
        slots: Int = 4, queue other: JobQueue? = nil,
        _ handler: @escaping @Sendable (Job, JobContext) async throws -> Outcome,
        _ body: (Worker) async throws -> Void
    ) async throws {
        var configuration = Worker.Configuration(node: "w")
        configuration.slots = slots
        configuration.redact = { $0.replacing("hunter2", with: "<redacted>") }
        let worker = Worker(
            queue: other ?? queue, handlers: [TestHandler(body: handler)], configuration: configuration, logger: silent)
        let running = Task { await worker.run() }
        do {
            try await body(worker)
        } catch {
            Issue.record(error)
        }
        running.cancel()
        await running.value
    }

    /// Moves the clock second by second until it is so, each time once so many tasks wait for a later time: then nobody
    /// is in the middle of something, and no lease runs out because this machine is slow.
    fileprivate func advance(
        whenSleeping sleepers: Int = 1, until what: String, _ condition: () async throws -> Bool
    ) async throws {
        try await StewardJobsTests.until(what) {
            if clock.sleeperCount >= sleepers { clock.advance(1) }
            return try await condition()
        }
    }
}

@Suite struct WorkerTests {
    @Test("it does what is due and keeps result and last progress", arguments: TestDatabases.engines)
    func works(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let job = try await bench.queue.enqueue(JobRequest(kind: "k", payload: [20, 22]))
            try await bench.working { job, context in
                for item in 1...5 { context.report(JobProgress(items: Int64(item), of: 5)) }
                return .done(.integer(job.payload.array?.compactMap(\.integer).reduce(0, +) ?? 0))
            } _: { _ in
                try await until("done") { try await bench.state(job.id) == .done }
                // It waits now; another job wakes it without any time passing.
                let second = try await bench.queue.enqueue(JobRequest(kind: "k", payload: [1]))
                try await until("done, too") { try await bench.state(second.id) == .done }
            }
            let done = try #require(try await bench.queue.show(job.id)?.job)
            #expect(done.result == 42)
            #expect(done.progress?.items == 5 && done.progress?.fraction == 1)
        }
    }

    @Test(
        "another process's job wakes it on PostgreSQL without any time passing",
        .enabled(if: PostgresServer.isInstalled))
    func notified() async throws {
        try await JobsBench.with(.postgresql) { bench in
            // A queue of its own shares no in-process wake-up with the worker's.
            let elsewhere = JobQueue(database: bench.database, clock: bench.clock)
            try await bench.working { _, _ in
                .done
            } _: { _ in
                for _ in 0..<3 {
                    let job = try await elsewhere.enqueue(JobRequest(kind: "k"))
                    try await until("done") { try await bench.state(job.id) == .done }
                }
            }
        }
    }

    @Test("without a wake-up it finds work when it next looks") func polls() async throws {
        try await JobsBench.with(.sqlite) { bench in
            let elsewhere = JobQueue(database: bench.database, clock: bench.clock)
            try await bench.working { _, _ in
                .done
            } _: { _ in
                try await until("idle") { bench.clock.sleeperCount > 0 }
                let job = try await elsewhere.enqueue(JobRequest(kind: "k"))
                try await bench.advance(until: "done") { try await bench.state(job.id) == .done }
            }
        }
    }

    @Test(
        "what a handler throws is a failure with its reason, and is tried again after the back-off",
        arguments: TestDatabases.engines)
    func fails(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let job = try await bench.queue.enqueue(JobRequest(kind: "k"))
            try await bench.working { job, _ in
                if job.attempt == 1 { throw IntegrationError(.unavailable, "down", retryAfter: .seconds(77)) }
                return .done
            } _: { _ in
                try await until("failed once") { try await bench.queue.show(job.id)?.job.failures == 1 }
                let failed = try #require(try await bench.queue.show(job.id)?.job)
                #expect(failed.reason == "unavailable: down" && failed.runAt == bench.clock.now + 77)
                try await bench.advance(until: "done") { try await bench.state(job.id) == .done }
            }
        }
    }

    @Test(
        "what a run says is kept while it runs and when it ends, without credentials", arguments: TestDatabases.engines)
    func log(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let job = try await bench.queue.enqueue(JobRequest(kind: "k"))
            let gate = Gate()
            try await bench.working { _, context in
                context.report(JobProgress(items: 1, message: "reading"))
                context.logger.error("refused", metadata: ["password": "hunter2"])
                await gate.wait()
                context.report(JobProgress(items: 2, message: "writing"))
                return .done
            } _: { _ in
                try await bench.advance(whenSleeping: 2, until: "said") {
                    try await bench.queue.log(of: job.id, attempt: 1).count == 2
                }
                gate.open()
                try await until("done") { try await bench.state(job.id) == .done }
            }
            let lines = try await bench.queue.log(of: job.id, attempt: 1)
            #expect(lines.map(\.text) == ["reading", "refused password=<redacted>", "writing"])
            #expect(lines.map(\.level) == [.info, .error, .info])
        }
    }

    @Test("no more run at once than there are slots") func slots() async throws {
        try await JobsBench.with(.sqlite) { bench in
            try await bench.queue.enqueue((0..<9).map { _ in JobRequest(kind: "k") })
            let gauge = Mutex((now: 0, most: 0))
            try await bench.working(slots: 3) { _, _ in
                gauge.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                try await SystemClock().sleep(for: .milliseconds(10))
                gauge.withLock { $0.now -= 1 }
                return .done
            } _: { _ in
                try await until("all done") { try await bench.queue.counts() == [.done: 9] }
            }
            #expect(gauge.withLock { $0.most } == 3)
        }
    }

    @Test("asked to stop, it begins nothing new and lets what runs finish", arguments: TestDatabases.engines)
    func stops(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let jobs = try await bench.queue.enqueue([JobRequest(kind: "k"), JobRequest(kind: "k")])
            let mayEnd = WakeSignal()
            try await bench.working(slots: 1) { _, _ in
                await mayEnd.wait(beyond: 0)
                return .done
            } _: { worker in
                try await until("runs") { try await bench.queue.counts()[.running] == 1 }
                worker.stop()
                mayEnd.wake()
                try await until("done") { try await bench.queue.counts()[.done] == 1 }
            }
            #expect(try await bench.queue.counts() == [.done: 1, .waiting: 1])
            #expect(jobs.count == 2)
        }
    }

    @Test("what does not finish in time is cancelled and given back", arguments: TestDatabases.engines)
    func grace(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let job = try await bench.queue.enqueue(JobRequest(kind: "k"))
            try await bench.working { _, context in
                try await context.clock.sleep(for: .seconds(100_000))
                return .done
            } _: { worker in
                try await until("runs") { try await bench.state(job.id) == .running }
                worker.stop()
                try await bench.advance(whenSleeping: 3, until: "given back") {
                    try await bench.state(job.id) == .waiting
                }
            }
            let history = try #require(try await bench.queue.show(job.id))
            #expect(history.job.failures == 0 && history.attempts.map(\.ending) == ["returned"])
        }
    }

    @Test("a cancelled worker gives back what it holds", arguments: TestDatabases.engines)
    func cancelled(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let job = try await bench.queue.enqueue(JobRequest(kind: "k"))
            try await bench.working { _, context in
                try await context.clock.sleep(for: .seconds(100_000))
                return .done
            } _: { _ in
                try await until("runs") { try await bench.state(job.id) == .running }
            }
            #expect(try await bench.queue.show(job.id)?.attempts.map(\.ending) == ["returned"])
            #expect(try await bench.claimOne(node: "b").id == job.id)
        }
    }

    @Test("a running job stops on request, or when it takes too long", arguments: TestDatabases.engines)
    func asked(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let asked = try await bench.queue.enqueue(JobRequest(kind: "k"))
            let long = try await bench.queue.enqueue(JobRequest(kind: "k", maxAttempts: 1, timeLimit: .seconds(60)))
            try await bench.working { _, context in
                try await context.clock.sleep(for: .seconds(100_000))
                return .done
            } _: { _ in
                try await until("both run") { try await bench.queue.counts()[.running] == 2 }
                #expect(try await bench.queue.cancel(asked.id) == .requested)
                try await bench.advance(whenSleeping: 5, until: "cancelled") {
                    try await bench.state(asked.id) == .cancelled
                }
                try await bench.advance(whenSleeping: 3, until: "discarded") {
                    try await bench.state(long.id) == .discarded
                }
            }
            let reason = try await bench.queue.show(long.id)?.job.reason
            #expect(reason == "Given up after 1 attempts; the last: Took longer than its limit of 1m.")
        }
    }

    @Test("an attempt that was taken over stops and changes nothing", arguments: TestDatabases.engines)
    func takenOver(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let job = try await bench.queue.enqueue(JobRequest(kind: "k"))
            let hasStopped = Mutex(false)
            try await bench.working { _, context in
                defer { hasStopped.withLock { $0 = true } }
                try await context.clock.sleep(for: .seconds(100_000))
                return .done
            } _: { _ in
                try await until("runs") { try await bench.state(job.id) == .running }
                _ = try await bench.database.write { connection in
                    try connection.execute(
                        "UPDATE jobs SET attempt = 2, node = 'b', lease_until = lease_until + 900000000")
                }
                try await bench.advance(whenSleeping: 3, until: "stopped") { hasStopped.withLock { $0 } }
            }
            let kept = try #require(try await bench.queue.show(job.id)?.job)
            #expect(kept.state == .running && kept.node == "b" && kept.attempt == 2)
        }
    }

    @Test("a result that cannot be kept discards the job with that reason") func unkeepable() async throws {
        try await JobsBench.with(.sqlite) { bench in
            let job = try await bench.queue.enqueue(JobRequest(kind: "k"))
            try await bench.working { _, _ in
                .done(.number(.infinity))
            } _: { _ in
                try await bench.advance(until: "discarded") { try await bench.state(job.id) == .discarded }
            }
            #expect(try await bench.queue.show(job.id)?.job.reason?.contains("cannot be kept") == true)
        }
    }

    @Test("it survives a database that does not answer for a while") func outage() async throws {
        try await JobsBench.with(.sqlite) { bench in
            let flaky = FlakyDatabase(bench.database)
            let queue = JobQueue(database: flaky, clock: bench.clock)
            let job = try await bench.queue.enqueue(JobRequest(kind: "k"))
            flaky.isDown.withLock { $0 = true }
            try await bench.working(queue: queue) { _, _ in
                flaky.isDown.withLock { $0 = true }
                return .done
            } _: { _ in
                try await bench.advance(until: "asked in vain") { flaky.refusals.withLock { $0 } > 3 }
                flaky.isDown.withLock { $0 = false }
                // The handler takes the database down again before its outcome is recorded.
                try await bench.advance(until: "ran") { flaky.isDown.withLock { $0 } }
                flaky.isDown.withLock { $0 = false }
                try await bench.advance(until: "done") { try await bench.state(job.id) == .done }
            }
            #expect(try await bench.queue.show(job.id)?.job.attempt == 1)
        }
    }

    @Test("a schedule's jobs are made and done when they are due", arguments: TestDatabases.engines)
    func scheduled(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let scheduler = Scheduler(schedules: bench.schedules, logger: silent)
            let running = Task { await scheduler.run() }
            try await bench.working { _, _ in
                .done
            } _: { _ in
                try await bench.schedules.put(
                    Schedule(name: "often", kind: "k", trigger: .interval(.seconds(5)), zone: .utc))
                try await bench.advance(until: "three done") { try await bench.queue.counts()[.done, default: 0] >= 3 }
            }
            scheduler.stop()
            await running.value
            let due = try await bench.queue.list().items.compactMap(\.dueAt)
            #expect(Set(due).count == due.count && due.count >= 3)
            #expect(try await bench.schedules.show("often")?.lastSuccessAt != nil)
        }
    }
}

/// A database that can be taken down.
private final class FlakyDatabase: Database {
    private let inner: any Database
    let isDown = Mutex(false)
    let refusals = Mutex(0)

    init(_ inner: any Database) { self.inner = inner }

    var engine: DatabaseEngine { inner.engine }
    var writeCount: UInt64 { inner.writeCount }
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try check()
        return try await inner.read(body)
    }
    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try check()
        return try await inner.write(body)
    }
    func close() async { await inner.close() }

    private func check() throws {
        guard isDown.withLock({ $0 }) else { return }
        refusals.withLock { $0 += 1 }
        throw DatabaseError(.unavailable, "The database is down.")
    }
}
