// SPDX-License-Identifier: Apache-2.0

/// A time of day on days picked by counting: every so many days, weekdays of every so many weeks, or days of months.
///
/// These are the calendar triggers of Windows Task Scheduler. When the clocks change, a time that the wall skips runs
/// at the first instant after the gap, once, and a time that is repeated runs at its first pass; repetitions follow
/// elapsed time from there.
package struct CalendarTrigger: Sendable, Hashable {
    package let pattern: Pattern
    /// Seconds since midnight on the wall.
    package let timeOfDay: Int
    /// The first day it may run; also the day from which days and weeks are counted.
    package let from: LocalDay
    /// Runs again after the first of a day.
    package let repetition: Repetition?

    package enum Pattern: Sendable, Hashable {
        /// Every so many days, counted from the first day.
        case daily(every: Int)
        /// On these weekdays (0 is Sunday) of every so many weeks; weeks begin on Monday.
        case weekly(every: Int, on: Set<Int>)
        /// On these days (1–31, and ``lastDay``) of these months (1–12).
        case monthly(on: Set<Int>, months: Set<Int>)
    }
    /// In a list of days of the month: the last one, whichever it is.
    package static let lastDay = 0

    /// `every` so long, as long as `duration` since the first is not over.
    package struct Repetition: Sendable, Hashable {
        package let every: Duration
        package let duration: Duration
        package init(every: Duration, duration: Duration) {
            self.every = every
            self.duration = duration
        }
    }

    /// Makes a trigger.
    /// - Throws: ``JobsError`` when a number is out of bounds or no day can ever match.
    package init(
        _ pattern: Pattern, timeOfDay: Int, from: LocalDay = LocalDay(number: 0), repetition: Repetition? = nil
    ) throws(JobsError) {
        self.pattern = pattern
        self.timeOfDay = timeOfDay
        self.from = from
        self.repetition = repetition
        guard (0..<86_400).contains(timeOfDay) else {
            throw JobsError(.invalidTrigger, "The time of day must be 00:00:00 to 23:59:59.")
        }
        guard patternCanMatch else {
            throw JobsError(.invalidTrigger, "The calendar trigger “\(description)” names no day that exists.")
        }
        if let repetition {
            let count = repetition.duration / repetition.every
            guard repetition.every >= .seconds(1), repetition.duration >= .seconds(1),
                repetition.duration <= .seconds(31 * 86_400), count <= 100_000
            else {
                throw JobsError(
                    .invalidTrigger,
                    "A repetition must be at least 1s apart, last at most 31d and run at most 100000 times.")
            }
        }
    }

    private var patternCanMatch: Bool {
        switch pattern {
        case .daily(let every): (1...366).contains(every)
        case .weekly(let every, let days):
            (1...52).contains(every) && !days.isEmpty && days.allSatisfy { (0...6).contains($0) }
        case .monthly(let days, let months):
            days.allSatisfy { (0...31).contains($0) } && months.allSatisfy { (1...12).contains($0) }
                && months.contains { month in
                    days.contains { $0 <= LocalDay.length(ofMonth: month, year: 2024) }
                }
        }
    }
}

extension CalendarTrigger: DayPattern {
    var timesOfDay: [Int64] { [Int64(timeOfDay)] }
    var followsElapsedTime: Bool { false }
    var repeats: (every: Int64, length: Int64)? {
        repetition.map { ($0.every.components.seconds, $0.duration.components.seconds) }
    }

    func matches(_ day: LocalDay) -> Bool {
        guard day >= from else { return false }
        switch pattern {
        case .daily(let every): return (day.number - from.number) % every == 0
        case .weekly(let every, let days):
            return days.contains(day.weekday) && (day.week - from.week) % every == 0
        case .monthly(let days, let months):
            let date = day.date
            let isLast = date.day == LocalDay.length(ofMonth: date.month, year: date.year)
            return months.contains(date.month)
                && (days.contains(date.day) || isLast && days.contains(Self.lastDay))
        }
    }
}
