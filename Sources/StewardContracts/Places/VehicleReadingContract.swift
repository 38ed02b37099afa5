// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

/// What every integration that reads cars promises on top of ``IntegrationContract``, and every other reader too.
///
/// The subject's ``IntegrationSubject/vehicles`` name the simulator's cars.
public enum VehicleReadingContract {
    /// Every rule for an integration, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        promises.map { promise in
            Rule(promise.name, promise.summary) { subject in
                guard let reader = try subject.make(over: subject.transport) as? any VehicleReading else {
                    throw RuleViolation("\(subject.type) does not conform to VehicleReading.")
                }
                guard let vehicles = subject.vehicles else { throw RuleViolation("The subject names no vehicles.") }
                try await promise.body(VehicleReadingSubject(reader, clock: subject.clock, vehicles: vehicles))
            }
        }
    }

    /// The same rules for a reader that is no integration.
    public static var readerRules: [Rule<VehicleReadingSubject>] {
        promises.map { Rule($0.name, $0.summary, $0.body) }
    }

    private struct Promise: Sendable {
        let name: String
        let summary: String
        let body: @Sendable (VehicleReadingSubject) async throws -> Void

        init(
            _ name: String, _ summary: String, _ body: @escaping @Sendable (VehicleReadingSubject) async throws -> Void
        ) {
            self.name = name
            self.summary = summary
            self.body = body
        }
    }

    private static var promises: [Promise] {
        [listed, unknownCar, asSaid, missing, zero, nothingYet, timesApart, noOdometerHidden, carsApart]
    }

    private static let listed = Promise(
        "vehicles-are-listed", "The cars come in one order, each once, with a name and its identification number."
    ) { subject in
        let wanted = subject.vehicles.cars
        try expect(wanted.count >= 2, "The subject names fewer than two cars.")
        for _ in 0..<2 {
            let found = try await subject.reader.vehicles()
            try expect(found.map(\.id) == wanted.map(\.id), "The cars are \(found.map(\.id)), not \(wanted.map(\.id)).")
            for (found, wanted) in zip(found, wanted) {
                try expect(!found.name.isEmpty, "The car \(found.id) has no name.")
                try expect(found.vin == wanted.vin, "The car \(found.id) has another identification number.")
            }
        }
    }

    private static let unknownCar = Promise(
        "vehicle-unknown-is-not-found", "A car that the account does not have is reported as notFound."
    ) { subject in
        var failure: (any Error)?
        do { _ = try await subject.reader.status(of: subject.vehicles.missing) } catch { failure = error }
        let code = (failure as? IntegrationError)?.code
        try expect(code == .notFound, "Expected notFound, found \(failure.shown).")
    }

    private static let asSaid = Promise(
        "vehicle-status-is-as-said", "Odometer, place, activity, charge, range and charging come as the car said them."
    ) { subject in
        for activity in VehicleStatus.Activity.allCases {
            let said = full(subject, activity)
            try compare(try await Self.said(subject, said), said, subject.vehicles)
        }
    }

    private static let missing = Promise(
        "vehicle-missing-is-not-zero", "What a car did not say is missing: not zero, not parked, not unplugged."
    ) { subject in
        let now = subject.clock.now
        for fact in KnownVehicles.Fact.allCases {
            let said = Self.said(only: fact, of: full(subject, .charging), now)
            try compare(try await Self.said(subject, said), said, subject.vehicles)
        }
    }

    private static let zero = Promise(
        "vehicle-zero-is-not-missing", "An empty battery and a new car's odometer are zero."
    ) { subject in
        let now = subject.clock.now
        let said = VehicleStatus(
            capturedAt: now, fetchedAt: now, odometer: .zero, activity: .parked, charge: 0, range: .zero,
            isPluggedIn: false, chargingPower: 0)
        try compare(try await Self.said(subject, said), said, subject.vehicles)
    }

    private static let nothingYet = Promise(
        "vehicle-that-said-nothing-has-a-status", "A car that has said nothing yet is no failure; all of it is missing."
    ) { subject in
        let id = subject.vehicles.cars[0].id
        try await subject.vehicles.say(id, nil)
        let found = try await subject.reader.status(of: id)
        let now = subject.clock.now
        try compare(found, VehicleStatus(capturedAt: now, fetchedAt: now), subject.vehicles)
    }

    private static let timesApart = Promise(
        "vehicle-times-are-apart", "When a car measured is the car's time, when it was read the reader's."
    ) { subject in
        let id = subject.vehicles.cars[0].id
        let said = full(subject, .parked, age: 3 * 3600)
        try await subject.vehicles.say(id, said)
        for _ in 0..<2 {
            let before = subject.clock.now
            let found = try await subject.reader.status(of: id)
            let apart = found.capturedAt.timeIntervalSince(said.capturedAt)
            try expect(abs(apart) < 1, "The car measured \(apart) s from when it says.")
            let isNow = found.fetchedAt >= before && found.fetchedAt <= subject.clock.now
            try expect(isNow, "It was read at \(found.fetchedAt), not between \(before) and \(subject.clock.now).")
            try await subject.clock.sleep(for: .seconds(600))
        }
    }

    private static let noOdometerHidden = Promise(
        "vehicle-odometer-is-not-mended", "An odometer that shows less than before is given as it is."
    ) { subject in
        for kilometres in [50_010.0, 50_005, 40_000, 50_011] {
            let now = subject.clock.now
            let said = VehicleStatus(
                capturedAt: now, fetchedAt: now, odometer: Distance(kilometres: kilometres), activity: .driving)
            try compare(try await Self.said(subject, said), said, subject.vehicles)
            try await subject.clock.sleep(for: .seconds(900))
        }
    }

    private static let carsApart = Promise(
        "vehicles-are-kept-apart", "What one car says is not taken for another's."
    ) { subject in
        let cars = subject.vehicles.cars
        var said: [VehicleStatus] = []
        for number in cars.indices {
            let odometer = Distance(metres: Int64(number + 1) * 10_000_000)
            let now = subject.clock.now
            said.append(VehicleStatus(capturedAt: now, fetchedAt: now, odometer: odometer, charge: Double(10 + number)))
            try await subject.vehicles.say(cars[number].id, said[number])
        }
        for number in cars.indices.reversed() {
            let found = try await subject.reader.status(of: cars[number].id)
            try compare(found, said[number], subject.vehicles)
        }
    }
}
