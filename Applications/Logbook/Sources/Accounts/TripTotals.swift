// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Kilometres of some trips and gaps, added up. Voided trips count nowhere.
package struct TripTotals: Sendable, Hashable {
    /// How many trips.
    package var trips: Int
    /// The trips' distance; the three uses add up to it.
    package var distance: Distance
    package var business: Distance
    package var commute: Distance
    package var personal: Distance
    /// The part of ``personal`` that was driven as detours within other trips.
    package var detour: Distance
    /// Kilometres of gaps that somebody explained, by what they count as.
    package var explained: Explained
    /// Kilometres of gaps that nobody gave a use.
    package var unexplained: Distance

    package struct Explained: Sendable, Hashable {
        package var business = Distance.zero
        package var commute = Distance.zero
        package var personal = Distance.zero

        package init() {}
    }

    package init() {
        trips = 0
        (distance, business, commute, personal) = (.zero, .zero, .zero, .zero)
        (detour, unexplained) = (.zero, .zero)
        explained = Explained()
    }

    /// Everything that the odometer turned: trips and gaps.
    package var driven: Distance {
        distance + explainedGaps + unexplained
    }

    package mutating func add(_ trip: Trip) {
        guard !trip.isVoided else { return }
        trips += 1
        distance += trip.distance.distance
        business += trip.business
        commute += trip.commute
        personal += trip.personal
        detour += trip.detour
    }

    package mutating func add(_ gap: Gap) {
        switch gap.use {
        case .business: explained.business += gap.distance
        case .commute: explained.commute += gap.distance
        case .personal: explained.personal += gap.distance
        case .mixed, nil: unexplained += gap.distance
        }
    }

    package static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.trips += right.trips
        sum.distance += right.distance
        sum.business += right.business
        sum.commute += right.commute
        sum.personal += right.personal
        sum.detour += right.detour
        sum.explained.business += right.explained.business
        sum.explained.commute += right.explained.commute
        sum.explained.personal += right.explained.personal
        sum.unexplained += right.unexplained
        return sum
    }
}

extension TripTotals {
    /// In kilometres.
    package var json: JSON {
        JSON.object([
            JSON.Member("business", .kilometres(business)), JSON.Member("commute", .kilometres(commute)),
            JSON.Member("detour", .kilometres(detour)), JSON.Member("distance", .kilometres(distance)),
            JSON.Member("gaps_business", .kilometres(explained.business)),
            JSON.Member("gaps_commute", .kilometres(explained.commute)),
            JSON.Member("gaps_private", .kilometres(explained.personal)),
            JSON.Member("gaps_unexplained", .kilometres(unexplained)), JSON.Member("private", .kilometres(personal)),
            JSON.Member("trips", .integer(Int64(trips))),
        ]).canonical
    }

    init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The totals", json)
        self.init()
        trips = Int(clamping: try fields.integer("trips") ?? 0)
        distance = try fields.kilometres("distance") ?? .zero
        business = try fields.kilometres("business") ?? .zero
        commute = try fields.kilometres("commute") ?? .zero
        personal = try fields.kilometres("private") ?? .zero
        detour = try fields.kilometres("detour") ?? .zero
        explained.business = try fields.kilometres("gaps_business") ?? .zero
        explained.commute = try fields.kilometres("gaps_commute") ?? .zero
        explained.personal = try fields.kilometres("gaps_private") ?? .zero
        unexplained = try fields.kilometres("gaps_unexplained") ?? .zero
    }
}
