// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The vehicles that reported lately. Those that were heard of longest ago are let go when there are too many; nothing
/// is lost by it, because all of it follows from their books.
final class LiveVehicles: Sendable {
    private struct State {
        var vehicles: [String: (vehicle: LiveVehicle, used: UInt64)] = [:]
        var uses: UInt64 = 0
        /// One reading of a book for all who wait for it.
        var restoring: [String: Task<LiveVehicle, any Error>] = [:]
        /// Vehicles to be restored when there is time.
        var wanted: Set<String> = []
    }
    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = max(limit, 8) }

    subscript(id: String) -> LiveVehicle? {
        state.withLock { state in
            guard let found = state.vehicles[id] else { return nil }
            state.uses += 1
            state.vehicles[id] = (found.vehicle, state.uses)
            return found.vehicle
        }
    }

    /// The vehicle, restored if need be, by one caller for all.
    func restoring(
        _ id: String, _ restore: @escaping @Sendable () async throws -> LiveVehicle
    ) async throws -> LiveVehicle {
        let task = state.withLock { state in
            if let running = state.restoring[id] { return running }
            let task = Task { try await restore() }
            state.restoring[id] = task
            return task
        }
        do {
            let vehicle = keep(try await task.value, for: id)
            state.withLock { $0.restoring[id] = nil }
            return vehicle
        } catch {
            state.withLock { $0.restoring[id] = nil }
            throw error
        }
    }

    /// Notes that a vehicle should be restored when there is time.
    func want(_ id: String) { state.withLock { _ = $0.wanted.insert(id) } }

    /// The vehicles to be restored now.
    func takeWanted() -> [String] {
        state.withLock { state in
            defer { state.wanted = [] }
            return state.wanted.sorted()
        }
    }

    /// Keeps a vehicle; gives the one that is kept, which is another when somebody else was sooner.
    private func keep(_ vehicle: LiveVehicle, for id: String) -> LiveVehicle {
        state.withLock { state in
            state.uses += 1
            if let found = state.vehicles[id]?.vehicle {
                state.vehicles[id] = (found, state.uses)
                return found
            }
            if state.vehicles.count >= limit { Self.shrink(&state) }
            state.vehicles[id] = (vehicle, state.uses)
            return vehicle
        }
    }

    /// Lets a vehicle go, so that it is read again from its book.
    func forget(_ id: String) {
        state.withLock { $0.vehicles[id] = nil }
    }

    /// Every vehicle that is kept.
    var all: [(id: String, vehicle: LiveVehicle)] {
        state.withLock { state in state.vehicles.map { ($0.key, $0.value.vehicle) } }
    }

    /// Lets go the quarter that was used longest ago.
    private static func shrink(_ state: inout State) {
        let oldest = state.vehicles.sorted { $0.value.used < $1.value.used }.prefix(max(1, state.vehicles.count / 4))
        for (id, _) in oldest { state.vehicles[id] = nil }
    }
}
