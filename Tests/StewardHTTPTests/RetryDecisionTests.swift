// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import StewardHTTP

struct RetryDecisionTests {
    private let policy = RetryPolicy(
        tries: 4, firstWait: .seconds(1), longestWait: .seconds(3), total: .seconds(60))

    @Test("waits double from the first to the longest, and the jitter takes its share")
    func waitsGrow() {
        var decision = RetryDecision(policy, isRepeatable: true)
        let outcome = RetryDecision.Outcome.status(503, retryAfter: nil)
        #expect(decision.handle(outcome, elapsed: .zero, jitter: 0.5) == .waitThenTry(.milliseconds(500)))
        #expect(decision.handle(outcome, elapsed: .zero, jitter: 0.5) == .waitThenTry(.seconds(1)))
        #expect(decision.handle(outcome, elapsed: .zero, jitter: 0.5) == .waitThenTry(.milliseconds(1500)))
        #expect(decision.handle(outcome, elapsed: .zero, jitter: 0.5) == .finish)
        #expect(decision.triesMade == 4)
    }

    @Test("no jitter means no wait, so that the waits spread evenly")
    func fullJitter() {
        var decision = RetryDecision(policy, isRepeatable: true)
        #expect(decision.handle(.status(500, retryAfter: nil), elapsed: .zero, jitter: 0) == .waitThenTry(.zero))
    }

    @Test("the service's own wait is the least, and the first wait's jitter comes on top")
    func retryAfter() {
        var decision = RetryDecision(policy, isRepeatable: true)
        let outcome = RetryDecision.Outcome.status(429, retryAfter: .seconds(20))
        #expect(decision.handle(outcome, elapsed: .zero, jitter: 0.5) == .waitThenTry(.milliseconds(20_500)))
    }

    @Test("no wait is begun that would end after the total time")
    func total() {
        var decision = RetryDecision(policy, isRepeatable: true)
        let outcome = RetryDecision.Outcome.failure(.unavailable, retryAfter: nil)
        #expect(decision.handle(outcome, elapsed: .seconds(59), jitter: 0.5) == .waitThenTry(.milliseconds(500)))
        #expect(decision.handle(outcome, elapsed: .seconds(59.5), jitter: 0.5) == .finish)
        var other = RetryDecision(policy, isRepeatable: true)
        #expect(other.handle(.status(503, retryAfter: .seconds(61)), elapsed: .zero, jitter: 0) == .finish)
    }

    @Test("a call that may not be repeated is finished after one try")
    func notRepeatable() {
        var decision = RetryDecision(policy, isRepeatable: false)
        #expect(decision.handle(.status(503, retryAfter: nil), elapsed: .zero, jitter: 0.5) == .finish)
    }

    @Test("each error code is tried again exactly when it is transient", arguments: IntegrationError.Code.all)
    func codes(code: IntegrationError.Code) {
        var decision = RetryDecision(policy, isRepeatable: true)
        let action = decision.handle(.failure(code, retryAfter: nil), elapsed: .zero, jitter: 0.25)
        #expect(action == (code.isTransient ? .waitThenTry(.milliseconds(250)) : .finish))
    }

    @Test("of all statuses only the passing ones are tried again")
    func statuses() {
        let transient = (100..<600).filter { RetryPolicy.isTransient(status: $0) }
        let lasting: Set<Int> = [501, 505, 506, 507, 508, 510, 511]
        #expect(transient == [408, 425, 429] + (500..<600).filter { !lasting.contains($0) })
    }
}
