// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The account of a vehicle: what people see. It follows from books and can be made again at any time.
package struct AccountView: Sendable, Hashable {
    package internal(set) var vehicle: Vehicle
    /// Every trip in the order of their starts, voided ones too.
    package internal(set) var trips: [Trip]
    /// In the order of their first readings.
    package internal(set) var gaps: [Gap]
    /// What waits for a person, by the time it is about.
    package internal(set) var questions: [OpenQuestion]
    /// Months with trips or gaps, in their order.
    package internal(set) var months: [Month]
    package internal(set) var odometer: OdometerAccount
    /// Decisions whose trip is not there any more, in the order of their entries.
    package internal(set) var orphans: [TripDecision]

    /// A calendar month in the vehicle's zone. A trip belongs to the month in which it began, a gap to the month of its
    /// second reading.
    package struct Month: Sendable, Hashable {
        /// `2026-01`.
        package internal(set) var month: String
        package internal(set) var totals: TripTotals
        package internal(set) var closing: ClosedMonth?
    }

    /// Readings, and what was made of them.
    package struct OdometerAccount: Sendable, Hashable {
        /// The readings between which trips and gaps add up, by time.
        package internal(set) var anchors: [OdometerReading] = []
        /// Readings that do not count.
        package internal(set) var refused: [ReadingGuard.Refusal] = []
        /// The last reading, when it is lower than the trips tell and no other confirms it yet.
        package internal(set) var doubted: [OdometerReading] = []
        package internal(set) var calibrations: [Continuity.Calibration] = []
    }

    /// The trip with this id.
    package func trip(_ id: TripID) -> Trip? { trips.first { $0.id == id } }

    /// Everything added up.
    package var totals: TripTotals { months.reduce(TripTotals()) { $0 + $1.totals } }

    /// A calendar year added up.
    package func totals(year: Int) -> TripTotals {
        let prefix = LocalYear.prefix(year)
        return months.reduce(TripTotals()) { $1.month.hasPrefix(prefix) ? $0 + $1.totals : $0 }
    }

    /// A month added up; nothing for a month without trips.
    package func totals(month: String) -> TripTotals {
        months.first { $0.month == month }?.totals ?? TripTotals()
    }
}

/// A month that was closed, and what is not as it was then.
package struct ClosedMonth: Sendable, Hashable {
    /// The number of the closing's entry; of the last one, when the month was closed again.
    package internal(set) var entry: Int64
    /// When it was closed for the first time, microseconds since 1970: what came later is late.
    package internal(set) var closed: Int64
    package internal(set) var actor: String
    /// Trips that are not as they were sealed, that came later, and that are gone; each sorted by id.
    package internal(set) var changed: [TripID]
    package internal(set) var added: [TripID]
    package internal(set) var missing: [TripID]

    /// Whether every trip is as it was sealed.
    package var isIntact: Bool { changed.isEmpty && added.isEmpty && missing.isEmpty }
}

enum LocalYear {
    /// What the months of a year begin with.
    static func prefix(_ year: Int) -> String {
        let text = String(year)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text + "-"
    }
}
