// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// The cars of an account, and what makes them say something, for the contract of reading cars.
public struct KnownVehicles: Sendable {
    /// Something that a car can be asked.
    public enum Fact: String, Sendable, CaseIterable {
        case odometer, position, activity, charge, range, plug, chargingPower, chargingTimeLeft
    }

    /// The cars of the account in the order of the service; two or more.
    public let cars: [VehicleDescription]
    /// An id that no car of the account has.
    public let missing: String
    /// What the service can tell of a car at all.
    public let tells: Set<Fact>
    /// The step in which the service tells an odometer and a range: one metre, or a whole kilometre.
    public let step: Distance
    /// Makes a car say this and nothing else; with `nil` it is as if it had said nothing yet.
    public let say: @Sendable (_ car: String, _ said: VehicleStatus?) async throws -> Void

    /// Describes an account.
    public init(
        cars: [VehicleDescription], missing: String, tells: Set<Fact> = Set(Fact.allCases),
        step: Distance = Distance(metres: 1),
        say: @escaping @Sendable (_ car: String, _ said: VehicleStatus?) async throws -> Void
    ) {
        self.cars = cars
        self.missing = missing
        self.tells = tells
        self.step = step
        self.say = say
    }
}

/// A reader of cars that is no integration, as one that tests are written with, for its contract.
public struct VehicleReadingSubject: Sendable {
    /// What reads.
    public let reader: any VehicleReading
    /// Its clock.
    public let clock: any Timekeeping
    /// The cars that it reads.
    public let vehicles: KnownVehicles

    /// Describes a reader.
    public init(_ reader: any VehicleReading, clock: any Timekeeping, vehicles: KnownVehicles) {
        self.reader = reader
        self.clock = clock
        self.vehicles = vehicles
    }
}
