// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// A table of a report: its columns and, row by row, what stands in them.
package struct ReportSection: Sendable, Hashable {
    /// As `trips` or `business`.
    package let id: String
    package let title: String
    package let columns: [Column]
    package internal(set) var rows: [ReportRow]

    package struct Column: Sendable, Hashable {
        /// As `odometer_start`.
        package let id: String
        package let title: String
        /// What the title means, where it is not in the report's language.
        package let meaning: String?
        let kind: ReportColumn
        /// The field that changes it, as histories call it.
        var field: String { TripField.allCases.first { ReportColumn($0) == kind }?.rawValue ?? id }
    }
}

/// A row of a report.
package struct ReportRow: Sendable, Hashable {
    package let kind: Kind
    /// Trips are numbered through the office's year without holes, voided ones too; gaps have no number.
    package let number: Int?
    package let trip: TripID?
    /// One for each column of the section.
    package let cells: [ReportCell]
    /// What was changed, oldest first.
    package let changes: [ReportChange]

    package enum Kind: String, Sendable, Hashable {
        case trip
        /// A trip that counts nowhere any more.
        case voided
        /// Kilometres of no trip.
        case gap
    }
}

/// What stands in one place of a report.
package struct ReportCell: Sendable, Hashable {
    package let value: ReportValue
    /// What stood there before the first change; `nil` when nothing was changed.
    package let original: String?

    init(_ value: ReportValue, original: String? = nil) {
        self.value = value
        self.original = original
    }
}

/// A value before it is written in some language and unit.
package enum ReportValue: Sendable, Hashable {
    /// Unknown, or not asked for this kind of trip.
    case none
    /// Kept from this reader.
    case hidden
    case number(Int)
    case date(LocalDay)
    /// From one day to another.
    case days(LocalDay, LocalDay)
    /// Minutes after midnight on the wall; `nextDay` when that is a later day than the row's.
    case time(Int, nextDay: Bool)
    /// A day and minutes after its midnight.
    case moment(LocalDay, Int)
    case distance(Distance)
    /// The usual way, and how much longer the one driven was, in tenths of a percent.
    case deviation(usual: Distance, tenths: Int64)
    case use(Trip.Use)
    case source(Trip.Measure.Source)
    case text(String)
}

/// A change of a trip, as the document shows it beside what it changed.
package struct ReportChange: Sendable, Hashable {
    /// The entry's number in the vehicle's book.
    package let entry: Int64
    package let field: String
    /// `nil` when it is kept from this reader.
    package let old: String?
    package let new: String?
    package let reason: String?
    package let who: String
    package let day: LocalDay
    /// Minutes after midnight.
    package let minute: Int
    /// Whether it came after the country's window, or after the month was sealed.
    package let isLate: Bool
}
