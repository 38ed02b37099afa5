// SPDX-License-Identifier: Apache-2.0

/// Leaves out what cannot be true among one device's fixes.
///
/// A fix that is suspicious waits for the next one: together with it, either it or the one before is found wrong. What
/// a device says about its accuracy is believed when it is bad, not when it is good.
struct FixFilter: Sendable {
    /// The one accepted last.
    private(set) var last: Point?
    /// How many were accepted since the device's way began.
    private var count = 0
    /// One that is hard to believe.
    private var held: Point?
    /// One that is inaccurate, for the case that no better one comes.
    private var weak: Point?
    private var strikes = 0

    /// Metres: fixes that say worse of themselves are dropped when better ones are near in time.
    static let poor: Float = 50
    /// Metres: fixes that say worse of themselves are never used.
    static let useless: Float = 1000
    /// Seconds within which a better fix replaces a poor one.
    static let patience = 120.0
    /// Metres a second that no car exceeds.
    static let impossible = 70.0
    /// Metres a second above which a fix waits for the next one, and metres below which it need not.
    static let suspicious = (speed: 33.0, distance: 300.0)

    /// What became of a fix, and of those that waited for it.
    struct Verdict {
        var first: Point?
        var second: Point?
        /// Whether there is a jump before the first: the way there is no way that was driven.
        var isJump = false
        /// Whether one was left out as impossible.
        var hasImpossible = false

        mutating func accept(_ point: Point) {
            if first == nil { first = point } else { second = point }
        }
    }

    mutating func take(_ point: Point) -> Verdict {
        var verdict = Verdict()
        if let last, point.instant <= last.instant { return verdict }
        if let held, point.instant <= held.instant { return verdict }
        guard point.accuracy <= Self.useless else { return verdict }
        if point.accuracy > Self.poor {
            takeWeak(point, &verdict)
        } else {
            if let poor = weak {
                weak = nil
                if poor.seconds(to: point) > Self.patience { judge(poor, &verdict) }
            }
            judge(point, &verdict)
        }
        return verdict
    }

    /// Gives what still waits and can be true, when nothing more will come for a while.
    mutating func flush() -> Verdict {
        var verdict = Verdict()
        if let poor = weak {
            weak = nil
            if let last, last.seconds(to: poor) <= Self.patience { return verdict }
            judge(poor, &verdict)
        }
        if let waiting = held, let last, Self.isPossible(last, waiting) {
            held = nil
            accept(waiting, &verdict)
        }
        return verdict
    }

    private mutating func takeWeak(_ point: Point, _ verdict: inout Verdict) {
        guard let poor = weak else {
            if let last, last.seconds(to: point) <= Self.patience { return }
            weak = point
            return
        }
        if poor.seconds(to: point) > Self.patience {
            judge(poor, &verdict)
            weak = point
        } else if point.accuracy < poor.accuracy {
            weak = point
        }
    }

    private mutating func judge(_ point: Point, _ verdict: inout Verdict) {
        guard let last else { return accept(point, &verdict) }
        guard let waiting = held else {
            if Self.isSuspicious(last, point) { held = point } else { accept(point, &verdict) }
            return
        }
        held = nil
        let agree = Self.isPossible(waiting, point)
        if Self.isPossible(last, waiting), agree, !Self.isSpike(last, waiting, point) {
            accept(waiting, &verdict)
            if Self.isSuspicious(waiting, point) { held = point } else { accept(point, &verdict) }
        } else if agree, !Self.isPossible(last, waiting) {
            settle(waiting, against: last, by: point, &verdict)
        } else {
            verdict.hasImpossible = true
            if Self.isSuspicious(last, point) { held = point } else { accept(point, &verdict) }
        }
    }

    /// Two agree with each other and not with the one before: it is wrong when nothing supports it, else they are,
    /// until they are too many to be.
    private mutating func settle(
        _ waiting: Point, against last: Point, by point: Point, _ verdict: inout Verdict
    ) {
        verdict.hasImpossible = true
        strikes += 1
        guard count > 1, strikes < 2, Self.isPossible(last, point) || count > 3 else {
            strikes = 0
            verdict.isJump = true
            count = 0
            accept(waiting, &verdict)
            return accept(point, &verdict)
        }
        if Self.isSuspicious(last, point) { held = point } else { accept(point, &verdict) }
    }

    private mutating func accept(_ point: Point, _ verdict: inout Verdict) {
        if let last, point.instant <= last.instant { return }
        last = point
        count += 1
        if !verdict.isJump { strikes = 0 }
        verdict.accept(point)
    }

    private static func isPossible(_ from: Point, _ to: Point) -> Bool {
        let metres = from.metres(to: to)
        guard metres > 100 else { return true }
        let seconds = max(from.seconds(to: to), 0.5)
        let speed = max(metres - min(from.error + to.error, 200), 0) / seconds
        if from.speed >= 0, to.speed >= 0, seconds <= 60, metres > 500 {
            return speed <= min(impossible, Double(max(from.speed, to.speed)) * 2 + 20)
        }
        return speed <= impossible
    }

    private static func isSuspicious(_ from: Point, _ to: Point) -> Bool {
        let metres = from.metres(to: to)
        guard metres > suspicious.distance else { return !isPossible(from, to) }
        return metres / max(from.seconds(to: to), 0.5) > suspicious.speed || !isPossible(from, to)
    }

    /// Out and back at once, as no car turns.
    private static func isSpike(_ from: Point, _ over: Point, _ to: Point) -> Bool {
        let out = from.metres(to: over)
        let back = over.metres(to: to)
        return min(out, back) > suspicious.distance && from.metres(to: to) < 0.3 * (out + back)
    }
}
