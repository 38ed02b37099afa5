// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardContracts
import StewardCore
import StewardIntegration
import StewardSimulation
import StewardTestKit
import Synchronization
import Testing

/// What can be wrong with a reader of cars, one at a time.
enum GarageFlaw: String, Sendable, CaseIterable {
    case none, turnsList, makesUpCars, losesCharge, missingIsZero, missingIsParked, zeroIsMissing, failsOnSilence
    case oneTimeForBoth, readsLate, hidesFallingOdometer, mixesCars
}

/// A reader over scripted cars that does everything right, or with a flaw one thing wrong.
private final class Garage: VehicleReading {
    private let cars: ScriptedVehicle
    private let flaw: GarageFlaw
    private let state = Mutex((lists: 0, odometer: Distance.zero))

    init(_ cars: ScriptedVehicle, _ flaw: GarageFlaw) {
        self.cars = cars
        self.flaw = flaw
    }

    func vehicles() async throws -> [VehicleDescription] {
        let list = try await cars.vehicles()
        let count = state.withLock { state in
            state.lists += 1
            return state.lists
        }
        return flaw == .turnsList && count % 2 == 0 ? list.reversed() : list
    }

    func status(of id: String) async throws -> VehicleStatus {
        if flaw == .makesUpCars, id == "missing" { return try await cars.status(of: "1") }
        let status = try await cars.status(of: flaw == .mixesCars ? "1" : id)
        let isSilent = status.odometer == nil && status.charge == nil && status.capturedAt == status.fetchedAt
        if flaw == .failsOnSilence, isSilent, status.activity == nil {
            throw IntegrationError(.unavailable, "The car sleeps.")
        }
        return changed(status)
    }

    private func changed(_ status: VehicleStatus) -> VehicleStatus {
        var moment = ScriptedVehicle.Moment(status)
        var fetchedAt = status.fetchedAt
        switch flaw {
        case .losesCharge: moment.charge = nil
        case .missingIsZero: moment.odometer = moment.odometer ?? .zero
        case .missingIsParked: moment.activity = moment.activity ?? .parked
        case .zeroIsMissing: moment.charge = moment.charge == 0 ? nil : moment.charge
        case .oneTimeForBoth: moment.time = fetchedAt
        case .readsLate: fetchedAt = status.capturedAt
        case .hidesFallingOdometer:
            moment.odometer = moment.odometer.map { shown in
                state.withLock { state in
                    state.odometer = max(state.odometer, shown)
                    return state.odometer
                }
            }
        default: break
        }
        return VehicleStatus(
            capturedAt: moment.time, fetchedAt: fetchedAt, odometer: moment.odometer, position: moment.position,
            activity: moment.activity, charge: moment.charge, range: moment.range, isPluggedIn: moment.isPluggedIn,
            chargingPower: moment.chargingPower, chargingTimeLeft: moment.chargingTimeLeft)
    }
}

@Suite("VehicleReadingContract")
struct VehicleReadingContractTests {
    private static let cars = [
        VehicleDescription(id: "1", name: "Blue", vin: "WVWZZZ00000000001"), .init(id: "2", name: "Red"),
    ]

    private func subject(_ flaw: GarageFlaw) -> VehicleReadingSubject {
        let clock = RecordingClock()
        let script = ScriptedVehicle(Self.cars, clock: clock)
        let vehicles = KnownVehicles(cars: Self.cars, missing: "missing") { car, said in
            script.follow(said.map { [.init($0)] } ?? [], of: car)
        }
        return VehicleReadingSubject(
            flaw == .none ? script : Garage(script, flaw), clock: clock, vehicles: vehicles)
    }

    @Test("scripted cars keep every rule", arguments: VehicleReadingContract.readerRules)
    func good(rule: Rule<VehicleReadingSubject>) async throws {
        let outcome = try await rule.check(subject(.none))
        #expect(outcome == .held)
    }

