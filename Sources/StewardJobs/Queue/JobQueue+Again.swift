// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

extension JobQueue {
    /// Does a job once more: one that was cancelled or discarded goes on where it stopped, as ``runNow(_:)``; of one
    /// that is done a copy is added. Gives the job that will run; `nil` when it runs now or is unknown.
    package func runAgain(_ id: JobID) async throws -> Job? {
        guard let job = try await show(id)?.job else { return nil }
        guard job.state == .done else { return try await runNow(id) }
        return try await enqueue(
            JobRequest(
                kind: job.kind, payload: job.payload, priority: job.priority, maxAttempts: job.maxAttempts,
                timeLimit: job.timeLimit))
    }

    /// Says that somebody has seen that a job was discarded and leaves it at that; it needs nobody any more. Gives
    /// whether it was such a job.
    @discardableResult
    package func settle(_ id: JobID) async throws -> Bool {
        let now = clock.now
        return try await write { connection in
            try connection.execute(
                "UPDATE jobs SET settled_at = COALESCE(settled_at, $2) WHERE id = $1 AND state = 'discarded'",
                [SQLValue(id.description), SQLValue(now)])
        } == 1
    }

    /// The runs of schedules that were due in a span of time, by due time; of each schedule the newest `limit`.
    package func scheduledRuns(
        of schedules: [String], from start: Date, to end: Date, limit: Int = 400
    ) async throws -> [Job] {
        try await database.readCommitted { connection in
            try schedules.flatMap { name in
                try connection.query(
                    """
                    SELECT * FROM jobs WHERE schedule = $1 AND due_at >= $2 AND due_at < $3
                    ORDER BY due_at DESC LIMIT $4
                    """,
                    [SQLValue(name), SQLValue(start), SQLValue(end), SQLValue(limit)])
            }.map(Job.init).sorted { ($0.dueAt ?? start, $0.id) < ($1.dueAt ?? start, $1.id) }
        }
    }
}
