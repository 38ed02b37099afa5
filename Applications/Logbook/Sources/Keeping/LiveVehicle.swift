// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// What is going on with one vehicle, as far as the entries of its book were taken in. Entries may be handed over in any
/// order and more than once; they are taken in the order of their numbers.
final class LiveVehicle: Sendable {
    private struct State {
        var timeline: Timeline
        /// How many entries of the book are in it.
        var applied: Int64
        /// What came before its turn.
        var early: [Int64: [Observation]] = [:]
        /// When the car said last that it drove.
        var driving: Int64?
    }
    private let state: Mutex<State>

    /// - Parameter applied: how many entries of the book the timeline has seen.
    init(timeline: Timeline, applied: Int64) {
        state = Mutex(State(timeline: timeline, applied: applied))
    }

    /// How many entries of the book are in it.
    var applied: Int64 { state.withLock { $0.applied } }

    /// When the car said last that it drove, microseconds since 1970.
    var driving: Int64? { state.withLock { $0.driving } }

    /// Takes an entry's observations. Gives how many entries are in it afterwards: when that is not more than the
    /// entry's number, those between are missing.
    @discardableResult
    func take(_ observations: [Observation], at sequence: Int64) -> Int64 {
        state.withLock { state in
            guard sequence >= state.applied else { return state.applied }
            if sequence > state.applied {
                state.early[sequence] = observations
                return state.applied
            }
            Self.apply(observations, to: &state)
            while let next = state.early.removeValue(forKey: state.applied) { Self.apply(next, to: &state) }
            return state.applied
        }
    }

    /// What is going on.
    var status: LiveStatus { look(\.status) }

    /// Looks at the timeline.
    func look<Value: Sendable>(_ body: (borrowing Timeline) -> Value) -> Value {
        state.withLock { body($0.timeline) }
    }

    private static func apply(_ observations: [Observation], to state: inout State) {
        state.applied += 1
        state.timeline.add(observations)
        for observation in observations {
            guard case .car(let report) = observation.fact, report.activity == .driving else { continue }
            state.driving = max(state.driving ?? .min, observation.instant)
        }
    }
}