    /// Every flaw with the rule that must see it.
    static let flaws: [(GarageFlaw, String)] = [
        (.turnsList, "vehicles-are-listed"), (.makesUpCars, "vehicle-unknown-is-not-found"),
        (.losesCharge, "vehicle-status-is-as-said"), (.missingIsZero, "vehicle-missing-is-not-zero"),
        (.missingIsParked, "vehicle-missing-is-not-zero"), (.zeroIsMissing, "vehicle-zero-is-not-missing"),
        (.failsOnSilence, "vehicle-that-said-nothing-has-a-status"), (.oneTimeForBoth, "vehicle-times-are-apart"),
        (.readsLate, "vehicle-times-are-apart"), (.hidesFallingOdometer, "vehicle-odometer-is-not-mended"),
        (.mixesCars, "vehicles-are-kept-apart"),
    ]

    @Test("a wrong reader is caught by the rule of its flaw", arguments: flaws)
    func wrong(flaw: GarageFlaw, name: String) async throws {
        let rule = try #require(VehicleReadingContract.readerRules.first { $0.name == name })
        let violation = await #expect(throws: RuleViolation.self) { try await rule.check(subject(flaw)) }
        #expect(violation?.message.hasPrefix(name + ": ") == true)
    }

    @Test("every rule has a flaw that it sees, and every flaw a rule that sees it")
    func coverage() {
        #expect(Set(Self.flaws.map(\.1)) == Set(VehicleReadingContract.readerRules.map(\.name)))
        #expect(Set(Self.flaws.map(\.0)) == Set(GarageFlaw.allCases.filter { $0 != .none }))
        #expect(VehicleReadingContract.rules.map(\.name) == VehicleReadingContract.readerRules.map(\.name))
    }
}

@Suite("ScriptedVehicle")
struct ScriptedVehicleTests {
    private let clock = RecordingClock()

    private func car() -> ScriptedVehicle {
        ScriptedVehicle([VehicleDescription(id: "1", name: "Blue")], clock: clock)
    }

    @Test("says what its script says at the time, and what was said is known later")
    func delay() async throws {
        let car = car()
        let start = clock.now
        car.follow(
            [
                .init(at: start.addingTimeInterval(600), odometer: 48_010_000, activity: .driving),
                .init(at: start, odometer: 48_000_000, activity: .parked, charge: 80),
            ], of: "1")
        #expect(try await car.status(of: "1").odometer?.metres == 48_000_000)
        clock.advance(by: .seconds(600))
        let driving = try await car.status(of: "1")
        #expect(driving.activity == .driving && driving.charge == nil)
        car.setDelay(.seconds(900), of: "1")
        #expect(try await car.status(of: "1").capturedAt == clock.now)
        clock.advance(by: .seconds(300))
        let late = try await car.status(of: "1")
        #expect(late.odometer?.metres == 48_000_000 && late.fetchedAt.timeIntervalSince(late.capturedAt) == 900)
    }

    @Test("fails as often, or as long, as it is told to, and takes its time")
    func failures() async throws {
        let car = car()
        car.fail(with: .rateLimited, times: 2)
        for _ in 0..<2 {
            await #expect(throws: IntegrationError(.rateLimited, "")) { try await car.vehicles() }
        }
        car.fail(with: .unavailable, from: clock.now, to: clock.now.addingTimeInterval(60))
        await #expect(throws: IntegrationError(.unavailable, "")) { try await car.status(of: "1") }
        clock.advance(by: .seconds(60))
        car.setLatency(.seconds(20))
        let asked = clock.now
        #expect(try await car.status(of: "1").fetchedAt == asked.addingTimeInterval(20))
        #expect(car.readings == 4)
    }

    @Test("drives evenly from start to end, and stands there")
    func drive() async throws {
        let points = [(52.0, 5.0), (52.1, 5.0), (52.1, 5.2)].compactMap { Position(latitude: $0.0, longitude: $0.1) }
        let moments = ScriptedVehicle.drive(
            through: points, from: clock.now, lasting: .seconds(1000), odometer: 1_000_000, metres: 25_000,
            every: .seconds(300))
        #expect(moments.map { $0.odometer?.metres } == [1_000_000, 1_007_500, 1_015_000, 1_022_500, 1_025_000])
        #expect(moments.map(\.activity) == [.driving, .driving, .driving, .driving, .parked])
        #expect(moments.first?.position == points.first && moments.last?.position == points.last)
        #expect(moments.last?.time == clock.now.addingTimeInterval(1000) && moments.last?.charge == 60)
    }
}
