// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GoogleDrive
import StewardCore
import Testing

@Suite("The pace that the service lets an account go")
struct PaceTests {
    private static let start = Date(timeIntervalSince1970: 1_770_000_000)
    private func at(_ seconds: Double) -> Date { Self.start.addingTimeInterval(seconds) }

    @Test("nothing waits until the service refuses")
    func free() {
        var pace = LearnedPace()
        for step in 0..<1_000 { #expect(pace.turn(at: at(Double(step) / 1_000)) == 0) }
        #expect(pace.rate == nil)
    }

    /// Twenty calls a second for five seconds, then a refusal.
    private func refusedAtTwenty() -> LearnedPace {
        var pace = LearnedPace()
        for step in 0..<100 { _ = pace.turn(at: at(Double(step) / 20)) }
        pace.refused(at: at(4.99))
        return pace
    }

    @Test("a refusal halves the rate that was seen")
    func halves() throws {
        let pace = refusedAtTwenty()
        let rate = try #require(pace.rate)
        #expect((8...12).contains(rate), "\(rate)")
    }

    @Test("a burst of refusals counts as one, a later one halves again")
    func bursts() throws {
        var pace = refusedAtTwenty()
        let once = try #require(pace.rate)
        for step in 0..<50 { pace.refused(at: at(5 + Double(step) / 100)) }
        #expect(pace.rate == once)
        pace.refused(at: at(6.5))
        #expect(pace.rate == once / 2)
    }

    @Test("turns are given one after the other at the learned rate")
    func spacing() throws {
        var pace = refusedAtTwenty()
        let rate = try #require(pace.rate)
        let waits = (0..<10).map { _ in pace.turn(at: at(10)) }
        for (wait, next) in zip(waits, waits.dropFirst()) { #expect(abs(next - wait - 1 / rate) < 1e-6) }
    }

    @Test("a call that stands for many takes as many turns")
    func weight() throws {
        var pace = refusedAtTwenty()
        let rate = try #require(pace.rate)
        let first = pace.turn(at: at(10), weight: 100)
        let second = pace.turn(at: at(10))
        #expect(abs(second - first - 100 / rate) < 1e-6)
    }

    @Test("the service's own wait is kept")
    func retryAfter() {
        var pace = LearnedPace()
        pace.refused(at: at(0), retryAfter: 30)
        #expect(pace.turn(at: at(1)) >= 29)
    }

    @Test("it recovers slowly, and forgets the limit at twice what was refused")
    func recovery() throws {
        var pace = refusedAtTwenty()
        let refused = try #require(pace.rate)
        pace.succeeded(at: at(9))
        #expect(pace.rate == refused)
        pace.succeeded(at: at(16))
        #expect(pace.rate == refused * 1.25)
        var second = 17.0
        while pace.rate != nil, second < 1_000 {
            pace.succeeded(at: at(second))
            second += 1
        }
        #expect((60...200).contains(second), "\(second)")
        #expect(pace.turn(at: at(second)) == 0)
    }

    @Test("it never stops altogether, and survives a clock that is set back")
    func extremes() throws {
        var pace = LearnedPace()
        for step in 0..<100 { pace.refused(at: at(Double(step) * 2)) }
        #expect(pace.rate == 0.1)
        var other = refusedAtTwenty()
        #expect(other.turn(at: at(-100_000)) >= 0)
        other.refused(at: at(-100_000))
        #expect(other.rate != nil)
    }
}

@Suite("When a call is tried again")
struct AttemptsTests {
    private func error(_ code: IntegrationError.Code, _ wait: Duration? = nil) -> IntegrationError {
        IntegrationError(code, "x", retryAfter: wait)
    }

    @Test(
        "only what may pass is tried again",
        arguments: [
            (IntegrationError.Code.rateLimited, true, true), (.rateLimited, false, true), (.unavailable, true, true),
            (.unavailable, false, false), (.forbidden, true, false), (.storageFull, true, false),
            (.dailyLimit, true, false), (.downloadQuota, true, false), (.malformedReply, true, false),
            (.cancelled, true, false), (.unauthorized, true, false), (.notFound, true, false),
        ])
    func kinds(code: IntegrationError.Code, isRepeatable: Bool, isTried: Bool) {
        var attempts = Attempts(limit: 5)
        #expect((attempts.wait(after: error(code), isRepeatable: isRepeatable, jitter: 0.5) != nil) == isTried)
    }

    @Test("waits double up to 32 seconds, and tries end")
    func doubling() {
        var attempts = Attempts(limit: 9)
        let waits = (0..<9).map { _ in attempts.wait(after: error(.unavailable), isRepeatable: true, jitter: 0.5) }
        let seconds: [Double] = [0.5, 1, 2, 4, 8, 16, 16, 16]
        #expect(waits == seconds.map { .seconds($0) } + [nil])
    }

    @Test("the service's own wait is kept to, unless it is too long")
    func retryAfter() {
        var attempts = Attempts(limit: 9)
        let kept = attempts.wait(after: error(.rateLimited, .seconds(30)), isRepeatable: false, jitter: 0.25)
        #expect(kept == .seconds(30.25))
        #expect(attempts.wait(after: error(.rateLimited, .seconds(3_600)), isRepeatable: true, jitter: 0) == nil)
    }
}
