// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// Everything from which the account of a vehicle follows.
package struct AccountInput: Sendable {
    package var vehicle: VehicleSetup
    /// What the observations tell, in any order.
    package var found: [FoundTrip]
    /// What people said about the vehicle's trips, in any order.
    package var decisions: [TripDecision]
    /// The setup of each driver, by account. A driver without one gets the owner's.
    package var setup: [String: DriverSetup]
    /// What services answered, in any order; of one trip the later entry counts.
    package var measured: [TripMeasurement]
    /// Every odometer reading of the vehicle, in any order; what people enter with trips comes on top.
    package var readings: [OdometerReading]
    /// When the server first knew of a found trip, and who drove it; without an entry, its end and the owner.
    package var known: [TripID: Known]
    /// Now, in microseconds since 1970.
    package var asOf: Int64

    package struct Known: Sendable, Hashable {
        package var recorded: Int64
        /// Empty for the vehicle's owner.
        package var driver: String

        package init(recorded: Int64, driver: String = "") {
            self.recorded = recorded
            self.driver = driver
        }
    }

    package init(
        vehicle: VehicleSetup, found: [FoundTrip], decisions: [TripDecision] = [], setup: [String: DriverSetup] = [:],
        measured: [TripMeasurement] = [], readings: [OdometerReading] = [], known: [TripID: Known] = [:], asOf: Int64
    ) {
        self.vehicle = vehicle
        self.found = found
        self.decisions = decisions
        self.setup = setup
        self.measured = measured
        self.readings = readings
        self.known = known
        self.asOf = asOf
    }
}

/// What services answered about a trip. What is missing was not asked, or nobody knew.
package struct TripMeasurement: Sendable, Hashable {
    /// The entry's number in the vehicle's book.
    package var entry: Int64
    package var reference: TripReference
    /// The shortest way by road between its ends.
    package var route: Distance?
    /// The way along roads that its fixes were matched to.
    package var matched: Distance?
    /// How far ``matched`` may be off.
    package var uncertainty: Distance
    package var from: StreetAddress?
    package var to: StreetAddress?

    package init(
        entry: Int64, reference: TripReference, route: Distance? = nil, matched: Distance? = nil,
        uncertainty: Distance = .zero, from: StreetAddress? = nil, to: StreetAddress? = nil
    ) {
        self.entry = entry
        self.reference = reference
        self.route = route
        self.matched = matched
        self.uncertainty = uncertainty
        self.from = from
        self.to = to
    }
}
