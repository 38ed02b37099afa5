// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// What an employer sees of a vehicle: business trips and commutes whole, of private ones the day and the kilometres.
/// Every trip's digest is there, so that the driver's account can be held against this one.
package struct EmployerView: Sendable, Hashable {
    /// In the order of their starts. Voided private trips are left out.
    package let trips: [Row]
    package let gaps: [GapRow]
    package let months: [AccountView.Month]

    package struct Row: Sendable, Hashable {
        /// The local day on which it began.
        package let day: LocalDay
        package let use: Trip.Use
        /// `nil` where nothing tells it.
        package let distance: Distance?
        package let business: Distance
        package let commute: Distance
        package let personal: Distance
        /// SHA-256 over the canonical JSON of the whole trip, in hex.
        package let digest: String
        /// The trip; `nil` for private ones. Of mixed ones without the way, which tells the detour.
        package let details: Trip?
    }

    /// Kilometres of no trip. When exactly the odometer was read would tell when somebody drove.
    package struct GapRow: Sendable, Hashable {
        /// The local days of the readings on both sides.
        package let from: LocalDay
        package let until: LocalDay
        package let before: Distance
        package let after: Distance
        package let distance: Distance
        /// Empty for private ones.
        package let explanation: String
        package let use: Trip.Use?
    }

    package init(_ view: AccountView) {
        let clock = LocalClock.named(view.vehicle.zone)
        let day = { clock?.day(at: $0) ?? LocalDay(number: 0) }
        trips = view.trips.compactMap { trip in
            let isPrivate = Self.isPrivate(trip)
            if isPrivate, trip.isVoided { return nil }
            return Row(
                day: day(trip.start.instant), use: trip.use,
                distance: trip.distance.known, business: trip.business, commute: trip.commute,
                personal: trip.personal, digest: trip.digest, details: isPrivate ? nil : Self.open(trip))
        }
        gaps = view.gaps.map { gap in
            GapRow(
                from: day(gap.before.instant), until: day(gap.after.instant), before: gap.before.value,
                after: gap.after.value, distance: gap.distance,
                explanation: gap.use == .personal ? "" : gap.explanation, use: gap.use)
        }
        months = view.months
    }

    private static func isPrivate(_ trip: Trip) -> Bool { trip.use == .personal }

    /// Without what only the driver needs to know: where a detour went, when the odometer was read, which other trips
    /// it was cut from or joined with, and what it was while it was private.
    private static func open(_ trip: Trip) -> Trip {
        var trip = trip
        if trip.detour > .zero { trip.trail = [] }
        trip.start.odometer?.measured = nil
        trip.end.odometer?.measured = nil
        for place in trip.history.indices where ["join", "split"].contains(trip.history[place].field) {
            trip.history[place].old = ""
            trip.history[place].new = ""
        }
        if let opened = trip.history.lastIndex(where: { $0.field == "use" && $0.old == Trip.Use.personal.rawValue }) {
            for place in trip.history.indices where place <= opened && trip.history[place].field != "use" {
                trip.history[place].old = ""
                trip.history[place].new = ""
                trip.history[place].reason = ""
            }
        }
        return trip
    }

    /// The view as a value.
    package var json: JSON {
        let rows = trips.map { row -> JSON in
            var members: [JSON.Member] = [
                JSON.Member("business", .kilometres(row.business)), JSON.Member("commute", .kilometres(row.commute)),
                JSON.Member("date", .string(row.day.description)), JSON.Member("digest", .string(row.digest)),
                JSON.Member("distance", row.distance.map(JSON.kilometres) ?? .null),
                JSON.Member("private", .kilometres(row.personal)),
                JSON.Member("use", .string(row.use.rawValue)),
            ]
            members.add("trip", row.details?.json)
            return .object(members)
        }
        return JSON.object([
            JSON.Member("gaps", .array(gaps.map(\.json))), JSON.Member("trips", .array(rows)),
        ]).canonical
    }
}

extension EmployerView.GapRow {
    var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("after_odometer", .kilometres(after)), JSON.Member("before_odometer", .kilometres(before)),
            JSON.Member("distance", .kilometres(distance)), JSON.Member("from", .string(from.description)),
            JSON.Member("until", .string(until.description)),
        ]
        members.add("explanation", explanation)
        members.add("use", use?.rawValue ?? "")
        return .object(members)
    }
}
