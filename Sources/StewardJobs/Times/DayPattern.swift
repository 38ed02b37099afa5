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
    /// Seconds after each time at which it is due again, ascending from 0; real seconds, not seconds on the wall.
    var repetitions: [Int64] { get }
}

extension DayPattern {
    var repetitions: [Int64] { [0] }

    /// How many days the repetitions reach beyond the day they began on.
    private var reach: Int { Int((repetitions.last ?? 0) / 86_400) + 1 }

    /// The instants that belong to a day, ascending and without doubles. Where the wall skips times, all the skipped
    /// ones fall on the first instant after the gap, so that they are due once.
    func instants(on day: LocalDay, in zone: LocalZone) -> [Int64] {
        let midnight = Int64(day.number) * 86_400
        let firsts: [Int64]
        if let offset = zone.steadyOffset(around: day) {
            firsts = timesOfDay.map { midnight + $0 - offset }
        } else if followsElapsedTime {
            firsts = timesOfDay.flatMap { zone.instants(wall: midnight + $0) }
        } else {
            firsts = timesOfDay.map { zone.instant(wall: midnight + $0) }
        }
        if repetitions == [0], firsts.count < 2 { return firsts }
        return Set(firsts.flatMap { first in repetitions.map { first + $0 } }).sorted()
    }

    /// The first instant after this one; `nil` when there is none in the next nine years, which hold every leap day.
    func next(after instant: Int64, in zone: LocalZone) -> Int64? {
        let today = zone.day(at: instant)
        var best: Int64?
        var end = today.number + 9 * 366
        var number = today.number - reach
        while number <= end {
            let day = LocalDay(number: number)
            if matches(day), let found = instants(on: day, in: zone).first(where: { $0 > instant }) {
                best = min(best ?? found, found)
                // A later day may still come first: repetitions reach over midnight, and so may a repeated hour.
                end = min(end, number + reach)
            }
            number += 1
        }
        return best
    }

    /// The last instant that is not after this one; `nil` when there is none in the nine years before.
    func latest(atOrBefore instant: Int64, in zone: LocalZone) -> Int64? {
        let today = zone.day(at: instant)
        var best: Int64?
        var end = today.number - 9 * 366
        var number = today.number + 1
        while number >= end {
            let day = LocalDay(number: number)
            if matches(day), let found = instants(on: day, in: zone).last(where: { $0 <= instant }) {
                best = max(best ?? found, found)
                end = max(end, number - reach)
            }
            number -= 1
        }
        return best
    }
}
