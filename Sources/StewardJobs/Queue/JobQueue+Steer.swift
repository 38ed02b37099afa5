// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

/// How the jobs of one kind stand.
package struct KindStatus: Sendable, Hashable {
    package let kind: String
    /// Since when no job of it is begun; `nil` when not paused.
    package let pausedAt: Date?
    package let pausedReason: String?
    /// How many may run at once on all nodes together; `nil` is any number.
    package let concurrencyLimit: Int?
    package let waiting: Int
    package let running: Int
}

extension JobQueue {
    /// What became of a request to stop a job.
    package enum CancelAnswer: Sendable, Equatable {
        /// It waited, and will not be begun.
        case cancelled
        /// It runs; its node will stop it at the next heartbeat.
        case requested
        /// It was over before.
        case alreadyOver(JobState)
        case notFound
    }

    /// Stops a job: at once when it waits, at the next heartbeat of its node when it runs.
    package func cancel(_ id: JobID, reason: String = "Cancelled on request.") async throws -> CancelAnswer {
        let now = clock.now
        return try await write { connection in
            guard let job = try self.held(id, on: connection) else { return .notFound }
            switch job.state {
            case .running:
                try connection.execute(
                    "UPDATE jobs SET cancel_requested = 1 WHERE id = $1", [SQLValue(id.description)])
                return .requested
            case .waiting:
                try connection.execute(
                    """
                    UPDATE jobs SET state = 'cancelled', cancel_requested = 1, finished_at = $2, reason = $3
                    WHERE id = $1
                    """,
                    [SQLValue(id.description), SQLValue(now), keptReason(reason)])
                return .cancelled
            default: return .alreadyOver(job.state)
            }
        }
    }

    /// Makes a job due now: one that waits for a later time, or one that was cancelled or discarded, which starts
    /// counting its attempts anew. Gives the job, or `nil` when there is none that could be run (running, done,
    /// unknown).
    @discardableResult
    package func runNow(_ id: JobID) async throws -> Job? {
        let now = clock.now
        let job: Job? = try await write { connection in
            guard let job = try self.held(id, on: connection), job.state != .running, job.state != .done else {
                return nil
            }
            try connection.execute(
                """
                UPDATE jobs SET state = 'waiting', run_at = $2, failures = $3, cancel_requested = 0, finished_at = NULL
                WHERE id = $1
                """,
                [SQLValue(id.description), SQLValue(now), SQLValue(job.state.isFinal ? 0 : job.failures)])
            try self.engine.announce(on: connection)
            return try self.held(id, on: connection)
        }
        if job != nil { signal.wake() }
        return job
    }

    /// Begins no more jobs of a kind. What runs goes on.
    package func pause(kind: String, reason: String? = nil) async throws {
        try await set(kind, "paused_at = excluded.paused_at, paused_reason = excluded.paused_reason") {
            [SQLValue($0), keptReason(reason), .null]
        }
    }

    /// Begins jobs of a kind again.
    package func resume(kind: String) async throws {
        try await set(kind, "paused_at = NULL, paused_reason = NULL") { _ in [.null, .null, .null] }
        signal.wake()
    }

    /// How many jobs of a kind may run at once on all nodes together; `nil` is any number.
    package func setConcurrency(kind: String, limit: Int?) async throws {
        if let limit, limit < 1 {
            throw JobsError(.invalidRequest, "The limit of \(kind) must be at least 1; to stop it, pause it.")
        }
        try await set(kind, "concurrency_limit = excluded.concurrency_limit") { _ in
            [.null, .null, limit.map { SQLValue($0) } ?? .null]
        }
        signal.wake()
    }

    private func set(
        _ kind: String, _ change: String, _ values: @escaping @Sendable (Date) -> [SQLValue]
    ) async throws {
        let now = clock.now
        try await write { connection in
            try connection.execute(
                """
                INSERT INTO job_kinds (kind, paused_at, paused_reason, concurrency_limit) VALUES ($1, $2, $3, $4)
                ON CONFLICT (kind) DO UPDATE SET \(change)
                """,
                [SQLValue(kind)] + values(now))
            try self.engine.announce(on: connection)
        }
    }

    /// Every kind that has jobs or a setting, by name.
    package func kinds() async throws -> [KindStatus] {
        try await database.readCommitted { connection in
            try connection.query(
                """
                SELECT known.kind AS kind, job_kinds.paused_at AS paused_at, job_kinds.paused_reason AS paused_reason,
                    job_kinds.concurrency_limit AS concurrency_limit,
                    (SELECT COUNT(*) FROM jobs WHERE jobs.kind = known.kind AND state = 'waiting') AS waiting,
                    (SELECT COUNT(*) FROM jobs WHERE jobs.kind = known.kind AND state = 'running') AS running
                FROM (SELECT kind FROM jobs UNION SELECT kind FROM job_kinds) AS known
                LEFT JOIN job_kinds ON job_kinds.kind = known.kind ORDER BY known.kind
                """
            ).map { row in
                KindStatus(
                    kind: try row.text("kind"), pausedAt: try row.dateOrNil("paused_at"),
                    pausedReason: try row.textOrNil("paused_reason"),
                    concurrencyLimit: try row.integerOrNil("concurrency_limit").map { Int($0) },
                    waiting: Int(try row.integer("waiting")), running: Int(try row.integer("running")))
            }
        }
    }

    /// A job, held for a change.
    private func held(_ id: JobID, on connection: any SQLConnection) throws -> Job? {
        try connection.first(
            "SELECT * FROM jobs WHERE id = $1 \(engine.waitingForRows)", [SQLValue(id.description)]
        ).map(Job.init)
    }
}
