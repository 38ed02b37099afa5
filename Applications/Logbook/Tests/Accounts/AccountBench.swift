// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardJobs
import Testing

@testable import Logbook

/// A vehicle with trips told in a few words, for tests of its account.
struct AccountBench {
    var input: AccountInput
    private(set) var entry: Int64 = 0

    /// Near the places of the same names.
    static let home: Position? = Position(latitude: 52, longitude: 5)
    static let office: Position? = Position(latitude: 52.1, longitude: 5.1)
    static let nowhere: Position? = Position(latitude: 52.7, longitude: 5.7)

    init(_ country: Vehicle.Country = .netherlands) throws {
        var vehicle = VehicleSetupTests.vehicle(country)
        vehicle.odometerAtStart = nil
        var setup = DriverSetup()
        setup.add(.place(try DriverSetupTests.place("Home", 52, 5, .home)), entry: 0, instant: 0)
        setup.add(.place(try DriverSetupTests.place("Office", 52.1, 5.1, .work)), entry: 1, instant: 0)
        input = AccountInput(
            vehicle: VehicleSetup(vehicle), found: [], setup: ["anna": setup],
            asOf: try #require(EntryTime.instant("2026-06-01T00:00:00Z")))
    }

    static func instant(_ text: String) throws -> Int64 { try #require(EntryTime.instant(text + ":00Z")) }

    /// A trip of so many minutes from an instant (`2026-01-12T07:30`, UTC).
    @discardableResult
    mutating func drive(
        _ start: String, minutes: Int64 = 30, metres: Int64 = 20_000, _ from: Position? = Self.nowhere,
        _ to: Position? = Self.nowhere
    ) throws -> FoundTrip {
        let instant = try Self.instant(start)
        var trip = FoundTrip(
            id: TripID(start: instant, vehicle: "k3f9x2m7qa"), start: instant, end: instant + minutes * 60_000_000)
        trip.from = from
        trip.to = to
        trip.trailDistance = Distance(metres: metres)
        trip.ending = .parked
        if let from, let to {
            trip.trail = [
                TrailPoint(instant: trip.start, position: from), TrailPoint(instant: trip.end, position: to),
            ]
        }
        input.found.append(trip)
        return trip
    }

    mutating func read(_ time: String, metres: Int64, device: String = "car") throws {
        input.readings.append(
            OdometerReading(instant: try Self.instant(time), value: Distance(metres: metres), device: device))
    }

    mutating func decide(_ time: String, by actor: String = "anna", _ act: TripDecision.Act) throws {
        input.decisions.append(TripDecision(entry: entry, instant: try Self.instant(time), actor: actor, act))
        entry += 1
    }

    /// Corrects a trip as it is now.
    mutating func correct(
        _ time: String, _ trip: TripID, _ values: [TripField: TripValue], reason: String = ""
    ) throws {
        let now = try #require(try view.trip(trip))
        try decide(time, .correct(try TripCorrection(of: now, to: values, reason: reason)))
    }

    mutating func close(_ time: String, _ month: String) throws {
        let closing = try view.closing(of: month, asOf: try Self.instant(time))
        try decide(time, .close(closing))
    }

    var view: AccountView { get throws { try Account.make(input) } }
}
