// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization
import Tally

/// What the pages show of elections. Each election's is made once for each size of its book, however many ask for it
/// at a time, and the newest is kept.
final class ElectionViews: Sendable {
    private struct Making {
        let size: Int64
        let task: Task<ElectionView, any Error>
    }
    private let newest = Mutex<[String: Making]>([:])

    /// The view for a book of this size; what `make` throws, everybody hears who waits for it.
    func view(
        _ election: String, size: Int64, make: @escaping @Sendable () async throws -> ElectionView
    ) async throws -> ElectionView {
        let making = newest.withLock { newest in
            if let known = newest[election], known.size == size { return known }
            let making = Making(size: size, task: Task { try await make() })
            newest[election] = making
            return making
        }
        do {
            return try await making.task.value
        } catch {
            // Not kept: the next who asks tries again.
            newest.withLock { newest in
                if newest[election]?.task == making.task { newest[election] = nil }
            }
            throw error
        }
    }
}
