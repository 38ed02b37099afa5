// SPDX-License-Identifier: Apache-2.0

/// Makes the account of a vehicle. Pure: the same input gives the same account, in whatever order its lists come.
package enum Account {
    /// Makes all of it.
    /// - Throws: `LogbookError` with `notFound` when the book says nothing about the vehicle yet, `invalid` for a time
    ///   zone that nobody knows.
    package static func make(_ input: AccountInput) throws(LogbookError) -> AccountView {
        var work = try AccountWork(input, kept: nil)
        return work.view()
    }

    /// Makes it again from a settled moment on, when only something after an instant is new: fast for long books, and
    /// the same as making all of it.
    /// - Parameters:
    ///   - view: what the account was before.
    ///   - input: everything, old and new. Vehicle and drivers' setups must be as they were; else make all of it.
    ///   - instant: the earliest moment that anything new is about, in microseconds since 1970: a found trip's start, a
    ///     decision's `at`, a reading's time, the beginning of a month that was closed.
    /// - Throws: as ``make(_:)``.
    package static func make(
        _ input: AccountInput, changing view: AccountView, since instant: Int64
    ) throws(LogbookError) -> AccountView {
        guard let kept = view.settled(before: instant) else { return try make(input) }
        var work = try AccountWork(input, kept: kept)
        return work.view()
    }
}

/// The part of an account that what comes later cannot change.
struct SettledAccount {
    var view: AccountView
    /// The reading at its end: a moment without a trip.
    var anchor: OdometerReading
}

extension AccountView {
    /// How many readings that count must lie between the settled part and what is new: readings are judged by those
    /// that follow.
    private static let readingsBetween = 4

    /// Everything up to the last reading that is far enough from what is new, at a stop that is longer than any on the
    /// way to work; `nil` when there is none.
    func settled(before instant: Int64) -> SettledAccount? {
        var ended: [Int64] = []
        ended.reserveCapacity(trips.count)
        for trip in trips { ended.append(max(ended.last ?? .min, trip.end.instant)) }
        let early = odometer.anchors.prefix { $0.instant < instant }.dropLast(Self.readingsBetween)
        for anchor in early.reversed() {
            guard let count = tripsBefore(anchor.instant, until: instant, ended) else { continue }
            return SettledAccount(view: part(until: anchor, trips: count), anchor: anchor)
        }
        return nil
    }

    /// How many trips ended well before a moment; `nil` when one goes on then or begins or ends near it.
    /// - Parameter ended: for each trip, when it and all before it had ended.
    private func tripsBefore(_ moment: Int64, until instant: Int64, _ ended: [Int64]) -> Int? {
        let longest = Int64(UseRule.Condition.longestStop) * 60_000_000
        var (low, count) = (0, trips.count)
        while low < count {
            let middle = (low + count) / 2
            if trips[middle].start.instant <= moment { low = middle + 1 } else { count = middle }
        }
        let end = count > 0 ? ended[count - 1] : .min / 2
        guard end < moment else { return nil }
        let next = count < trips.count ? trips[count].start.instant : instant
        return min(next, instant) - end > longest ? count : nil
    }

    private func part(until anchor: OdometerReading, trips count: Int) -> AccountView {
        var part = self
        part.trips = Array(trips[..<count])
        part.gaps = gaps.filter { $0.after.instant <= anchor.instant && $0.after.value <= anchor.value }
        part.odometer.anchors = odometer.anchors.filter { ($0.instant, $0.value) <= (anchor.instant, anchor.value) }
        part.odometer.refused = odometer.refused.filter { $0.reading.instant <= anchor.instant }
        part.odometer.calibrations = odometer.calibrations.filter {
            ($0.after.instant, $0.after.value) <= (anchor.instant, anchor.value)
        }
        part.odometer.doubted = []
        return part
    }
}
