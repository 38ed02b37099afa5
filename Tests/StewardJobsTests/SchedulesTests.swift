// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import StewardJobs

private func nightly(_ name: String = "nightly", trigger: String = "0 2 * * *") throws -> Schedule {
    Schedule(
        name: name, kind: "k", payload: ["what": "backup"], trigger: try Trigger(parsing: trigger),
        zone: try LocalZone("Europe/Amsterdam"), grace: .seconds(1800))
}

private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

@Suite struct SchedulesTests {
    @Test("a schedule is kept as it was made", arguments: TestDatabases.engines)
    func kept(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            var schedule = try nightly()
            schedule.timeLimit = .seconds(7200)
            schedule.randomDelay = .seconds(60)
            let status = try await bench.schedules.put(schedule)
            #expect(status.schedule == schedule)
            #expect(status.nextAt == (try date("2026-01-01T01:00:00Z")) && status.since == bench.clock.now)
            #expect(try await bench.schedules.list() == [status])
            #expect(try await bench.schedules.show("nightly") == status)
            #expect(try await bench.schedules.remove("nightly"))
            #expect(try await !bench.schedules.remove("nightly"))
            #expect(try await bench.schedules.show("nightly") == nil)
            schedule.grace = .seconds(-1)
            let wrong = schedule
            await #expect(throws: JobsError(.invalidRequest, "")) { try await bench.schedules.put(wrong) }
        }
    }

    @Test("a due schedule makes one job, also when several nodes look at once", arguments: TestDatabases.engines)
    func due(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly())
            #expect(try await bench.schedules.advance().started.isEmpty)
            bench.clock.advance(3600)
            let schedules = bench.schedules
            let started = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<6 { group.addTask { try await schedules.advance().started } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(started == ["nightly"])
            let job = try #require(try await bench.queue.list().items.first)
            #expect(job.schedule == "nightly" && job.payload["what"]?.string == "backup")
            #expect(job.dueAt == (try date("2026-01-01T01:00:00Z")))
            let status = try #require(try await bench.schedules.show("nightly"))
            #expect(status.lastJob == job.id && status.lastDueAt == job.dueAt)
            #expect(status.nextAt == (try date("2026-01-02T01:00:00Z")))
        }
    }

    @Test("a clock that was ahead for a moment silences no schedule and no job", arguments: TestDatabases.engines)
    func clockPutBack(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly())
            let year = 365.0 * 86_400
            bench.clock.advance(year)
            #expect(try await bench.schedules.advance().started == ["nightly"])
            let job = try await bench.claimOne()
            _ = try await bench.queue.finish(job, .done)
            let waiting = try await bench.queue.enqueue(.init(kind: "other"))
            bench.clock.advance(-year)
            #expect(try await bench.schedules.followClock() == ["nightly"])
            #expect(try await bench.schedules.show("nightly")?.nextAt == (try date("2026-01-01T01:00:00Z")))
            #expect(try await bench.claim(kinds: ["other"]).map(\.id) == [waiting.id])
            // The run that is due now is missed like any other when nobody makes it.
            bench.clock.advance(3 * 3600)
            #expect(try await bench.schedules.missing().map(\.schedule) == ["nightly"])
            #expect(try await bench.schedules.advance().started == ["nightly"])
        }
    }

    @Test("a clock that is put back by less than a period makes no second job for a due time")
    func clockPutBackALittle() async throws {
        try await JobsBench.with(.sqlite) { bench in
            try await bench.schedules.put(nightly())
            bench.clock.advance(2 * 3600)
            #expect(try await bench.schedules.advance().started == ["nightly"])
            for _ in 0..<3 {
                bench.clock.advance(-3600 * 4)
                #expect(try await bench.schedules.followClock().isEmpty)
                bench.clock.advance(3600 * 4)
                #expect(try await bench.schedules.advance().started.isEmpty)
            }
            #expect(try await bench.queue.list().items.count == 1)
        }
    }

    @Test("after downtime it catches up once, with the latest due time", arguments: TestDatabases.engines)
    func catchUp(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly())
            bench.clock.advance(5 * 86_400 + 7200)
            #expect(try await bench.schedules.advance().started == ["nightly"])
            #expect(try await bench.schedules.advance().started.isEmpty)
            let jobs = try await bench.queue.list().items
            #expect(jobs.map(\.dueAt) == [try date("2026-01-06T01:00:00Z")])
        }
    }

    @Test("it never overlaps itself", arguments: TestDatabases.engines)
    func noOverlap(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly())
            bench.clock.advance(3600)
            _ = try await bench.schedules.advance()
            let job = try await bench.claimOne()
            bench.clock.advance(86_400)
            _ = try await bench.queue.heartbeat(job, lease: .seconds(90_000))
            let advance = try await bench.schedules.advance()
            #expect(advance.started.isEmpty && advance.skipped == ["nightly"])
            #expect(try await bench.schedules.show("nightly")?.lastSkippedAt == (try date("2026-01-02T01:00:00Z")))
            #expect(try await bench.schedules.runNow("nightly") == nil)
            _ = try await bench.queue.finish(job, .done)
            bench.clock.advance(86_400)
            #expect(try await bench.schedules.advance().started == ["nightly"])
        }
    }

    @Test("a paused schedule makes no job, and none for that time when it goes on", arguments: TestDatabases.engines)
    func pause(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly())
            #expect(try await bench.schedules.pause("nightly"))
            bench.clock.advance(3 * 86_400)
            // Changing it meanwhile leaves it paused.
            #expect(try await bench.schedules.put(nightly(trigger: "0 3 * * *")).nextAt == nil)
            #expect(try await bench.schedules.advance().started.isEmpty)
            #expect(try await bench.schedules.missing().isEmpty)
            #expect(try await bench.schedules.resume("nightly"))
            #expect(try await bench.schedules.advance().started.isEmpty)
            #expect(try await bench.schedules.show("nightly")?.nextAt == (try date("2026-01-04T02:00:00Z")))
            #expect(try await !bench.schedules.resume("none"))
        }
    }

    @Test("run now makes a job and leaves the next due time", arguments: TestDatabases.engines)
    func runNow(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let next = try await bench.schedules.put(nightly()).nextAt
            let job = try #require(try await bench.schedules.runNow("nightly"))
            #expect(job.schedule == "nightly" && job.runAt == bench.clock.now)
            #expect(try await bench.schedules.show("nightly")?.nextAt == next)
            await #expect(throws: JobsError(.notFound, "")) { try await bench.schedules.runNow("none") }
        }
    }

    @Test("a changed trigger counts from now on, another change leaves the due time", arguments: TestDatabases.engines)
    func change(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            let first = try await bench.schedules.put(nightly())
            bench.clock.advance(7200)
            var changed = try nightly()
            changed.priority = 5
            // Still due at 01:00Z, which has passed.
            let second = try await bench.schedules.put(changed)
            #expect(second.nextAt == first.nextAt && second.since == first.since)
            let third = try await bench.schedules.put(nightly(trigger: "0 4 * * *"))
            #expect(third.nextAt == (try date("2026-01-01T03:00:00Z")) && third.since == bench.clock.now)
        }
    }

    @Test("a random delay is the same everywhere and within its bound", arguments: TestDatabases.engines)
    func randomDelay(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            var schedule = try nightly()
            schedule.randomDelay = .seconds(600)
            try await bench.schedules.put(schedule)
            bench.clock.advance(3600)
            _ = try await bench.schedules.advance()
            let job = try #require(try await bench.queue.list().items.first)
            let due = try #require(job.dueAt)
            #expect((due...due + 600).contains(job.runAt))
            #expect(schedule.request(due: due).runAt == job.runAt)
            #expect(Set((0..<50).map { schedule.request(due: due + Double($0) * 86_400).runAt }).count == 50)
        }
    }
}

