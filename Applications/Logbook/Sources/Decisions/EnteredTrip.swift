// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// A trip that no device found: entered by hand, taken from a file, or moved here from another vehicle's book.
package struct EnteredTrip: Sendable, Hashable {
    package var id: TripID
    package var origin: Trip.Origin
    /// Microseconds since 1970.
    package var start: Int64
    package var end: Int64
    package var from: Place
    package var to: Place
    /// `nil` when both odometers are given: then it is their difference; and when a trip that nothing tells the
    /// distance of was moved here.
    package var distance: Distance?
    /// `nil` leaves it to the rules.
    package var use: Trip.Use?
    package var detour: Distance
    package var purpose: String
    package var partner: String
    package var project: String
    package var notes: String
    /// The account of who drove; empty for the vehicle's owner.
    package var driver: String
    package var trail: [TrailPoint]
    /// Whose trip it was before it was moved here.
    package var moved: Source?

    /// An end as a person knows it. Everything may be missing.
    package struct Place: Sendable, Hashable {
        package var position: Position?
        package var address: StreetAddress?
        package var odometer: Distance?

        package init(position: Position? = nil, address: StreetAddress? = nil, odometer: Distance? = nil) {
            self.position = position
            self.address = address
            self.odometer = odometer
        }
    }

    /// A trip in another vehicle's book.
    package struct Source: Sendable, Hashable {
        package var vehicle: String
        package var trip: TripID

        package init(vehicle: String, trip: TripID) {
            self.vehicle = vehicle
            self.trip = trip
        }
    }

    package init(id: TripID, origin: Trip.Origin = .entered, start: Int64, end: Int64) {
        self.id = id
        self.origin = origin
        self.start = start
        self.end = end
        from = Place()
        to = Place()
        detour = .zero
        purpose = ""
        partner = ""
        project = ""
        notes = ""
        driver = ""
        trail = []
    }

    /// A trip as it is to stand in another vehicle's book. Odometers stay behind: they were the first vehicle's. How it
    /// counts goes with it only when a person said so.
    package init(moving trip: Trip, id: TripID) {
        self.init(id: id, start: trip.start.instant, end: trip.end.instant)
        from = Place(position: trip.start.position, address: trip.start.address)
        to = Place(position: trip.end.position, address: trip.end.address)
        let best = trip.measures.first { $0.source != .odometer && $0.source != .calibrated } ?? trip.distance
        distance = best.known
        if trip.reason.rule == Trip.Reason.person {
            use = trip.use
            detour = trip.detour
        }
        purpose = trip.purpose
        partner = trip.partner
        project = trip.project
        notes = trip.notes
        driver = trip.driver
        trail = trip.trail
        moved = Source(vehicle: trip.vehicle, trip: trip.id)
    }

    /// What is known of its length.
    package var length: Distance? {
        if let distance { return distance }
        guard let before = from.odometer, let after = to.odometer, after >= before else { return nil }
        return after - before
    }
}

extension Trip.Reason {
    /// The ``rule`` of a trip of which a person said what it counts as.
    package static let person = "person"
    /// The ``rule`` of a trip that no rule decided.
    package static let none = "none"
}
