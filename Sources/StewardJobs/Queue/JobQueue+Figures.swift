// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension JobQueue {
    /// How many jobs of a kind are in a state.
    package struct Count: Sendable, Hashable {
        package let kind: String
        package let state: JobState
        package let count: Int
    }

    /// How many jobs are kept, by kind and state, sorted by kind.
    /// - Throws: `DatabaseError`.
    package func countsByKind() async throws -> [Count] {
        try await database.readCommitted { connection in
            try connection.query(
                "SELECT kind, state, COUNT(*) AS jobs FROM jobs GROUP BY kind, state ORDER BY kind, state"
            ).compactMap { row in
                guard let state = JobState(rawValue: try row.text("state")) else { return nil }
                return Count(kind: try row.text("kind"), state: state, count: Int(try row.integer("jobs")))
            }
        }
    }
}
