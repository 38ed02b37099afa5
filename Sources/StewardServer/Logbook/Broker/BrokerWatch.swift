// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// What is known of how it goes with a broker, until it is written down.
final class BrokerWatch: Sendable {
    private struct State {
        var health = BrokerHealth()
        var isNew = false
    }
    private let state = Mutex(State())

    init() {}

    /// The health, when there is news since it was asked for last.
    func news() -> BrokerHealth? {
        state.withLock { state in
            defer { state.isNew = false }
            return state.isNew ? state.health : nil
        }
    }

    /// - Parameter problem: why it does not work, as a sentence; `nil` when it does.
    func found(_ problem: String?, at instant: Int64) {
        change { health in
            let new = problem == nil ? BrokerHealth.State.listening : .failing
            if new != health.state { health.since = instant }
            health.state = new
            health.sentence = problem ?? ""
        }
    }

    func heard(at instant: Int64) {
        change { health in
            health.messages += 1
            health.heard = instant
        }
    }

    func recorded(_ observations: Int) { change { $0.observations += Int64(observations) } }

    func fault(_ sentence: String) {
        change { health in
            health.faults += 1
            health.fault = String(sentence.prefix(300))
        }
    }

    /// When a message came last, microseconds since 1970.
    var lastHeard: Int64? { state.withLock { $0.health.heard } }

    private func change(_ body: (inout BrokerHealth) -> Void) {
        state.withLock { state in
            let before = state.health
            body(&state.health)
            if state.health != before { state.isNew = true }
        }
    }
}
