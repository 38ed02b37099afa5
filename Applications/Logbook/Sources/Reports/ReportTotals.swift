// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// The sums of one month of a report.
package struct ReportMonth: Sendable, Hashable {
    /// Its first day on which there was something.
    package let day: LocalDay
    package internal(set) var totals: TripTotals

    static func all(_ lines: some Sequence<ReportLine>) -> [Self] {
        var months: [Self] = []
        for line in lines {
            if months.last?.day.month != line.day.month { months.append(Self(day: line.day, totals: TripTotals())) }
            months[months.count - 1].totals.add(line)
        }
        return months
    }
}

extension TripTotals {
    /// Distance of no trip, explained or not.
    package var gaps: Distance { explained.business + explained.commute + explained.personal + unexplained }
    /// Everything that may count as private: of trips, and of no trip unless it was explained as something else.
    package var countedPrivate: Distance { personal + explained.personal + unexplained }

    mutating func add(_ line: ReportLine) {
        switch line.content {
        case .trip(let trip): add(trip)
        case .gap(let gap): add(gap)
        }
    }

    init(_ lines: some Sequence<ReportLine>) {
        self.init()
        for line in lines { add(line) }
    }
}
