// SPDX-License-Identifier: Apache-2.0

/// Something due at times on the wall, on the days that match.
protocol DayPattern: Sendable {
    /// Whether it is due on this day.
    func matches(_ day: LocalDay) -> Bool
    /// Seconds since midnight on the wall, ascending.
    var timesOfDay: [Int64] { get }
    /// Whether it follows elapsed time: true for what is due in every hour of the day. It then runs through both passes
    /// of a repeated hour and does not make up for a skipped one.
    var followsElapsedTime: Bool { get }
    /// After each time it is due again, every so many seconds while so many seconds are not over; real seconds, not
    /// seconds on the wall.
    var repeats: (every: Int64, length: Int64)? { get }
}

extension DayPattern {
    var repeats: (every: Int64, length: Int64)? { nil }

    /// Seconds from a time to its last repetition.
    private var lastRepetition: Int64 {
        guard let repeats else { return 0 }
        return (repeats.length - 1) / repeats.every * repeats.every
    }

    /// How many days the repetitions reach beyond the day they began on.
    private var reach: Int { Int(lastRepetition / 86_400) + 1 }

    /// The instants at which the times of a day are first due, ascending. Where the wall skips times, all the skipped
    /// ones fall on the first instant after the gap, so that they are due once.
    private func firsts(on day: LocalDay, in zone: LocalZone) -> [Int64] {
        let midnight = Int64(day.number) * 86_400
        if let offset = zone.steadyOffset(around: day) { return timesOfDay.map { midnight + $0 - offset } }
        if followsElapsedTime { return timesOfDay.flatMap { zone.instants(wall: midnight + $0) }.sorted() }
        return timesOfDay.map { zone.instant(wall: midnight + $0) }.sorted()
    }

    /// The first instant after this one; `nil` when there is none in the next nine years, which hold every leap day.
    func next(after instant: Int64, in zone: LocalZone) -> Int64? {
        if repeats == nil, let quick = quickNext(after: instant, in: zone) { return quick }
        let today = zone.day(at: instant)
        var best: Int64?
        var end = today.number + 9 * 366
        var number = today.number - reach
        while number <= end {
            let day = LocalDay(number: number)
            if matches(day), let found = first(after: instant, on: day, in: zone) {
                best = min(best ?? found, found)
                // A later day may still come first: repetitions reach over midnight, and so may a repeated hour.
                end = min(end, number + reach)
            }
            number += 1
        }
        return best
    }

    /// The same where no clocks are moved about today and the day that is found: there, days do not reach into one
    /// another. `nil` when they do, or none is found.
    private func quickNext(after instant: Int64, in zone: LocalZone) -> Int64? {
        let steady = zone.steady(at: instant)
        let wall = instant + steady.offset
        let today = Int(floorDivide(wall, 86_400))
        guard steady.holds(around: today) || zone.steadyOffset(around: LocalDay(number: today)) == steady.offset else {
            return nil
        }
        let times = timesOfDay
        if matches(LocalDay(number: today)) {
            let midnight = Int64(today) * 86_400
            if let place = Self.firstIndex(in: times, after: wall - midnight) {
                return midnight + times[place] - steady.offset
            }
        }
        guard let first = times.first else { return nil }
        for number in (today + 1)...(today + 9 * 366) where matches(LocalDay(number: number)) {
            let offset =
                steady.holds(around: number) ? steady.offset : zone.steadyOffset(around: LocalDay(number: number))
            return offset.map { Int64(number) * 86_400 + first - $0 }
        }
        return nil
    }

    /// The first of ascending values that is greater.
    private static func firstIndex(in values: [Int64], after value: Int64) -> Int? {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low < values.count ? low : nil
    }

    private func first(after instant: Int64, on day: LocalDay, in zone: LocalZone) -> Int64? {
        let firsts = firsts(on: day, in: zone)
        guard let repeats else { return firsts.first { $0 > instant } }
        return firsts.compactMap { first in
            guard first <= instant else { return first }
            let offset = ((instant - first) / repeats.every + 1) * repeats.every
            return offset < repeats.length ? first + offset : nil
        }.min()
    }

    private func last(atOrBefore instant: Int64, on day: LocalDay, in zone: LocalZone) -> Int64? {
        let firsts = firsts(on: day, in: zone)
        guard let repeats else { return firsts.last { $0 <= instant } }
        return firsts.compactMap { first in
            guard first <= instant else { return nil }
            return first + min((instant - first) / repeats.every * repeats.every, lastRepetition)
        }.max()
    }

    /// The last instant that is not after this one; `nil` when there is none in the nine years before.
    func latest(atOrBefore instant: Int64, in zone: LocalZone) -> Int64? {
        let today = zone.day(at: instant)
        var best: Int64?
        var end = today.number - 9 * 366
        var number = today.number + 1
        while number >= end {
            let day = LocalDay(number: number)
            if matches(day), let found = last(atOrBefore: instant, on: day, in: zone) {
                best = max(best ?? found, found)
                end = max(end, number - reach)
            }
            number -= 1
        }
        return best
    }
}
