// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// A clock that stands still, and jumps ahead when somebody sleeps. It remembers the sleeps.
final class StepClock: Timekeeping {
    private struct State {
        var now = Date(timeIntervalSince1970: 1_800_000_000)
        var sleeps: [Duration] = []
    }
    private let state = Mutex(State())

    var now: Date { state.withLock { $0.now } }
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        state.withLock { $0.now += Double(seconds) + Double(attoseconds) / 1e18 }
    }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock { $0.sleeps.append(duration) }
        advance(by: duration)
    }
}

/// A clock on which nobody ever wakes, except by being cancelled.
struct EndlessClock: Timekeeping {
    var now: Date { Date(timeIntervalSince1970: 1_800_000_000) }
    func sleep(for duration: Duration) async throws { try await Task.sleep(for: .seconds(86_400)) }
}