@Suite struct MissingRunTests {
    @Test("a run that did not succeed within its grace is missing, and says why", arguments: TestDatabases.engines)
    func causes(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly())
            bench.clock.advance(3600 + 1799)
            #expect(try await bench.schedules.missing().isEmpty)
            bench.clock.advance(1)
            let none = try #require(try await bench.schedules.missing().first)
            #expect(none.schedule == "nightly" && none.cause == .notStarted && none.lastSuccessAt == nil)
            #expect(none.dueAt == (try date("2026-01-01T01:00:00Z")))
            _ = try await bench.schedules.advance()
            let job = try await bench.claimOne()
            #expect(try await bench.schedules.missing().map(\.cause) == [.unfinished(job.id)])
            _ = try await bench.queue.finish(job, .discard(reason: "no disk"))
            #expect(try await bench.schedules.missing().map(\.cause) == [.failed(job.id, reason: "no disk")])
            // A run by hand that succeeds settles it.
            _ = try #require(try await bench.schedules.runNow("nightly"))
            _ = try await bench.queue.finish(try await bench.claimOne(), .done)
            #expect(try await bench.schedules.missing().isEmpty)
            bench.clock.advance(86_400)
            #expect(try await bench.schedules.missing().map(\.lastSuccessAt) == [bench.clock.now - 86_400])
        }
    }

    @Test("a time that was skipped for a run that hangs is missing", arguments: TestDatabases.engines)
    func skipped(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine) { bench in
            try await bench.schedules.put(nightly())
            bench.clock.advance(3600)
            _ = try await bench.schedules.advance()
            let job = try await bench.claimOne()
            bench.clock.advance(86_400)
            _ = try await bench.schedules.advance()
            bench.clock.advance(1800)
            #expect(try await bench.schedules.missing().map(\.cause) == [.skipped(after: job.id)])
        }
    }

    @Test("what was due before a schedule was made is not missing", arguments: TestDatabases.engines)
    func before(_ engine: DatabaseEngine) async throws {
        try await JobsBench.with(engine, from: "2026-01-01T01:00:00Z") { bench in
            try await bench.schedules.put(nightly())
            bench.clock.advance(2000)
            #expect(try await bench.schedules.missing().isEmpty)
        }
    }
}
