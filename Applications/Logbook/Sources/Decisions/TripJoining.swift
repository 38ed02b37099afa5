// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Two or more trips that are one. The first gives the joined trip its id; of the others only the ends are lost.
package struct TripJoining: Sendable, Hashable {
    /// Two to twenty, in the order of their instants.
    package var trips: [TripReference]
    /// Why; may be empty.
    package var reason: String

    package init(_ trips: [TripReference], reason: String) {
        self.trips = trips.sorted { ($0.at, $0.trip) < ($1.at, $1.trip) }
        self.reason = reason
    }

    /// The payload of a `logbook.join` entry: the first trip, and the others in `with`.
    package var json: JSON {
        var members = trips.first?.members ?? []
        members.add("with", .array(trips.dropFirst().map { .object($0.members) }))
        members.add("reason", reason)
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The joining of trips", json)
        var trips = [try TripReference(fields)]
        for other in try fields.list("with") {
            trips.append(try TripReference(try EntryFields("The joining of trips", other)))
        }
        self.init(trips, reason: try fields.text("reason"))
        try validate()
    }

    /// - Throws: `LogbookError` with `invalid`.
    package func validate() throws(LogbookError) {
        guard (2...20).contains(trips.count), Set(trips.map(\.trip)).count == trips.count else {
            throw LogbookError(.invalid, "Two to twenty different trips can be joined; choose them again.")
        }
        try SetupLimits.check(reason, "The reason", most: SetupLimits.reasonLength, isLong: true)
    }

    /// Joins trips that follow each other.
    /// - Parameter all: the vehicle's trips, in the order of their starts.
    /// - Throws: `LogbookError` with `invalid` when another trip lies between, `notFound` for a trip that is not there.
    package init(_ ids: [TripID], of all: [Trip], reason: String) throws(LogbookError) {
        let counted = all.filter { !$0.isVoided }
        let places = counted.indices.filter { ids.contains(counted[$0].id) }
        guard places.count == Set(ids).count, let first = places.first, let last = places.last else {
            throw LogbookError(.notFound, "One of the trips is not there, or was voided.")
        }
        guard last - first == places.count - 1 else {
            throw LogbookError(.invalid, "Another trip lies between the trips; join that one too, or void it first.")
        }
        self.init(places.map { TripReference(counted[$0]) }, reason: reason)
        try validate()
    }
}
