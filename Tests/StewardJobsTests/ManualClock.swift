// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import Synchronization

/// A clock that stands still until a test moves it.
final class ManualClock: Timekeeping {
    private struct Sleeper {
        let until: Date
        let continuation: CheckedContinuation<Void, any Error>
    }
    private struct State {
        var now: Date
        var nextSleeper = 0
        var sleepers: [Int: Sleeper] = [:]
    }
    private let state: Mutex<State>

    init(_ start: String = "2026-01-01T00:00:00Z") throws {
        state = Mutex(State(now: try Date(start, strategy: .iso8601)))
    }

    var now: Date { state.withLock { $0.now } }
    /// How many wait for a later time.
    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Moves the time and wakes those whose time has come.
    func advance(_ seconds: Double) {
        let due = state.withLock { state in
            state.now += seconds
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    func sleep(for duration: Duration) async throws {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let number = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if Task.isCancelled { return true }
                    state.sleepers[number] = Sleeper(until: state.now + seconds, continuation: continuation)
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: number) }?
                .continuation.resume(throwing: CancellationError())
        }
    }
}
