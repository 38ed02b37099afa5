// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

/// A clock that a test moves. Waiting moves it too.
final class SettableClock: Timekeeping {
    private let instant: Mutex<Date>

    /// 2026-11-22 02:15:00 UTC, unless said otherwise.
    init(_ start: Date = Date(timeIntervalSince1970: 1_795_313_700)) { instant = Mutex(start) }

    var now: Date { instant.withLock { $0 } }
    func advance(_ duration: Duration) { instant.withLock { $0 += duration / .seconds(1) } }
    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        advance(duration)
    }
}
