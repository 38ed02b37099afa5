// SPDX-License-Identifier: Apache-2.0

/// A cron expression with five fields (minute, hour, day of month, month, day of week), as Vixie cron reads them.
///
/// Fields take `*`, numbers, ranges, lists, steps (`*/5`, `8-18/2`) and three-letter names; Sunday is 0 or 7.
/// `@yearly`, `@annually`, `@monthly`, `@weekly`, `@daily`, `@midnight` and `@hourly` stand for their expressions.
/// Where neither day field begins with `*`, a day matches when *either* does; otherwise when *both* do.
///
/// When the clocks change: an expression whose hour field admits every hour follows elapsed time, so a repeated hour
/// gets its runs twice and a skipped one gets none. Any other runs a time that is skipped at the first instant after
/// the gap, once, and a time that is repeated only at its first pass.
package struct CronExpression: Sendable, Hashable, CustomStringConvertible {
    /// The text as it was written.
    package let description: String
    private let daysOfMonth: CronField
    private let months: CronField
    private let daysOfWeek: CronField
    let timesOfDay: [Int64]
    let followsElapsedTime: Bool

    private static let shorthands = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]

    /// Reads an expression.
    /// - Throws: ``JobsError`` that names the field, or says that no day can ever match.
    package init(parsing text: String) throws(JobsError) {
        let fields = (Self.shorthands[text.lowercased()] ?? text).split(whereSeparator: \.isWhitespace)
        if fields.first?.first == "@" {
            throw JobsError(
                .invalidTrigger,
                "“\(text)” is no cron expression; the short forms are "
                    + Self.shorthands.keys.sorted().joined(separator: ", ") + "."
            )
        }
        guard fields.count == 5 else {
            throw JobsError(
                .invalidTrigger,
                "A cron expression has five fields (minute, hour, day of month, month, day of week); "
                    + "“\(text)” has \(fields.count)."
            )
        }
        let minutes = try CronField(parsing: fields[0], .minute)
        let hours = try CronField(parsing: fields[1], .hour)
        daysOfMonth = try CronField(parsing: fields[2], .dayOfMonth)
        months = try CronField(parsing: fields[3], .month)
        daysOfWeek = try CronField(parsing: fields[4], .dayOfWeek)
        timesOfDay = hours.values.flatMap { hour in minutes.values.map { Int64(hour * 3600 + $0 * 60) } }
        followsElapsedTime = hours.values.count == 24
        description = text
        guard canMatch else {
            throw JobsError(.invalidTrigger, "The cron expression “\(text)” names a day that no month of its list has.")
        }
    }

    private var canMatch: Bool {
        if !daysOfMonth.beginsWithStar, !daysOfWeek.beginsWithStar { return true }
        return months.values.contains { month in
            daysOfMonth.values.contains { $0 <= LocalDay.length(ofMonth: month, year: 2024) }
        }
    }

    package static func == (left: Self, right: Self) -> Bool { left.description == right.description }
    package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension CronExpression: DayPattern {
    func matches(_ day: LocalDay) -> Bool {
        let date = day.date
        guard months.contains(date.month) else { return false }
        let byMonth = daysOfMonth.contains(date.day)
        let byWeek = daysOfWeek.contains(day.weekday)
        let both = daysOfMonth.beginsWithStar || daysOfWeek.beginsWithStar
        return both ? byMonth && byWeek : byMonth || byWeek
    }
}

extension CronExpression {
    /// Its days as the fields say them; `nil` stands for every one. Weekdays are 0, Sunday, to 6.
    package struct Days: Sendable, Hashable {
        package let ofMonth: Set<Int>?
        package let months: Set<Int>?
        package let ofWeek: Set<Int>?
        /// Whether a day must be in both day fields, and not just in either.
        package let needsBoth: Bool
    }

    package var days: Days {
        func set(_ field: CronField, _ whole: Int) -> Set<Int>? {
            field.values.count == whole ? nil : Set(field.values)
        }
        return Days(
            ofMonth: set(daysOfMonth, 31), months: set(months, 12), ofWeek: set(daysOfWeek, 7),
            needsBoth: daysOfMonth.beginsWithStar || daysOfWeek.beginsWithStar)
    }

    /// Its times, in seconds since midnight on the wall, ascending.
    package var times: [Int] { timesOfDay.map { Int($0) } }
}
