// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// Asks one attempt to stop; the first reason counts, except that a lost lease always does.
final class StopRequest: Sendable {
    private let state = Mutex<StopReason?>(nil)
    private let signal = WakeSignal()

    var reason: StopReason? { state.withLock { $0 } }

    func ask(_ reason: StopReason) {
        state.withLock { current in
            if current == nil || reason == .leaseLost { current = reason }
        }
        signal.wake()
    }

    /// Returns when somebody asked, or when the task is cancelled.
    func wait() async { await signal.wait(beyond: 0) }
}
