// SPDX-License-Identifier: Apache-2.0
package import StewardJobs

/// A kind of file that can be imported. What a file is, is seen from its beginning.
package enum ImportFormat: String, Sendable, Hashable, CaseIterable {
    /// Tracks of GPX 1.0 or 1.1.
    case gpx
    /// A table of points, trips or charging sessions.
    case csv
    /// Google's `Records.json`, or `Location History.json` before 2022.
    case googleRecords = "google-records"
    /// A month of Google's `Semantic Location History`.
    case googleSemantic = "google-semantic"
    /// `Timeline.json` of an Android phone or `location-history.json` of an iPhone, since 2024.
    case googleTimeline = "google-timeline"
    /// Trips as the compatible API lists them.
    case trips
}

/// What a file means that does not say it itself.
package struct ImportOptions: Sendable, Hashable {
    /// Which day `03/04/2026` is.
    package enum SlashDates: String, Sendable, Hashable, CaseIterable {
        case dayFirst = "day-first"
        case monthFirst = "month-first"
        /// Such a date is not taken.
        case refused
    }

    /// When the import was asked for, and by which device; empty for a person.
    package var receipt: Receipt
    /// The time zone of times without an offset, as `Europe/Amsterdam`.
    package var zone: LocalZone
    package var slashDates: SlashDates
    /// The unit of odometers and distances in columns that do not name one.
    package var unit: DistanceUnit

    package init(
        receipt: Receipt, zone: LocalZone, slashDates: SlashDates = .refused, unit: DistanceUnit = .kilometres
    ) {
        self.receipt = receipt
        self.zone = zone
        self.slashDates = slashDates
        self.unit = unit
    }
}
