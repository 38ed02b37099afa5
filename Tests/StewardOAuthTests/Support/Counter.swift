// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Counts.
final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }

    @discardableResult
    func increase() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
