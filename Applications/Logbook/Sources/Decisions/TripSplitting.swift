// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// One trip that is two: a stop in it was more than that.
package struct TripSplitting: Sendable, Hashable {
    package var reference: TripReference
    /// When the first part ended and the second began, microseconds since 1970.
    package var cut: Int64
    /// The id of the second part; the first keeps the trip's.
    package var second: TripID
    /// Why; may be empty.
    package var reason: String

    package init(_ reference: TripReference, cut: Int64, second: TripID, reason: String) {
        self.reference = reference
        self.cut = cut
        self.second = second
        self.reason = reason
    }

    /// - Throws: `LogbookError` with `invalid` when the cut is not within the trip, `conflict` when it was voided.
    package init(of trip: Trip, cut: Int64, second: TripID, reason: String) throws(LogbookError) {
        guard !trip.isVoided else {
            throw LogbookError(.conflict, "The trip \(trip.id) was voided and cannot be split any more.")
        }
        guard trip.start.instant < cut, cut < trip.end.instant else {
            throw LogbookError(.invalid, "The trip \(trip.id) does not go on at that time; choose one within it.")
        }
        self.init(TripReference(trip), cut: cut, second: second, reason: reason)
        try validate()
    }

    /// The payload of a `logbook.split` entry.
    package var json: JSON {
        var members = reference.members
        members.add("cut", .instant(cut))
        members.add("second", second.text)
        members.add("reason", reason)
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The splitting of a trip", json)
        self.init(
            try TripReference(fields), cut: try fields.neededInstant("cut"),
            second: TripID(try fields.neededText("second")), reason: try fields.text("reason"))
        try validate()
    }

    /// - Throws: `LogbookError` with `invalid`.
    package func validate() throws(LogbookError) {
        try SetupLimits.check(second.text, "The second trip's id", most: 80, isNeeded: true)
        try SetupLimits.check(reason, "The reason", most: SetupLimits.reasonLength, isLong: true)
        guard second != reference.trip else {
            throw LogbookError(.invalid, "Both parts of the trip would have one id; choose another cut.")
        }
    }
}
