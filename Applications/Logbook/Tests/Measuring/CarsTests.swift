// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardStore
import StewardTestKit
import Synchronization
import Testing

@testable import Logbook

@Suite struct CarsTests {
    @Test(arguments: TestDatabases.engines)
    func `a car is asked at its interval, and what is new is recorded with both times`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let car = AskedCar(clock: bench.clock)
            try await bench.logbook.connectCar("car-1", of: "maker", to: vehicle, account: "anna", every: 60_000_000)
            #expect(try await bench.logbook.askCars(car) == 1)
            #expect(try await bench.logbook.askCars(car) == 0)
            bench.clock.advance(by: 61)
            #expect(try await bench.logbook.askCars(car) == 0, "nothing changed")
            #expect(car.asked.withLock { $0 } == 2)
            car.odometer.withLock { $0 += 12_000 }
            bench.clock.advance(by: 61)
            #expect(try await bench.logbook.askCars(car) == 1)
            let seen = try await bench.observations(of: vehicle)
            let last = try #require(seen.last)
            #expect(seen.count == 2 && last.instant == bench.now - 30_000_000 && last.device == "maker")
            let report = CarReport(
                odometer: Distance(metres: 50_012_000 as Int64), activity: .parked, charge: 80, fetched: bench.now)
            #expect(last.fact == .car(report))
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `two nodes ask a car once`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.withNodes(engine) { one, other in
            let vehicle = try await one.vehicle()
            let car = AskedCar(clock: one.clock)
            try await one.logbook.connectCar("car-1", of: "maker", to: vehicle, account: "anna")
            async let first = one.logbook.askCars(car)
            async let second = other.logbook.askCars(car)
            #expect(try await first + second == 1)
            #expect(car.asked.withLock { $0 } == 1)
        }
    }

    @Test func `a car that does not answer is said so and keeps no other from being asked`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let broken = try await bench.vehicle("Broken")
            let sound = try await bench.vehicle("Sound")
            let car = AskedCar(clock: bench.clock)
            try await bench.logbook.connectCar("broken", of: "maker", to: broken, account: "anna")
            try await bench.logbook.connectCar("car-1", of: "maker", to: sound, account: "anna")
            #expect(try await bench.logbook.askCars(car) == 1)
            let connection = try await bench.logbook.carConnection(of: broken, account: "anna")
            #expect(connection?.reason?.contains("asleep") == true)
            #expect(try await bench.logbook.carConnection(of: sound, account: "anna")?.reason == nil)
        }
    }

    @Test func `nobody connects, sees or ends another's car`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle(of: "anna")
            for attempt in 0..<3 {
                await #expect(throws: LogbookError(.notFound, "")) {
                    switch attempt {
                    case 0: try await bench.logbook.connectCar("c", of: "maker", to: vehicle, account: "boris")
                    case 1: _ = try await bench.logbook.carConnection(of: vehicle, account: "boris")
                    default: try await bench.logbook.disconnectCar(of: vehicle, account: "boris")
                    }
                }
            }
        }
    }
}

/// A car whose service answers half a minute late.
final class AskedCar: VehicleReading, CarConnecting {
    let asked = Mutex(0)
    let odometer = Mutex<Int64>(50_000_000)
    private let clock: KeeperClock

    init(clock: KeeperClock) { self.clock = clock }

    func vehicleReading(named name: String) async throws -> any VehicleReading { self }
    func vehicles() async throws -> [VehicleDescription] { [VehicleDescription(id: "car-1", name: "Car")] }
    func status(of id: String) async throws -> VehicleStatus {
        guard id == "car-1" else { throw IntegrationError(.unavailable, "The car is asleep.") }
        asked.withLock { $0 += 1 }
        return VehicleStatus(
            capturedAt: clock.now - 30, fetchedAt: clock.now, odometer: Distance(metres: odometer.withLock { $0 }),
            activity: .parked, charge: 80)
    }
}
