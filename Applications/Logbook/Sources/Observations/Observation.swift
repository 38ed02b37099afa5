// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// One thing that a device, a car or a person reported about a vehicle: what was so, and when.
///
/// Observations are the only thing from which trips are found. Their order of arrival, how many came at once and how
/// often they came makes no difference: they are put in the order of their instants, and equal ones count once.
package struct Observation: Sendable, Hashable {
    /// When it was so by the clock of whatever reported it, in microseconds since 1970 (UTC).
    package let instant: Int64
    /// Which device or service reported it: an id that stays the same, as `3f9k2` or `evcc`. Empty for a person.
    package let device: String
    /// What was so.
    package let fact: Fact

    package init(instant: Int64, device: String, fact: Fact) {
        self.instant = instant
        self.device = device
        self.fact = fact
    }

    /// What can be observed.
    package enum Fact: Sendable, Hashable {
        /// The device was somewhere.
        case fix(Fix)
        /// The phone joined the car (CarPlay, Bluetooth, a press on “start”), perhaps knowing where.
        case connected(Fix?)
        /// The phone left the car, or the driver pressed “stop”.
        case disconnected(Fix?)
        /// Somebody says that what is going on is no trip.
        case cancelled
        /// Somebody says that the trip has ended, wherever the car is.
        case finished
        /// What the car itself, a charger or a person at the odometer says.
        case car(CarReport)
    }
}

/// A measured position.
package struct Fix: Sendable, Hashable {
    package let position: Position
    /// Radius in metres within which the device believes itself to be; `nil` when it did not say.
    package let accuracy: Double?
    /// Metres a second; `nil` when unknown.
    package let speed: Double?
    /// Degrees from north, clockwise; `nil` when unknown.
    package let heading: Double?
    /// What the device thinks that its owner does; `nil` when it does not say.
    package let movement: Movement?

    package init(
        position: Position, accuracy: Double? = nil, speed: Double? = nil, heading: Double? = nil,
        movement: Movement? = nil
    ) {
        self.position = position
        self.accuracy = accuracy
        self.speed = speed
        self.heading = heading
        self.movement = movement
    }

    /// How a person moves, as phones guess it.
    package enum Movement: String, Sendable, Hashable, CaseIterable {
        case still, walking, running, cycling, driving
    }
}

/// What is known of the car at an instant. What is missing is unknown, never zero and never “parked”.
package struct CarReport: Sendable, Hashable {
    package let odometer: Distance?
    package let position: Position?
    package let activity: Activity?
    /// Percent, 0 to 100.
    package let charge: Double?
    package let range: Distance?
    /// When it was read from the service that told it, in microseconds since 1970; `nil` when it came from the car or
    /// the person directly.
    package let fetched: Int64?

    package init(
        odometer: Distance? = nil, position: Position? = nil, activity: Activity? = nil, charge: Double? = nil,
        range: Distance? = nil, fetched: Int64? = nil
    ) {
        self.odometer = odometer
        self.position = position
        self.activity = activity
        self.charge = charge
        self.range = range
        self.fetched = fetched
    }

    package enum Activity: String, Sendable, Hashable, CaseIterable {
        case parked, driving, charging
        /// Whether the car stands.
        package var stands: Bool { self != .driving }
    }
}
