// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// The sums of one month of a report.
package struct ReportMonth: Sendable, Hashable {
    /// Its first day on which there was something.
    package let day: LocalDay
    package let totals: TripTotals

    /// In their order; a gap may stand before a trip of the month before its own.
    static func all(_ lines: some Sequence<ReportLine>) -> [Self] {
        Dictionary(grouping: lines, by: \.day.month).values.compactMap { lines in
            lines.map(\.day).min().map { Self(day: $0, totals: TripTotals(lines)) }
        }.sorted { $0.day < $1.day }
    }
}

extension TripTotals {
    /// Distance of no trip that somebody explained. What nobody did is ``unexplained``; the two are told apart wherever
    /// distance of no trip is.
    package var explainedGaps: Distance { explained.business + explained.commute + explained.personal }
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
