// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// Sums over some days. Voided trips count nowhere.
package struct ReportTotals: Sendable, Hashable {
    /// Trips that count.
    package internal(set) var trips = 0
    package internal(set) var voided = 0
    package internal(set) var business = Distance.zero
    package internal(set) var commute = Distance.zero
    /// Private distance of trips, detours included.
    package internal(set) var personal = Distance.zero
    /// The private detours within business trips.
    package internal(set) var detour = Distance.zero
    /// Distance of no trip that a person explained as business or commuting.
    package internal(set) var gapsExplained = Distance.zero
    /// Distance of no trip that a person explained as private.
    package internal(set) var gapsPersonal = Distance.zero
    /// Distance of no trip that nobody explained; a tax office may take it for private.
    package internal(set) var gapsOpen = Distance.zero

    package var allTrips: Distance { business + commute + personal }
    package var gaps: Distance { gapsExplained + gapsPersonal + gapsOpen }
    /// Everything that may count as private: of trips, and of no trip unless explained otherwise.
    package var countedPrivate: Distance { personal + gapsPersonal + gapsOpen }

    init() {}

    mutating func add(_ line: ReportLine) {
        switch line.content {
        case .trip(let trip):
            guard !trip.isVoided else { return voided += 1 }
            trips += 1
            business += trip.business
            commute += trip.commute
            personal += trip.personal
            detour += trip.detour
        case .gap(let gap):
            switch gap.use {
            case .personal: gapsPersonal += gap.distance
            case .business, .commute, .mixed: gapsExplained += gap.distance
            case nil: gapsOpen += gap.distance
            }
        }
    }

    /// The sums of one month.
    package struct Month: Sendable, Hashable {
        /// Its first day in the report.
        package let day: LocalDay
        package internal(set) var totals: ReportTotals
    }

    static func months(_ lines: some Sequence<ReportLine>) -> [Month] {
        var months: [Month] = []
        for line in lines {
            let date = line.day.date
            if let last = months.last?.day.date, last.year == date.year, last.month == date.month {
                months[months.count - 1].totals.add(line)
            } else {
                var totals = ReportTotals()
                totals.add(line)
                months.append(Month(day: line.day, totals: totals))
            }
        }
        return months
    }
}
