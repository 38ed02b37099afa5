// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardJobs

@Suite struct JobWatchTests {
    @Test("each change of a job is found once, whoever made it", arguments: TestDatabases.engines)
    func found(_ engine: DatabaseEngine) async throws {
        try await TestDatabases.withNodes(engine, 2) { nodes in
            try await nodes[0].migrate(Jobs.migrations)
            let clock = try ManualClock()
            let queue = JobQueue(database: nodes[0], clock: clock)
            let other = JobQueue(database: nodes[1], clock: clock)
            var watch = JobWatch()
            func states() async throws -> [JobState] { try await watch.look(at: queue).jobs.map(\.state) }
            #expect(try await states().isEmpty)
            let id = try await other.enqueue(JobRequest(kind: "k")).id
            #expect(try await states() == [.waiting])
            #expect(try await states().isEmpty)
            let job = try #require(
                try await other.claim(kinds: ["k"], limit: 1, node: "b", lease: .seconds(30)).first)
            #expect(try await states() == [.running])
            clock.advance(60)
            _ = try await other.heartbeat(job, lease: .seconds(30))
            #expect(try await states().isEmpty, "a sign of life alone is no change")
            _ = try await other.heartbeat(job, lease: .seconds(30), progress: JobProgress(items: 1, of: 2))
            #expect(try await watch.look(at: queue).jobs.first?.progress?.items == 1)
            clock.advance(60)
            _ = try await other.finish(job, .retry(after: .seconds(500), reason: "down"))
            #expect(try await states() == [.waiting])
            _ = try await other.cancel(id)
            #expect(try await states() == [.cancelled])
            #expect(try await states().isEmpty)
        }
    }

    @Test("a first look finds what runs and what was just made, not the history", arguments: TestDatabases.engines)
    func first(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.queue.enqueue([JobRequest(kind: "k"), JobRequest(kind: "k")])
            let running = try await bench.claimOne()
            _ = try await bench.queue.finish(try await bench.claimOne(), .done)
            bench.clock.advance(29)
            var watch = JobWatch()
            #expect(try await watch.look(at: bench.queue).jobs.map(\.id) == [running.id])
            let new = try await bench.queue.enqueue(JobRequest(kind: "k"))
            #expect(try await watch.look(at: bench.queue).jobs.map(\.id) == [new.id])
        }
    }

    @Test("more than it reads in one look is said to be more", arguments: TestDatabases.engines)
    func many(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            var watch = JobWatch()
            #expect(try await watch.look(at: bench.queue).isComplete)
            try await bench.queue.enqueue((0..<JobWatch.limit).map { _ in JobRequest(kind: "k") })
            #expect(try await !watch.look(at: bench.queue).isComplete)
        }
    }
}

@Suite struct AgainTests {
    @Test(
        "a failed job goes on as itself, of a done one a copy is made, a running one stays",
        arguments: TestDatabases.engines)
    func again(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let id = try await bench.queue.enqueue(JobRequest(kind: "k", payload: [7], idempotencyKey: "x")).id
            let job = try await bench.claimOne()
            #expect(try await bench.queue.runAgain(id) == nil)
            _ = try await bench.queue.finish(job, .discard(reason: "no"))
            #expect(try await bench.queue.runAgain(id)?.id == id)
            _ = try await bench.queue.finish(try await bench.claimOne(), .done)
            let copy = try #require(try await bench.queue.runAgain(id))
            #expect(copy.id != id && copy.payload == [7] && copy.state == .waiting)
            #expect(try await bench.queue.runAgain(JobID("none")) == nil)
        }
    }

    @Test(
        "a failed job needs a person until somebody settles it or its schedule succeeds",
        arguments: TestDatabases.engines)
    func needsPerson(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            func needing() async throws -> Set<JobID> {
                Set(try await bench.queue.list(JobFilter(needsPerson: true)).items.map(\.id))
            }
            let plain = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            _ = try await bench.queue.finish(try await bench.claimOne(), .discard(reason: "no"))
            _ = try await bench.schedules.put(
                Schedule(name: "nightly", kind: "k", trigger: .interval(.seconds(3600)), zone: .utc))
            let scheduled = try #require(try await bench.schedules.runNow("nightly")).id
            bench.clock.advance(1)
            _ = try await bench.queue.finish(try await bench.claimOne(), .discard(reason: "no"))
            #expect(try await needing() == [plain, scheduled])
            #expect(try await bench.queue.settle(plain))
            #expect(try await needing() == [scheduled])
            bench.clock.advance(1)
            _ = try #require(try await bench.schedules.runNow("nightly"))
            bench.clock.advance(1)
            _ = try await bench.queue.finish(try await bench.claimOne(), .done)
            #expect(try await needing().isEmpty)
            let runs = try await bench.queue.scheduledRuns(
                of: ["nightly", "none"], from: bench.clock.now - 60, to: bench.clock.now)
            #expect(runs.map(\.state) == [.discarded, .done])
        }
    }

    @Test("what runs is told with its beginning, what waits in the order of its time", arguments: TestDatabases.engines)
    func now(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let start = bench.clock.now
            let late = try await bench.queue.enqueue(JobRequest(kind: "k", runAt: start + 50)).id
            let soon = try await bench.queue.enqueue(JobRequest(kind: "k", runAt: start + 20)).id
            _ = try await bench.queue.enqueue(JobRequest(kind: "k"))
            let job = try await bench.claimOne()
            bench.clock.advance(5)
            let running = try await bench.queue.running()
            #expect(running.map(\.job.id) == [job.id] && running.first?.startedAt == start)
            #expect(try await bench.queue.waiting().map(\.id) == [soon, late])
        }
    }
}
