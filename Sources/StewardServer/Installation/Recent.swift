// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore
import Synchronization

/// Keeps what was read from the database until this process writes to it, or a second has passed: other processes may
/// write too. A page that is asked for again and again so costs no reading, and what this process did shows at once.
final class Recent<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// For how long something is taken for new that another process may have changed.
    static var lifetime: TimeInterval { 1 }

    private struct Kept {
        let writes: UInt64
        let since: Date
        /// One reading for all who ask at the time.
        let reading: Task<Value?, any Error>
        /// What it gave, once it has.
        var value: Value?
    }
    private let kept = Mutex<[Key: Kept]>([:])
    private let database: any Database
    private let clock: any Timekeeping
    private let limit: Int

    /// - Parameter limit: how many values are kept; with one more, all are let go.
    init(_ database: any Database, clock: any Timekeeping, limit: Int = 1000) {
        self.database = database
        self.clock = clock
        self.limit = limit
    }

    /// What is kept under the key and still new, else what `read` gives. That there is nothing is not kept, nor is a
    /// failure.
    func value(_ key: Key, read: @escaping @Sendable () async throws -> Value?) async throws -> Value? {
        // Before reading: what is written meanwhile makes this one old.
        let (writes, now) = (database.writeCount, clock.now)
        let current = kept.withLock { table in
            if let found = table[key], found.writes == writes, abs(now.timeIntervalSince(found.since)) < Self.lifetime {
                return found
            }
            if table.count >= limit { table.removeAll(keepingCapacity: true) }
            let new = Kept(writes: writes, since: now, reading: Task { try await read() })
            table[key] = new
            return new
        }
        if let value = current.value { return value }
        do {
            if let value = try await current.reading.value {
                keep(value, key, current)
                return value
            }
        } catch {
            forget(key, current)
            throw error
        }
        forget(key, current)
        return nil
    }

    private func keep(_ value: Value, _ key: Key, _ read: Kept) {
        kept.withLock { table in
            if table[key]?.reading == read.reading { table[key]?.value = value }
        }
    }

    private func forget(_ key: Key, _ old: Kept) {
        kept.withLock { table in
            if table[key]?.reading == old.reading { table[key] = nil }
        }
    }
}
