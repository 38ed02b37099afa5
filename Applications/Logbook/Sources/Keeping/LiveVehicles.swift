// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The vehicles that reported lately. Those that were heard of longest ago are let go when there are too many; nothing
/// is lost by it, because all of it follows from their books.
final class LiveVehicles: Sendable {
    private struct State {
        var vehicles: [String: (vehicle: LiveVehicle, used: UInt64)] = [:]
        var uses: UInt64 = 0
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

    /// Keeps a vehicle; gives the one that is kept, which is another when somebody else was sooner.
    func keep(_ vehicle: LiveVehicle, for id: String) -> LiveVehicle {
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
