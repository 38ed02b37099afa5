// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration

extension VehicleReadingContract {
    /// A status in which everything is said; `age` is how many seconds ago the car measured it.
    static func full(
        _ subject: VehicleReadingSubject, _ activity: VehicleStatus.Activity, age: Double = 30
    ) -> VehicleStatus {
        let now = subject.clock.now
        let isCharging = activity == .charging
        return VehicleStatus(
            capturedAt: now.addingTimeInterval(-age), fetchedAt: now, odometer: Distance(metres: 48_123_000),
            position: Position(latitude: 52.0907, longitude: 5.1214), activity: activity, charge: 63,
            range: Distance(metres: 287_000), isPluggedIn: isCharging, chargingPower: isCharging ? 11 : 0,
            chargingTimeLeft: isCharging ? .seconds(5400) : nil)
    }

    /// Makes the first car say this, and reads it.
    static func said(_ subject: VehicleReadingSubject, _ status: VehicleStatus) async throws -> VehicleStatus {
        let id = subject.vehicles.cars[0].id
        try await subject.vehicles.say(id, status)
        return try await subject.reader.status(of: id)
    }

    /// One fact of a status, and nothing else.
    static func said(only fact: KnownVehicles.Fact, of full: VehicleStatus, _ now: Date) -> VehicleStatus {
        VehicleStatus(
            capturedAt: full.capturedAt, fetchedAt: now, odometer: fact == .odometer ? full.odometer : nil,
            position: fact == .position ? full.position : nil, activity: fact == .activity ? full.activity : nil,
            charge: fact == .charge ? full.charge : nil, range: fact == .range ? full.range : nil,
            isPluggedIn: fact == .plug ? full.isPluggedIn : nil,
            chargingPower: fact == .chargingPower ? full.chargingPower : nil,
            chargingTimeLeft: fact == .chargingTimeLeft ? full.chargingTimeLeft : nil)
    }

    /// Checks that what was found is what was said, as far as the service can tell it.
    static func compare(_ found: VehicleStatus, _ said: VehicleStatus, _ vehicles: KnownVehicles) throws {
        func same<Value>(
            _ fact: KnownVehicles.Fact, _ found: Value?, _ said: Value?, _ isSame: (Value, Value) -> Bool
        ) throws {
            let said = vehicles.tells.contains(fact) ? said : nil
            let isRight =
                switch (found, said) {
                case (nil, nil): true
                case (let found?, let said?): isSame(found, said)
                default: false
                }
            let (shown, wanted) = (found.map { "\($0)" } ?? "missing", said.map { "\($0)" } ?? "missing")
            try expect(isRight, "The \(fact.rawValue) is \(shown), not \(wanted).")
        }
        let step = vehicles.step.metres
        try same(.odometer, found.odometer, said.odometer) { abs(($0 - $1).metres) < step }
        try same(.position, found.position, said.position) { Course.metres($0, $1) < 10 }
        try same(.activity, found.activity, said.activity, ==)
        try same(.charge, found.charge, said.charge) { abs($0 - $1) < 1 }
        try same(.range, found.range, said.range) { abs(($0 - $1).metres) < step }
        try same(.plug, found.isPluggedIn, said.isPluggedIn, ==)
        try same(.chargingPower, found.chargingPower, said.chargingPower) { abs($0 - $1) < 0.1 }
        try same(.chargingTimeLeft, found.chargingTimeLeft, said.chargingTimeLeft) { abs(($0 - $1) / .seconds(1)) < 60 }
    }
}
