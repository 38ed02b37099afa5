// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// Asks a car, or its maker's service, how it is.
public protocol VehicleReading: Sendable {
    /// The cars of the account, in a stable order.
    /// - Throws: `IntegrationError`.
    func vehicles() async throws -> [VehicleDescription]

    /// What is known of a car. A car that sleeps or has sent nothing yet gives a status in which things are missing;
    /// that is not an error. What the car said is given as it said it, an odometer that shows less than before too.
    /// Reading does not wake the car.
    /// - Parameter id: an id from ``vehicles()``.
    /// - Throws: `IntegrationError`; `notFound` for a car that the account does not have.
    func status(of id: String) async throws -> VehicleStatus
}

/// A car of an account.
public struct VehicleDescription: Sendable, Hashable {
    /// The service's own name for it.
    public let id: String
    /// What its owner calls it, or make and type.
    public let name: String
    /// Vehicle identification number, when the service tells it.
    public let vin: String?

    /// Makes a description.
    public init(id: String, name: String, vin: String? = nil) {
        self.id = id
        self.name = name
        self.vin = vin
    }
}

/// What a car said at one time. What it did not say is `nil`: missing is not zero, and unknown is not parked.
public struct VehicleStatus: Sendable, Hashable {
    /// What the car does.
    public enum Activity: String, Sendable, Hashable, CaseIterable {
        /// It stands.
        case parked
        /// It moves, or is ready to.
        case driving
        /// It stands and charges.
        case charging
    }

    /// When the car measured this, by the service; when the car has sent nothing yet, the time of reading.
    public let capturedAt: Date
    /// When it was read from the service, by this machine's clock.
    public let fetchedAt: Date
    /// What the odometer shows; never negative.
    public let odometer: Distance?
    /// Where the car is.
    public let position: Position?
    /// What it does; `nil` when the service does not know.
    public let activity: Activity?
    /// Charge of the battery in percent, 0 to 100.
    public let charge: Double?
    /// How far it can go; never negative.
    public let range: Distance?
    /// Whether a charging cable is in.
    public let isPluggedIn: Bool?
    /// Power with which it is charging, in kilowatts; never negative.
    public let chargingPower: Double?
    /// How long it still has to charge, as the car reckons; never negative.
    public let chargingTimeLeft: Duration?

    /// Makes a status. A number that no car can mean (a negative odometer, a charge of 127 %, NaN) counts as missing.
    public init(
        capturedAt: Date, fetchedAt: Date, odometer: Distance? = nil, position: Position? = nil,
        activity: Activity? = nil, charge: Double? = nil, range: Distance? = nil, isPluggedIn: Bool? = nil,
        chargingPower: Double? = nil, chargingTimeLeft: Duration? = nil
    ) {
        func some<Number: Comparable>(_ number: Number?, _ range: PartialRangeFrom<Number>) -> Number? {
            number.flatMap { range.contains($0) ? $0 : nil }
        }
        self.capturedAt = capturedAt
        self.fetchedAt = fetchedAt
        self.odometer = some(odometer, .zero...)
        self.position = position
        self.activity = activity
        self.charge = charge.flatMap { (0...100).contains($0) ? $0 : nil }
        self.range = some(range, .zero...)
        self.isPluggedIn = isPluggedIn
        self.chargingPower = chargingPower.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
        self.chargingTimeLeft = some(chargingTimeLeft, .zero...)
    }
}
