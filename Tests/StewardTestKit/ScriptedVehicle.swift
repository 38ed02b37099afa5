// SPDX-License-Identifier: Apache-2.0
package import Foundation
package import StewardCore
package import StewardIntegration
import Synchronization

/// Cars that follow a script, and the service that reads them, for tests of everything around a car.
///
/// A car says what its script says, at the times of the clock that is handed in. What it said can be known after
/// ``delay(of:)`` only, as with a maker's service that hears of a car in pieces; until then the reader knows what was
/// said before. A script without a moment yet is a car that has said nothing.
///
/// ```swift
/// let car = ScriptedVehicle([VehicleDescription(id: "1", name: "Blue")], clock: clock)
/// car.follow([.init(at: clock.now, odometer: 48_000_000, activity: .parked, charge: 80)], of: "1")
/// car.fail(with: .unavailable, times: 2)
/// ```
package final class ScriptedVehicle: VehicleReading {
    private struct State {
        var scripts: [String: [Moment]] = [:]
        var delays: [String: Duration] = [:]
        var latency = Duration.zero
        var failures: [IntegrationError.Code] = []
        var outages: [(from: Date, to: Date, code: IntegrationError.Code)] = []
        var readings = 0
    }
    private let cars: [VehicleDescription]
    private let clock: any Timekeeping
    private let state = Mutex(State())

    /// Cars that have said nothing yet.
    package init(_ cars: [VehicleDescription], clock: any Timekeeping) {
        self.cars = cars
        self.clock = clock
    }

    /// How often somebody asked, failures and lists of cars included.
    package var readings: Int { state.withLock { $0.readings } }

    /// Gives a car a script in place of its own; the moments may come in any order.
    package func follow(_ moments: [Moment], of car: String) {
        state.withLock { $0.scripts[car] = moments.sorted { $0.time < $1.time } }
    }

    /// Adds to a car's script.
    package func add(_ moments: [Moment], of car: String) {
        state.withLock { $0.scripts[car] = ($0.scripts[car, default: []] + moments).sorted { $0.time < $1.time } }
    }

    /// How long it takes until what a car said can be known.
    package func delay(of car: String) -> Duration { state.withLock { $0.delays[car] ?? .zero } }

    /// Sets how long it takes until what a car says can be known.
    package func setDelay(_ delay: Duration, of car: String) { state.withLock { $0.delays[car] = delay } }

    /// Sets how long an answer takes, on the clock.
    package func setLatency(_ latency: Duration) { state.withLock { $0.latency = latency } }

    /// Lets the next questions fail.
    package func fail(with code: IntegrationError.Code, times: Int = 1) {
        state.withLock { $0.failures += Array(repeating: code, count: times) }
    }

    /// Lets every question between two instants fail.
    package func fail(with code: IntegrationError.Code, from start: Date, to end: Date) {
        state.withLock { $0.outages.append((start, end, code)) }
    }

    package func vehicles() async throws -> [VehicleDescription] {
        try await answer()
        return cars
    }

    package func status(of id: String) async throws -> VehicleStatus {
        try await answer()
        guard cars.contains(where: { $0.id == id }) else {
            throw IntegrationError(.notFound, "The account has no car \(id).")
        }
        let now = clock.now
        let known = state.withLock { state in
            let limit = now.addingTimeInterval(-((state.delays[id] ?? .zero) / .seconds(1)))
            return state.scripts[id]?.last { $0.time <= limit }
        }
        return known?.status(fetchedAt: now) ?? VehicleStatus(capturedAt: now, fetchedAt: now)
    }

    /// Takes its time, and fails when it shall.
    private func answer() async throws {
        let latency = state.withLock { state in
            state.readings += 1
            return state.latency
        }
        if latency > .zero { try await clock.sleep(for: latency) }
        let now = clock.now
        let code = state.withLock { state -> IntegrationError.Code? in
            if !state.failures.isEmpty { return state.failures.removeFirst() }
            return state.outages.first { $0.from <= now && now < $0.to }?.code
        }
        if let code { throw IntegrationError(code, "The service of the scripted cars fails, as it was told to.") }
    }
}
