// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardJobs

@Suite struct SteeringTests {
    @Test("a paused kind is not begun until it is resumed", arguments: TestDatabases.engines)
    func pause(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.queue.enqueue([JobRequest(kind: "k"), JobRequest(kind: "l")])
            try await bench.queue.pause(kind: "k", reason: "the disk is full")
            #expect(try await bench.claim(9, kinds: ["k", "l"]).map(\.kind) == ["l"])
            let kinds = try await bench.queue.kinds()
            #expect(kinds.map(\.kind) == ["k", "l"])
            #expect(kinds[0].pausedReason == "the disk is full" && kinds[0].pausedAt == bench.clock.now)
            #expect(kinds[0].waiting == 1 && kinds[0].running == 0)
            #expect(kinds[1].waiting == 0 && kinds[1].running == 1 && kinds[1].pausedAt == nil)
            try await bench.queue.resume(kind: "k")
            #expect(try await bench.claim(9, kinds: ["k", "l"]).map(\.kind) == ["k"])
        }
    }

    @Test("a kind's limit holds over all nodes, and survives a pause", arguments: TestDatabases.engines)
    func limit(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.queue.setConcurrency(kind: "k", limit: 2)
            try await bench.queue.pause(kind: "k")
            try await bench.queue.resume(kind: "k")
            try await bench.queue.enqueue((0..<12).map { JobRequest(kind: $0 < 10 ? "k" : "free") })
            let queue = bench.queue
            let taken = try await withThrowingTaskGroup(of: [Job].self) { group in
                for node in 0..<6 {
                    group.addTask {
                        try await queue.claim(
                            kinds: ["k", "free"], limit: 4, node: "\(node)", lease: .seconds(30))
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(taken.filter { $0.kind == "k" }.count == 2)
            #expect(taken.filter { $0.kind == "free" }.count == 2)
            _ = try await bench.queue.finish(try #require(taken.first { $0.kind == "k" }), .done)
            #expect(try await bench.claim(5).count == 1)
            try await bench.queue.setConcurrency(kind: "k", limit: nil)
            #expect(try await bench.claim(5).count == 5)
            await #expect(throws: JobsError(.invalidRequest, "")) {
                try await bench.queue.setConcurrency(kind: "k", limit: 0)
            }
        }
    }

    @Test("a waiting job is cancelled at once, a running one at its next heartbeat", arguments: TestDatabases.engines)
    func cancel(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let first = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            #expect(try await bench.queue.cancel(first) == .cancelled)
            #expect(try await bench.claim().isEmpty)
            #expect(try await bench.queue.cancel(first) == .alreadyOver(.cancelled))
            #expect(try await bench.queue.cancel(JobID("none")) == .notFound)
            let second = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            let job = try await bench.claimOne()
            #expect(try await bench.queue.cancel(second) == .requested)
            let answer = try await bench.queue.heartbeat(job, lease: .seconds(30))
            #expect(answer == .cancelRequested(until: bench.clock.now + 30))
            // Even if its node dies before it could stop, it is not begun again.
            bench.clock.advance(31)
            #expect(try await bench.claim().isEmpty)
            #expect(try await bench.state(second) == .cancelled)
        }
    }

    @Test("a job can be run now, also one that was given up", arguments: TestDatabases.engines)
    func runNow(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let later = try await bench.queue.enqueue(JobRequest(kind: "k", runAt: bench.clock.now + 900)).id
            #expect(try await bench.queue.runNow(later)?.runAt == bench.clock.now)
            let job = try await bench.claimOne()
            #expect(try await bench.queue.runNow(later) == nil)
            _ = try await bench.queue.finish(job, .discard(reason: "bad"))
            #expect(try await bench.queue.runNow(later)?.state == .waiting)
            let again = try await bench.claimOne()
            #expect(again.failures == 0 && again.finishedAt == nil && again.attempt == 2)
            _ = try await bench.queue.finish(again, .done)
            #expect(try await bench.queue.runNow(later) == nil)
        }
    }

    @Test("jobs are listed newest first, filtered and by pages", arguments: TestDatabases.engines)
    func list(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            var ids: [JobID] = []
            for index in 0..<7 {
                ids.append(try await bench.queue.enqueue(JobRequest(kind: index % 2 == 0 ? "k" : "l")).id)
                bench.clock.advance(1)
            }
            var found: [JobID] = []
            var place: String?
            repeat {
                let page = try await bench.queue.list(after: place, limit: 3)
                found += page.items.map(\.id)
                place = page.next
            } while place != nil
            #expect(found == ids.reversed())
            #expect(try await bench.queue.list(JobFilter(kinds: ["l"])).items.count == 3)
            let none = try await bench.queue.list(JobFilter(states: [.running, .done])).items
            #expect(none.isEmpty)
            _ = try await bench.claim(2)
            #expect(try await bench.queue.list(JobFilter(states: [.running], kinds: ["k", "l"])).items.count == 2)
            #expect(try await bench.queue.list(JobFilter(since: bench.clock.now - 2)).items.count == 2)
            await #expect(throws: JobsError(.invalidRequest, "")) { try await bench.queue.list(after: "nonsense") }
        }
    }

    @Test("old finished jobs are forgotten, with their keys; unfinished ones never", arguments: TestDatabases.engines)
    func prune(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let done = try await bench.queue.enqueue(JobRequest(kind: "k", idempotencyKey: "a")).id
            _ = try await bench.queue.finish(try await bench.claimOne(), .done)
            let bad = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            _ = try await bench.queue.finish(try await bench.claimOne(), .discard(reason: "bad"))
            let waiting = try await bench.queue.enqueue(JobRequest(kind: "k")).id
            bench.clock.advance(86_400)
            #expect(try await bench.queue.prune(olderThan: .seconds(86_400)) == 0)
            bench.clock.advance(1)
            #expect(try await bench.queue.prune(olderThan: .seconds(86_400)) == 1)
            #expect(try await bench.queue.show(done) == nil)
            bench.clock.advance(10 * 86_400)
            #expect(try await bench.queue.prune(olderThan: .seconds(86_400)) == 1)
            #expect(try await bench.queue.show(bad) == nil)
            #expect(try await bench.state(waiting) == .waiting)
            #expect(try await bench.queue.enqueue(JobRequest(kind: "k", idempotencyKey: "a")).id != done)
        }
    }

    @Test("the outlook says whether to claim and when to look again", arguments: TestDatabases.engines)
    func outlook(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let now = bench.clock.now
            #expect(try await bench.queue.outlook(kinds: ["k"]) == .init(isDue: false, next: nil))
            _ = try await bench.queue.enqueue(JobRequest(kind: "k", runAt: now + 60))
            _ = try await bench.queue.enqueue(JobRequest(kind: "other"))
            #expect(try await bench.queue.outlook(kinds: ["k"]) == .init(isDue: false, next: now + 60))
            bench.clock.advance(60)
            #expect(try await bench.queue.outlook(kinds: ["k"]).isDue)
            _ = try await bench.claimOne()
            #expect(try await bench.queue.outlook(kinds: ["k"]) == .init(isDue: false, next: now + 90))
        }
    }
}
