// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// A clock that stands still until it is moved, or somebody sleeps on it for less than `patience`; longer sleeps last
/// until they are cancelled.
final class HandClock: Timekeeping {
    private struct State {
        var now = Date(timeIntervalSince1970: 1_790_000_000)
        var sleeps: [Duration] = []
    }
    private let state = Mutex(State())
    private let patience: Duration

    init(patience: Duration = .seconds(300)) { self.patience = patience }

    var now: Date { state.withLock { $0.now } }
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    func advance(_ seconds: Double) { state.withLock { $0.now += seconds } }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        guard duration < patience else { return try await Task.sleep(for: .seconds(86_400)) }
        state.withLock {
            $0.sleeps.append(duration)
            $0.now += duration / .seconds(1)
        }
    }
}
