// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// How fast one kind of call may go.
public struct PaceLimit: Sendable, Hashable {
    /// Units that come back each second.
    public let perSecond: Double
    /// Units that may be spent at once after a pause.
    public let burst: Double

    /// Makes a limit; both numbers are above zero.
    public init(perSecond: Double, burst: Double) {
        precondition(perSecond > 0 && burst > 0, "A pace needs a rate and a burst above zero.")
        self.perSecond = perSecond
        self.burst = burst
    }

    /// So many units in so much time, all of which may be spent at once: how services state their quotas.
    public static func count(_ count: Double, per time: Duration) -> Self {
        let (seconds, attoseconds) = time.components
        return Self(perSecond: count / (Double(seconds) + Double(attoseconds) / 1e18), burst: count)
    }
}

/// Token buckets, one for each named unit. No clock and no waiting: instants in, waits out.
///
/// A reservation is never refused. It may take a bucket below zero; the wait is the time until the debt is paid, so
/// reservations are served in the order they were made, and one that costs more than the burst passes too.
struct TokenBuckets: Sendable {
    private struct Bucket: Sendable {
        let limit: PaceLimit
        var tokens: Double
        var filledAt: Date?
        var heldUntil: Date?

        mutating func fill(to now: Date) {
            if let filledAt {
                // A clock that was set back adds nothing.
                tokens = min(limit.burst, tokens + max(0, now.timeIntervalSince(filledAt)) * limit.perSecond)
            }
            filledAt = now
        }
    }
    private var buckets: [String: Bucket]

    init(_ limits: [String: PaceLimit]) {
        buckets = limits.mapValues { Bucket(limit: $0, tokens: $0.burst) }
    }

    /// Takes units and says how long to wait before using them. Units without a limit cost nothing.
    mutating func reserve(_ cost: [String: Double], at now: Date) -> Duration {
        var wait = 0.0
        for (unit, amount) in cost {
            guard var bucket = buckets[unit] else { continue }
            bucket.fill(to: now)
            bucket.tokens -= max(0, amount)
            wait = max(wait, -bucket.tokens / bucket.limit.perSecond)
            if let held = bucket.heldUntil { wait = max(wait, held.timeIntervalSince(now)) }
            buckets[unit] = bucket
        }
        return .seconds(wait)
    }

    /// Gives back units of a reservation that was not used.
    mutating func giveBack(_ cost: [String: Double]) {
        for (unit, amount) in cost {
            guard var bucket = buckets[unit] else { continue }
            bucket.tokens = min(bucket.limit.burst, bucket.tokens + max(0, amount))
            buckets[unit] = bucket
        }
    }

    /// Lets nothing of these units pass before an instant: the service itself asked for a pause.
    mutating func hold(_ cost: [String: Double], until instant: Date) {
        for unit in cost.keys {
            guard var bucket = buckets[unit] else { continue }
            bucket.heldUntil = max(bucket.heldUntil ?? instant, instant)
            buckets[unit] = bucket
        }
    }
}
