// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore
import Synchronization

/// A clock for tests: time passes only when somebody sleeps or ``advance(by:)`` is called, and every sleep is recorded.
///
/// A sleep takes no real time: it moves the clock and returns.
public final class RecordingClock: Timekeeping {
    private struct State {
        var now: Date
        var sleeps: [Duration] = []
    }
    private let state: Mutex<State>

    /// Starts at an instant; without one at 2026-02-08 10:00:00 UTC.
    public init(now: Date = Date(timeIntervalSince1970: 1_770_544_800)) { state = Mutex(State(now: now)) }

    /// The virtual instant.
    public var now: Date { state.withLock { $0.now } }

    /// Every sleep so far, in order.
    public var sleeps: [Duration] { state.withLock { $0.sleeps } }

    /// Moves the clock.
    public func advance(by duration: Duration) {
        state.withLock { $0.now += duration / .seconds(1) }
    }

    /// Records the sleep, moves the clock by it and lets other tasks run once.
    public func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.sleeps.append(duration)
            state.now += duration / .seconds(1)
        }
        await Task.yield()
    }
}
