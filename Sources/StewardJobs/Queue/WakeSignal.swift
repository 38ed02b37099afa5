// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// Wakes those who wait for work. A call between looking and waiting is not lost: who waits says how many calls it had
/// seen when it looked.
final class WakeSignal: Sendable {
    private struct State {
        var calls = 0
        var nextWaiter = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }
    private let state = Mutex(State())

    /// How many calls there were.
    var calls: Int { state.withLock { $0.calls } }

    /// Wakes everybody who waits.
    func wake() {
        let waiters = state.withLock { state in
            state.calls += 1
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns at the first call after those seen, when the time is up, or when the task is cancelled.
    func wait(beyond seen: Int, atMost limit: Duration, clock: any Timekeeping) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await clock.sleep(for: limit) }
            group.addTask { await self.wait(beyond: seen) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Returns at the first call after those seen, or when the task is cancelled.
    func wait(beyond seen: Int) async {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.calls > seen || Task.isCancelled { return true }
                    state.waiters[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
        }
    }
}
