// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import Testing

@testable import StewardJobs

private let now = Date(timeIntervalSince1970: 1_000_000)

private func job(failures: Int = 0, maxAttempts: Int = 3, cancelRequested: Bool = false) -> Job {
    Job(
        id: JobID("j"), kind: "k", payload: nil, idempotencyKey: nil, priority: 0, state: .running, runAt: now - 5,
        createdAt: now - 9, attempt: 4, failures: failures, maxAttempts: maxAttempts, timeLimit: nil, schedule: nil,
        dueAt: nil, node: "a", leaseUntil: now, cancelRequested: cancelRequested, finishedAt: nil, reason: "before",
        result: nil, progress: nil)
}

@Suite struct JobRulesTests {
    let rules = JobRules(backOff: BackOff(first: .seconds(10), limit: .seconds(60)))

    private func after(_ ending: JobRules.Ending, _ job: Job) -> (JobState, Double, Int, String?) {
        let next = rules.standing(of: job, after: ending, at: now)
        return (next.state, next.runAt.timeIntervalSince(now), next.failures, next.reason)
    }

    @Test("a lost attempt counts, and the last one ends the job") func lost() {
        #expect(after(.lost, job()) == (.waiting, 0, 1, "No sign of life from a during attempt 4."))
        #expect(
            after(.lost, job(failures: 2))
                == (.discarded, -5, 3, "Given up after 3 attempts; the last: No sign of life from a during attempt 4."))
    }

    @Test("snoozing and being given back never use up attempts") func free() {
        #expect(after(.outcome(.snooze(until: now + 7)), job(failures: 2)) == (.waiting, 7, 2, "before"))
        #expect(after(.returned, job(failures: 2)) == (.waiting, 0, 2, "before"))
    }

    @Test("a wait that a service asked for is kept to, and never lies in the past") func asked() {
        #expect(after(.outcome(.retry(after: .seconds(90), reason: "r")), job()) == (.waiting, 90, 1, "r"))
        #expect(after(.outcome(.retry(after: .seconds(-9), reason: "r")), job()) == (.waiting, 0, 1, "r"))
    }

    @Test("a job that somebody asked to stop does not wait again, but may be done") func cancelled() {
        let asked = job(cancelRequested: true)
        for ending: JobRules.Ending in [.lost, .returned, .outcome(.retry(after: nil, reason: "r"))] {
            #expect(rules.standing(of: asked, after: ending, at: now).state == .cancelled)
        }
        #expect(rules.standing(of: asked, after: .outcome(.done), at: now).state == .done)
    }

    @Test("the back-off doubles up to its limit and is spread by up to a tenth") func backOff() {
        let backOff = BackOff(first: .seconds(10), limit: .seconds(60))
        for (failures, plain) in [(1, 10), (2, 20), (3, 40), (4, 60), (5, 60), (10_000, 60)] {
            for index in 0..<50 {
                let delay = backOff.delay(afterFailures: failures, of: JobID("job \(index)"))
                #expect(delay >= .seconds(plain) && delay <= .seconds(plain) * 1.1)
            }
        }
        let delays = (0..<50).map { backOff.delay(afterFailures: 1, of: JobID("job \($0)")) }
        #expect(Set(delays).count > 30)
        #expect(backOff.delay(afterFailures: 1, of: JobID("job 0")) == delays[0])
    }

    @Test("what is thrown becomes an outcome") func thrown() {
        struct Odd: Error {}
        #expect(Outcome(thrown: Odd()) == .retry(after: nil, reason: "Odd()"))
        let busy = IntegrationError(.rateLimited, "slow down", retryAfter: .seconds(30))
        #expect(Outcome(thrown: busy) == .retry(after: .seconds(30), reason: "rateLimited: slow down"))
        let wrong = IntegrationError(.invalidRequest, "no such file")
        #expect(Outcome(thrown: wrong) == .discard(reason: "invalidRequest: no such file"))
    }

    @Test("identifiers ascend with time and have twenty plain characters") func identifiers() {
        let ids = (0..<500).map { JobID(at: now + Double($0)) }
        #expect(ids == ids.sorted() && Set(ids).count == 500)
        #expect(
            ids.allSatisfy { $0.description.count == 20 && $0.description.allSatisfy { $0.isLetter || $0.isNumber } })
    }
}

@Suite struct LeaseWatchTests {
    private func watch() -> LeaseWatch {
        LeaseWatch(heldUntil: now + 30, startedAt: now, timeLimit: .seconds(100))
    }

    @Test("an attempt goes on while its lease is held") func held() {
        var watch = watch()
        #expect(watch.handle(.tick, at: now + 29) == nil)
        #expect(watch.handle(.failed, at: now + 29) == nil)
        #expect(watch.handle(.answered(.held(until: now + 60)), at: now + 29) == nil)
        #expect(watch.handle(.tick, at: now + 59) == nil)
    }

