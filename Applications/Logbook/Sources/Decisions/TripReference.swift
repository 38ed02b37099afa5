// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Which trip a decision is about: its id when the decision was made, and an instant within it. When late arrivals move
/// a trip's start, and so its id, the decision still belongs to the trip that holds the instant.
package struct TripReference: Sendable, Hashable {
    package var trip: TripID
    /// Microseconds since 1970.
    package var at: Int64

    package init(_ trip: TripID, at: Int64) {
        self.trip = trip
        self.at = at
    }

    /// Refers to a trip by the middle of it, which late arrivals move least.
    package init(_ trip: Trip) {
        self.init(trip.id, at: trip.start.instant + (trip.end.instant - trip.start.instant) / 2)
    }

    var members: [JSON.Member] { [JSON.Member("at", .instant(at)), JSON.Member("trip", .string(trip.text))] }

    init(_ fields: EntryFields) throws(LogbookError) {
        self.init(TripID(try fields.neededText("trip")), at: try fields.neededInstant("at"))
        try SetupLimits.check(trip.text, "The trip's id", most: 80, isNeeded: true)
    }
}
