// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// Learns how fast the service lets an account go, since it does not say so. No clock and no waiting.
///
/// Nothing is held back until the service refuses a call for its rate. Then half of the rate observed becomes the
/// limit; each further refusal halves it, a burst of them counting as one. Ten seconds without a refusal raise it by a
/// quarter, until it is twice what was refused first and falls away.
package struct LearnedPace: Sendable, Hashable {
    /// Calls a second at most; `nil` while there is no limit.
    package private(set) var rate: Double?
    private var ceiling = 0.0
    private var nextTurn = Date.distantPast
    private var changedAt = Date.distantPast
    private var windowStart = Date.distantPast
    private var windowCount = 0.0
    private var countBefore = 0.0

    private static let window = 5.0
    private static let slowest = 0.1
    private static let raiseAfter = 10.0

    package init() {}

    /// Takes a turn: how many seconds to wait for it.
    package mutating func turn(at now: Date, weight: Double = 1) -> Double {
        count(weight, at: now)
        let start = max(now, nextTurn)
        if let rate { nextTurn = start.addingTimeInterval(weight / rate) }
        return start.timeIntervalSince(now)
    }

    /// The service refused a call for its rate, and perhaps said how many seconds to wait.
    package mutating func refused(at now: Date, retryAfter: Double? = nil) {
        if let retryAfter { nextTurn = max(nextTurn, now.addingTimeInterval(retryAfter)) }
        guard now.timeIntervalSince(changedAt) >= 1 || rate == nil else { return }
        let current = rate ?? observed(at: now)
        if rate == nil { ceiling = max(current, Self.slowest) * 2 }
        rate = max(Self.slowest, current / 2)
        changedAt = now
        nextTurn = max(nextTurn, now.addingTimeInterval(1 / max(rate ?? 1, Self.slowest)))
    }

    /// A call went through.
    package mutating func succeeded(at now: Date) {
        guard let rate, now.timeIntervalSince(changedAt) >= Self.raiseAfter else { return }
        changedAt = now
        let raised = rate * 1.25
        self.rate = raised > ceiling ? nil : raised
        if self.rate == nil { nextTurn = now }
    }

    private mutating func count(_ weight: Double, at now: Date) {
        let age = now.timeIntervalSince(windowStart)
        if age >= Self.window || age < 0 {
            countBefore = age < 2 * Self.window && age >= 0 ? windowCount : 0
            windowCount = 0
            windowStart = now
        }
        windowCount += weight
    }

    /// Calls a second lately; at least one.
    private func observed(at now: Date) -> Double {
        let age = max(0, now.timeIntervalSince(windowStart))
        guard age < Self.window else { return max(1, windowCount / age) }
        let overlap = (Self.window - age) / Self.window
        let span = countBefore > 0 ? Self.window : max(1, age)
        return max(1, (windowCount + countBefore * overlap) / span)
    }
}
