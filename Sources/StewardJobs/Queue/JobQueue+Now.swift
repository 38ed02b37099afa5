// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

/// A job that a node works on.
package struct RunningJob: Sendable, Hashable {
    package let job: Job
    /// When its present attempt began.
    package let startedAt: Date
}

extension JobQueue {
    /// What runs now, longest first.
    package func running(limit: Int = 50) async throws -> [RunningJob] {
        try await database.readCommitted { connection in
            try connection.query(
                """
                SELECT jobs.*, job_attempts.started_at AS attempt_started_at FROM jobs
                JOIN job_attempts ON job_attempts.job_id = jobs.id AND job_attempts.number = jobs.attempt
                WHERE jobs.state = 'running' ORDER BY job_attempts.started_at, jobs.id LIMIT $1
                """,
                [SQLValue(max(1, limit))]
            ).map { RunningJob(job: try Job($0), startedAt: try $0.date("attempt_started_at")) }
        }
    }

    /// What waits, soonest first.
    package func waiting(limit: Int = 50) async throws -> [Job] {
        try await database.readCommitted { connection in
            try connection.query(
                "SELECT * FROM jobs WHERE state = 'waiting' ORDER BY run_at, priority DESC, id LIMIT $1",
                [SQLValue(max(1, limit))]
            ).map(Job.init)
        }
    }
}
