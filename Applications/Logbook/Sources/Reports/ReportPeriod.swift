// SPDX-License-Identifier: Apache-2.0
package import StewardJobs

/// The days that a report is about, the last one included. A trip belongs to the day on which it began, in its zone.
package struct ReportPeriod: Sendable, Hashable {
    package let first: LocalDay
    package let last: LocalDay

    /// `nil` when the last day is before the first, or more than 366 days after it.
    package init?(first: LocalDay, last: LocalDay) {
        guard first <= last, last.number - first.number <= 366 else { return nil }
        self.first = first
        self.last = last
    }

    /// A calendar year.
    package static func year(_ year: Int) -> Self? { span((year, 1, 1), (year, 12, 31)) }
    /// The British tax year that begins on 6 April of a year.
    package static func taxYear(_ year: Int) -> Self? { span((year, 4, 6), (year + 1, 4, 5)) }
    /// A calendar month; `nil` when there is none of this number.
    package static func month(_ year: Int, _ month: Int) -> Self? {
        guard (1...12).contains(month) else { return nil }
        let next =
            month == 12 ? LocalDay(year: year + 1, month: 1, day: 1) : LocalDay(year: year, month: month + 1, day: 1)
        guard let first = LocalDay(year: year, month: month, day: 1), let next else { return nil }
        return Self(first: first, last: next + -1)
    }

    /// The year by which a country's office counts: the tax year in the United Kingdom, else the calendar year.
    package static func accountingYear(of day: LocalDay, in country: Vehicle.Country) -> Self? {
        let date = day.date
        guard country == .unitedKingdom else { return year(date.year) }
        let isEarly = (date.month, date.day) < (4, 6)
        return taxYear(isEarly ? date.year - 1 : date.year)
    }

    package func contains(_ day: LocalDay) -> Bool { first <= day && day <= last }

    /// Whether this is the whole of the year by which the country's office counts.
    func isWholeYear(in country: Vehicle.Country) -> Bool { Self.accountingYear(of: first, in: country) == self }

    private static func span(_ first: (Int, Int, Int), _ last: (Int, Int, Int)) -> Self? {
        guard (1...9998).contains(first.0), let from = LocalDay(year: first.0, month: first.1, day: first.2),
            let until = LocalDay(year: last.0, month: last.1, day: last.2)
        else { return nil }
        return Self(first: from, last: until)
    }
}
