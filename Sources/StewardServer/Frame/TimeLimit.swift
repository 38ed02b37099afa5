// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Gives up on what takes too long, so that a page never waits for a service for ever.
enum TimeLimit {
    /// What `body` gives; `nil` when the time is over first, and then `body` is cancelled.
    static func run<Value: Sendable>(
        _ limit: Duration, clock: any Timekeeping, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await clock.sleep(for: limit)
                return nil
            }
            let first = try await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
