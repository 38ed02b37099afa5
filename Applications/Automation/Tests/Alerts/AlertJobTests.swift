// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardJobs
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Automation

/// Ends every job in the same way.
private struct Ending: JobHandler {
    let kind = "made"
    let outcome: Outcome
    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome { outcome }
}

@Suite("The job of the alerts")
struct AlertJobTests {
    private let heard = Heard()

    private final class Heard: Sendable {
        private let subjects = Mutex<[String]>([])
        var all: [String] { subjects.withLock { $0 } }
        func hear(_ notice: Notice) { subjects.withLock { $0.append(notice.subject) } }
    }

    private func with(_ body: (AutomationBench, Alerting) async throws -> Void) async throws {
        try await AutomationBench.with { bench in
            let database = bench.automation.database
            try await body(
                bench,
                Alerting(
                    database: database, clock: SystemClock(), sources: [.schedules(bench.queue)],
                    channels: { [heard] in [AlertChannel(name: "ops") { notice, _ in heard.hear(notice) }] }))
        }
    }

    private static func schedule(attempts: Int = 3) -> Schedule {
        Schedule(
            name: "nightly", kind: "made", trigger: .interval(.seconds(1_000_000)), zone: .utc, maxAttempts: attempts)
    }

    /// The jobs of the alerts that wait.
    private static func waiting(_ bench: AutomationBench) async throws -> Int {
        try await bench.queue.list(JobFilter(states: [.waiting], kinds: [AlertJob.kind])).items.count
    }

    @Test("a schedule's job that fails for good is told at once, and so is its next success")
    func schedule() async throws {
        try await with { bench, alerting in
            let schedules = Schedules(queue: bench.queue)
            try await schedules.put(Self.schedule())
            let failed = try #require(try await schedules.runNow("nightly"))
            _ = try await bench.attempt(failed, AlertNudge(Ending(outcome: .discard(reason: "No disk.")), alerting))
            #expect(try await Self.waiting(bench) == 1)
            let report = try await alerting.run()
            #expect(report.told == ["The schedule “nightly” failed"])
            #expect(try await alerting.open().first?.matter.text.contains("No disk.") == true)
            let done = try #require(try await schedules.runNow("nightly"))
            _ = try await bench.attempt(done, AlertNudge(Ending(outcome: .done), alerting))
            #expect(try await Self.waiting(bench) == 2)
            #expect(try await alerting.run().told == ["Over: The schedule “nightly” failed"])
            #expect(heard.all == ["The schedule “nightly” failed", "Over: The schedule “nightly” failed"])
        }
    }

    @Test("only the last attempt lets the alerts look, and a success that nobody had to hear of does not")
    func quiet() async throws {
        try await with { bench, alerting in
            let schedules = Schedules(queue: bench.queue)
            try await schedules.put(Self.schedule(attempts: 2))
            let job = try #require(try await schedules.runNow("nightly"))
            let retry = AlertNudge(Ending(outcome: .retry(after: .zero, reason: "Busy.")), alerting)
            let first = try await bench.attempt(job, retry)
            #expect(first?.state == .waiting)
            #expect(try await Self.waiting(bench) == 0)
            let last = try await bench.attempt(job, retry)
            #expect(last?.state == .discarded)
            #expect(try await Self.waiting(bench) == 1)
            let alone = try await bench.run(JobRequest(kind: "made"), AlertNudge(Ending(outcome: .done), alerting))
            #expect(alone?.state == .done)
            let other = AlertNudge(Ending(outcome: .discard(reason: "x")), alerting)
            _ = try await bench.run(JobRequest(kind: "made"), other)
            #expect(try await Self.waiting(bench) == 1)
        }
    }

    @Test("the job says what it did, and its schedule is put in once")
    func job() async throws {
        try await with { bench, alerting in
            try await alerting.saw(
                try Matter(topic: "made:1", subject: "It failed", text: "Look.", kind: "made"))
            let ended = try await bench.run(AlertJob.request(because: "a", at: Date()), AlertJob(alerting))
            #expect(ended?.state == .done && ended?.result?["open"]?.integer == 1)
            try await Alerting.keepSchedule(bench.queue)
            let schedules = Schedules(queue: bench.queue)
            var changed = try #require(try await schedules.show(AlertJob.kind)).schedule
            #expect(changed == AlertJob.schedule)
            changed.trigger = .interval(.seconds(60))
            try await schedules.put(changed)
            try await Alerting.keepSchedule(bench.queue)
            #expect(try await schedules.show(AlertJob.kind)?.schedule == changed)
        }
    }
}
