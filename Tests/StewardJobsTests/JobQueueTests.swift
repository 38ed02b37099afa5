// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardJobs

@Suite struct PostgresPresenceTests {
    @Test("the queue's tests also run on PostgreSQL", .enabled(if: PostgresServer.isInstalled)) func installed() {
        #expect(TestDatabases.engines == [.sqlite, .postgresql])
    }
}

@Suite struct JobQueueTests {
    @Test("a job is kept as it was asked for", arguments: TestDatabases.engines)
    func kept(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let request = JobRequest(
                kind: "k", payload: ["name": "ก \u{0} 😀", "n": .number(1.5)], idempotencyKey: "once", priority: 3,
                runAt: bench.clock.now + 60, maxAttempts: 7, timeLimit: .seconds(90))
            let job = try await bench.queue.enqueue(request)
            let found = try #require(try await bench.queue.show(job.id))
            #expect(found.job == job)
            #expect(found.attempts.isEmpty)
            #expect(job.payload["name"]?.string == "ก \u{0} 😀")
            #expect(job.priority == 3 && job.maxAttempts == 7 && job.timeLimit == .seconds(90))
            #expect(job.runAt == bench.clock.now + 60 && job.state == .waiting)
            #expect(try await bench.queue.show(JobID("none")) == nil)
        }
    }

    @Test(
        "the same key is the same job, whatever became of it; another kind's key is another",
        arguments: TestDatabases.engines)
    func sameKey(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let first = try await bench.queue.enqueue(JobRequest(kind: "k", payload: [1], idempotencyKey: "a"))
            let second = try await bench.queue.enqueue(JobRequest(kind: "k", payload: [2], idempotencyKey: "a"))
            #expect(second == first)
            _ = try await bench.queue.finish(try await bench.claimOne(), .done)
            let third = try await bench.queue.enqueue(JobRequest(kind: "k", idempotencyKey: "a"))
            #expect(third.id == first.id && third.state == .done)
            #expect(try await bench.queue.enqueue(JobRequest(kind: "l", idempotencyKey: "a")).id != first.id)
            #expect(try await bench.queue.list().items.count == 2)
        }
    }

    @Test("twenty at once with one key are one job", arguments: TestDatabases.engines)
    func sameKeyAtOnce(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let queue = bench.queue
            let ids = try await withThrowingTaskGroup(of: JobID.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await queue.enqueue(JobRequest(kind: "k", idempotencyKey: "a")).id }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
        }
    }

    @Test("of several jobs, all are added or none", arguments: TestDatabases.engines)
    func together(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            await #expect(throws: JobsError(.invalidRequest, "")) {
                try await bench.queue.enqueue([JobRequest(kind: "k"), JobRequest(kind: "")])
            }
            let kept = try await bench.queue.list().items
            #expect(kept.isEmpty)
            await #expect(throws: JobsError(.invalidRequest, "")) {
                try await bench.queue.enqueue(JobRequest(kind: "k", payload: .number(.nan)))
            }
        }
    }

    @Test("higher priority runs first, then what is longest due; not before its time", arguments: TestDatabases.engines)
    func order(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let now = bench.clock.now
            let late = try await bench.queue.enqueue(JobRequest(kind: "k", runAt: now - 1))
            let early = try await bench.queue.enqueue(JobRequest(kind: "k", runAt: now - 9))
            let urgent = try await bench.queue.enqueue(JobRequest(kind: "l", priority: 5))
            let future = try await bench.queue.enqueue(JobRequest(kind: "k", priority: 9, runAt: now + 10))
            _ = try await bench.queue.enqueue(JobRequest(kind: "not ours", priority: 99))
            let taken = try await bench.claim(10, kinds: ["k", "l"])
            #expect(taken.map(\.id) == [urgent.id, early.id, late.id])
            #expect(taken.allSatisfy { $0.state == .running && $0.attempt == 1 && $0.node == "a" })
            bench.clock.advance(10)
            #expect(try await bench.claim(10).map(\.id) == [future.id])
        }
    }

    @Test("nodes that claim at once never get the same job", arguments: TestDatabases.engines)
    func claimedOnce(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let jobs = try await bench.queue.enqueue((0..<60).map { JobRequest(kind: "k", payload: .integer($0)) })
            let queue = bench.queue
            let taken = try await withThrowingTaskGroup(of: [Job].self) { group in
                for node in 0..<8 {
                    group.addTask {
                        var mine: [Job] = []
                        while case let more = try await queue.claim(
                            kinds: ["k"], limit: 3, node: "node \(node)", lease: .seconds(30)), !more.isEmpty
                        {
                            mine += more
                        }
                        return mine
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(taken.count == 60)
            #expect(Set(taken.map(\.id)) == Set(jobs.map(\.id)))
        }
    }

    @Test("an outcome decides what becomes of a job", arguments: TestDatabases.engines)
    func outcomes(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let now = bench.clock.now
            let cases: [(Outcome, JobState, Double, Int, String?)] = [
                (.done(["n": 1]), .done, 0, 0, nil), (.retry(after: .seconds(5), reason: "no"), .waiting, 5, 1, "no"),
                (.snooze(until: now + 99), .waiting, 99, 0, nil), (.cancel(reason: "why"), .cancelled, 0, 0, "why"),
                (.discard(reason: "bad\u{0}"), .discarded, 0, 0, "bad\u{FFFD}"),
            ]
            for (outcome, state, delay, failures, reason) in cases {
                let id = try await bench.queue.enqueue(JobRequest(kind: "k")).id
                #expect(try await bench.queue.finish(try await bench.claimOne(), outcome) == state)
                let history = try #require(try await bench.queue.show(id))
                #expect(history.job.state == state && history.job.runAt == now + delay)
                #expect(history.job.failures == failures && history.job.reason == reason)
                #expect(history.job.finishedAt == (state.isFinal ? now : nil))
                #expect(history.job.node == nil && history.job.leaseUntil == nil)
                #expect(history.attempts.map(\.ending) == [JobRules.Ending.outcome(outcome).name])
                #expect(history.attempts.first?.reason == reason)
            }
            #expect(try await bench.queue.counts() == [.done: 1, .waiting: 2, .cancelled: 1, .discarded: 1])
        }
    }

    @Test("a job is discarded with its last reason when its attempts are used up", arguments: TestDatabases.engines)
    func attemptsUsedUp(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let id = try await bench.queue.enqueue(JobRequest(kind: "k", maxAttempts: 3)).id
            for attempt in 1...3 {
                let job = try await bench.claimOne()
                #expect(job.attempt == attempt && job.failures == attempt - 1)
                _ = try await bench.queue.finish(job, .retry(after: nil, reason: "failure \(attempt)"))
                bench.clock.advance(100)
            }
            let history = try #require(try await bench.queue.show(id))
            #expect(history.job.state == .discarded)
            #expect(history.job.reason == "Given up after 3 attempts; the last: failure 3")
            #expect(history.attempts.map(\.reason) == ["failure 1", "failure 2", history.job.reason])
        }
    }

    @Test("a job whose node fell silent is taken over after its lease", arguments: TestDatabases.engines)
    func takenOver(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let id = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            let old = try await bench.claimOne(node: "a")
            bench.clock.advance(30)
            #expect(try await bench.claim(node: "b").isEmpty)
            bench.clock.advance(0.001)
            let new = try await bench.claimOne(node: "b")
            #expect(new.id == id && new.attempt == 2 && new.failures == 1 && new.node == "b")
            // Nothing that the old owner says counts any more.
            #expect(try await bench.queue.heartbeat(old, lease: .seconds(30)) == .lost)
            #expect(try await bench.queue.finish(old, .done) == nil)
            #expect(try await bench.queue.giveBack(old) == nil)
            await #expect(throws: JobsError(.leaseLost, "")) { try await bench.queue.once("e", of: old) { _ in } }
            #expect(try await bench.state(id) == .running)
            #expect(try await bench.queue.finish(new, .done) == .done)
            #expect(try await bench.queue.show(id)?.attempts.map(\.ending) == ["lost", "done"])
        }
    }

    @Test("the same node that claims a job again is another owner", arguments: TestDatabases.engines)
    func sameNodeAgain(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            _ = try await bench.queue.enqueue(JobRequest(kind: "k"))
            let old = try await bench.claimOne()
            bench.clock.advance(31)
            let new = try await bench.claimOne()
            #expect(try await bench.queue.finish(old, .discard(reason: "late")) == nil)
            #expect(try await bench.queue.finish(new, .done) == .done)
            #expect(try await bench.queue.finish(new, .done) == nil)
        }
    }

    @Test("a late finish counts while nobody has taken over", arguments: TestDatabases.engines)
    func lateFinish(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            _ = try await bench.queue.enqueue(JobRequest(kind: "k"))
            let job = try await bench.claimOne()
            bench.clock.advance(1_000)
            #expect(try await bench.queue.finish(job, .done) == .done)
        }
    }

    @Test("heartbeats keep a lease and carry progress", arguments: TestDatabases.engines)
    func heartbeats(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let id = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            let job = try await bench.claimOne()
            for step in 1...4 {
                bench.clock.advance(20)
                let progress = JobProgress(items: Int64(step), of: 4, bytes: 10, ofBytes: 40, message: "page \(step)")
                let answer = try await bench.queue.heartbeat(
                    job, lease: .seconds(30), progress: step == 3 ? nil : progress)
                #expect(answer == .held(until: bench.clock.now + 30))
                #expect(try await bench.claim(node: "b").isEmpty)
                let kept = try #require(try await bench.queue.show(id)?.job.progress)
                #expect(kept.items == (step == 3 ? 2 : Int64(step)) && kept.totalItems == 4)
            }
        }
    }

    @Test("a job given back is taken by the next node at once and did not fail", arguments: TestDatabases.engines)
    func givenBack(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let id = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            #expect(try await bench.queue.giveBack(try await bench.claimOne()) == .waiting)
            let again = try await bench.claimOne(node: "b")
            #expect(again.id == id && again.failures == 0 && again.attempt == 2)
            #expect(try await bench.queue.show(id)?.attempts.map(\.ending) == ["returned", nil])
        }
    }

    @Test(
        "an effect with a key happens once in all attempts, and not at all when it fails",
        arguments: TestDatabases.engines)
    func effects(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            _ = try await bench.database.write { try $0.execute("CREATE TABLE marks (mark TEXT)") }
            @Sendable func mark(_ connection: any SQLConnection) throws {
                try connection.execute("INSERT INTO marks (mark) VALUES ('x')")
            }
            _ = try await bench.queue.enqueue(JobRequest(kind: "k"))
            let first = try await bench.claimOne()
            struct Failure: Error {}
            await #expect(throws: Failure.self) {
                try await bench.queue.once("e", of: first) { connection in
                    try mark(connection)
                    throw Failure()
                }
            }
            #expect(try await bench.queue.once("e", of: first, mark))
            #expect(try await !bench.queue.once("e", of: first, mark))
            bench.clock.advance(31)
            let second = try await bench.claimOne()
            #expect(try await !bench.queue.once("e", of: second, mark))
            #expect(try await bench.queue.once("another", of: second, mark))
            #expect(try await bench.database.read { try $0.query("SELECT mark FROM marks").count } == 2)
        }
    }
}
