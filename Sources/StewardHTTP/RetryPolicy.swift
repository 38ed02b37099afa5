// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// When to try again, and how often.
public struct RetryPolicy: Sendable, Hashable {
    /// Tries in all, the first included.
    public var tries: Int
    /// The longest wait before the second try; doubled for each one after.
    public var firstWait: Duration
    /// The longest wait before any try, unless the service asks for more.
    public var longestWait: Duration
    /// Time in all, counted from the first try: no wait is begun that would end later.
    public var total: Duration

    /// Makes a policy. `tries` is at least 1.
    public init(
        tries: Int = 4, firstWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(30),
        total: Duration = .seconds(120)
    ) {
        precondition(tries >= 1, "A call is tried at least once.")
        self.tries = tries
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.total = total
    }

    /// Four tries within two minutes.
    public static var standard: Self { Self() }
    /// One try only.
    public static var never: Self { Self(tries: 1) }

    /// Whether a status says that the same request may succeed later: 408, 425, 429 and 5xx, without those that say
    /// what the server can't do at all (501, 505, 506, 507, 508, 510, 511).
    public static func isTransient(status: Int) -> Bool {
        switch status {
        case 408, 425, 429: true
        case 501, 505, 506, 507, 508, 510, 511: false
        default: (500..<600).contains(status)
        }
    }
}

/// Decides after each try of one call. No clock, no random source, no I/O: both are handed in.
struct RetryDecision: Sendable {
    /// How a try ended.
    enum Outcome: Sendable {
        case status(Int, retryAfter: Duration?)
        case failure(IntegrationError.Code, retryAfter: Duration?)

        fileprivate var isTransient: Bool {
            switch self {
            case .status(let status, _): RetryPolicy.isTransient(status: status)
            case .failure(let code, _): code.isTransient
            }
        }
        fileprivate var retryAfter: Duration? {
            switch self {
            case .status(_, let wait), .failure(_, let wait): wait
            }
        }
    }
    enum Action: Equatable, Sendable {
        case finish
        case waitThenTry(Duration)
    }

    private let policy: RetryPolicy
    private let isRepeatable: Bool
    private(set) var triesMade = 0

    init(_ policy: RetryPolicy, isRepeatable: Bool) {
        self.policy = policy
        self.isRepeatable = isRepeatable
    }

    /// `elapsed` since the first try began; `jitter` from 0 up to 1, without 1.
    ///
    /// The wait is drawn evenly from zero to the try's longest ("full jitter"). A service that names its own wait gets
    /// at least that, with at most one `firstWait` more, so that its clients don't come back all at once.
    mutating func handle(_ outcome: Outcome, elapsed: Duration, jitter: Double) -> Action {
        triesMade += 1
        guard isRepeatable, outcome.isTransient, triesMade < policy.tries else { return .finish }
        let wait = outcome.retryAfter.map { $0 + policy.firstWait * jitter } ?? longestWait * jitter
        return elapsed + wait > policy.total ? .finish : .waitThenTry(wait)
    }

    private var longestWait: Duration {
        var wait = policy.firstWait
        for _ in 1..<triesMade where wait < policy.longestWait { wait *= 2 }
        return min(wait, policy.longestWait)
    }
}
