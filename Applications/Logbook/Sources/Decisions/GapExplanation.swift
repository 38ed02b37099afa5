// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// What a person says about kilometres that belong to no trip.
package struct GapExplanation: Sendable, Hashable {
    /// When the readings on both sides were taken, microseconds since 1970.
    package var before: Int64
    package var after: Int64
    /// The kilometres that are explained. A gap that grows afterwards is an open question again.
    package var distance: Distance
    package var explanation: String
    /// What they count as; `nil` leaves that open.
    package var use: Trip.Use?

    package init(before: Int64, after: Int64, distance: Distance, explanation: String, use: Trip.Use?) {
        self.before = before
        self.after = after
        self.distance = distance
        self.explanation = explanation
        self.use = use
    }

    /// - Throws: `LogbookError` with `invalid`.
    package init(of gap: Gap, explanation: String, use: Trip.Use?) throws(LogbookError) {
        self.init(
            before: gap.before.instant, after: gap.after.instant, distance: gap.distance, explanation: explanation,
            use: use)
        try validate()
    }

    /// The payload of a `logbook.gap` entry.
    package var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("after", .instant(after)), JSON.Member("before", .instant(before)),
            JSON.Member("distance", .kilometres(distance)), JSON.Member("explanation", .string(explanation)),
        ]
        members.add("use", use?.rawValue ?? "")
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The explanation of a gap", json)
        guard let distance = try fields.kilometres("distance") else {
            throw LogbookError(.invalid, "The explanation of a gap names no distance; add its kilometres.")
        }
        self.init(
            before: try fields.neededInstant("before"), after: try fields.neededInstant("after"), distance: distance,
            explanation: try fields.text("explanation"), use: try fields.choice("use", Trip.Use.self))
        try validate()
    }

    /// - Throws: `LogbookError` with `invalid`.
    package func validate() throws(LogbookError) {
        try SetupLimits.check(
            explanation, "The explanation of a gap", most: SetupLimits.noteLength, isNeeded: true, isLong: true)
        guard before <= after, (Distance.zero...SetupLimits.odometer).contains(distance) else {
            throw LogbookError(.invalid, "The explained gap ends before it begins, or is negative; choose it again.")
        }
        guard use != .mixed else {
            throw LogbookError(.invalid, "A gap cannot be mixed; say what most of it was, or enter the trips.")
        }
    }
}
