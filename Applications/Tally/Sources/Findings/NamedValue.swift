// SPDX-License-Identifier: Apache-2.0

/// One value a finding rests on, with where it stands.
package struct NamedValue: Sendable, Hashable {
    /// What the value is; its labels are in `Label+Text.swift`.
    package enum Label: String, Sendable, Hashable, CaseIterable {
        case cell
        case sumOfRows = "sum-of-rows"
        case sumOfFields = "sum-of-fields"
        case sumOfStations = "sum-of-stations"
        case matchedSum = "matched-sum"
        case recordedSum = "recorded-sum"
        case recordedGood = "recorded-good"
        case formVotes = "form-votes"
        case feedVotes = "feed-votes"
        case otherBallot = "other-ballot"
        case otherReading = "other-reading"
        case otherDocument = "other-document"
        case printedNumber = "printed-number"
        case matchedNumber = "matched-number"
        case registerNumber = "register-number"
        case printedName = "printed-name"
        case registerName = "register-name"
        case count
        case registered
        case message
    }
    package var label: Label
    /// Which cell, candidate or party, when the label alone does not say it.
    package var cell: Cell?
    package var subject: String?
    /// A number, or else a text; both are absent when the cell holds no number.
    package var number: Int?
    package var text: String?
    package var source: Evidence

    package init(
        _ label: Label, cell: Cell? = nil, subject: String? = nil, number: Int? = nil, text: String? = nil,
        source: Evidence
    ) {
        self.label = label
        self.cell = cell
        self.subject = subject
        self.number = number
        self.text = text
        self.source = source
    }
}

/// Where a value stands.
package struct Evidence: Sendable, Hashable {
    /// The file, as `constituency/10_1.json`, or the feed's name.
    package var file: String
    /// SHA-256 of the file in lower-case hexadecimal, when known.
    package var sha256: String?
    /// The place in the file, as `summary_by_section.3.3`.
    package var place: String
    /// How complete the count was, on values of the feed.
    package var coverage: Coverage?

    package init(file: String, sha256: String? = nil, place: String, coverage: Coverage? = nil) {
        self.file = file
        self.sha256 = sha256
        self.place = place
        self.coverage = coverage
    }
}

/// How much of an area a figure covers, and when it was published.
package struct Coverage: Sendable, Hashable {
    /// The feed's own `last_update`.
    package var lastUpdate: String
    /// Stations counted and all stations of the area.
    package var stationsCounted: Int
    package var stations: Int

    package init(lastUpdate: String, stationsCounted: Int, stations: Int) {
        self.lastUpdate = lastUpdate
        self.stationsCounted = stationsCounted
        self.stations = stations
    }
    /// Stations counted in percent; `nil` when the number of stations is unknown.
    package var percent: Double? { stations > 0 ? Double(stationsCounted) / Double(stations) * 100 : nil }
}