    @Test("it stops when the lease is lost, or when the database is silent until the lease is over") func lost() {
        var watch = watch()
        #expect(watch.handle(.answered(.lost), at: now + 1) == .leaseLost)
        #expect(watch.handle(.failed, at: now + 30) == .leaseLost)
        #expect(watch.handle(.tick, at: now + 30) == .leaseLost)
    }

    @Test("it stops on request and by its time limit, with the lease still held") func asked() {
        var watch = watch()
        #expect(watch.handle(.answered(.cancelRequested(until: now + 90)), at: now + 20) == .cancelRequested)
        #expect(watch.handle(.tick, at: now + 80) == nil)
        #expect(watch.handle(.answered(.held(until: now + 120)), at: now + 99) == nil)
        #expect(watch.handle(.tick, at: now + 100) == .overtime)
    }

    @Test("the ending follows from how the handler ended and why it was stopped") func endings() {
        let thrown = AttemptEnding.Handler.threw(CancellationError())
        let retry = Outcome.retry(after: nil, reason: "r")
        func ending(_ handler: AttemptEnding.Handler, _ stop: StopReason?) -> AttemptEnding {
            AttemptEnding(handler, stop: stop, timeLimit: .seconds(60))
        }
        for stop in [nil, .cancelRequested, .overtime, .nodeStops] as [StopReason?] {
            #expect(ending(.gave(.done), stop) == .record(.done))
        }
        #expect(ending(.gave(.done), .leaseLost) == .nothing)
        #expect(ending(thrown, .leaseLost) == .nothing)
        #expect(ending(thrown, .nodeStops) == .giveBack)
        #expect(ending(.gave(retry), .nodeStops) == .record(retry))
        #expect(ending(.gave(retry), nil) == .record(retry))
        #expect(ending(thrown, nil) == .record(.retry(after: nil, reason: "CancellationError()")))
        #expect(ending(thrown, .cancelRequested) == .record(.cancel(reason: "Cancelled on request.")))
        #expect(ending(thrown, .overtime) == .record(.retry(after: nil, reason: "Took longer than its limit of 1m.")))
    }
}

@Suite struct ProgressTests {
    @Test("speed and estimate follow from reports") func speed() {
        var meter = ProgressMeter(interval: .seconds(1))
        _ = meter.take(JobProgress(items: 0, of: 100, bytes: 0, ofBytes: 4_000), at: now)
        let (progress, _) = meter.take(JobProgress(items: 10, of: 100, bytes: 1_000, ofBytes: 4_000), at: now + 5)
        #expect(progress.itemsPerSecond == 2 && progress.bytesPerSecond == 200)
        #expect(progress.estimatedEnd == now + 20)
        #expect(progress.fraction == 0.25)
        let (items, _) = meter.take(JobProgress(items: 20, of: 100), at: now + 10)
        #expect(items.bytesPerSecond == nil && items.fraction == 0.2)
    }

    @Test("only the last moments count for the speed") func memory() {
        var meter = ProgressMeter(interval: .seconds(1))
        for second in 0...100 {
            // Ten a second at first, then one.
            let done = second <= 50 ? second * 10 : 450 + second
            let (progress, _) = meter.take(JobProgress(items: Int64(done), of: 1_000), at: now + Double(second))
            if second == 50 { #expect(progress.itemsPerSecond == 10) }
            if second == 100 { #expect(progress.itemsPerSecond == 1) }
        }
    }

    @Test("work that begins again does not give a negative speed") func restart() {
        var meter = ProgressMeter(interval: .seconds(1))
        _ = meter.take(JobProgress(items: 50, of: 100), at: now)
        let (first, _) = meter.take(JobProgress(items: 0, of: 100), at: now + 1)
        #expect(first.itemsPerSecond == nil && first.estimatedEnd == nil)
        let (second, _) = meter.take(JobProgress(items: 5, of: 100), at: now + 2)
        #expect(second.itemsPerSecond == 5)
    }

    @Test("of many reports, one a second is written, and the last one is kept for the end") func throttled() {
        let board = ProgressBoard(interval: .seconds(1))
        var written: [Int64?] = []
        for step in 0..<1_000 {
            board.put(JobProgress(items: Int64(step)), at: now + Double(step) / 100)
            if let progress = board.takeDue() { written.append(progress.items) }
        }
        #expect(written == (0..<10).map { $0 * 100 })
        #expect(board.takeAll()?.items == 999)
        #expect(board.takeAll() == nil)
    }

    @Test("the kept form reads back") func kept() throws {
        var meter = ProgressMeter(interval: .seconds(1))
        _ = meter.take(JobProgress(items: 0, of: 3, message: "ก"), at: now)
        let (progress, _) = meter.take(JobProgress(items: 1, of: 3, message: "ก"), at: now + 3)
        #expect(JobProgress(try JSON(column: progress.json.column)) == progress)
        #expect(JobProgress(JobProgress().json) == JobProgress())
    }
}
