// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardStore

/// The durable queue of jobs in a database. At least once: a job may be begun again after its node died, so what it
/// does must be repeatable or go through ``JobContext/once(_:_:)``.
///
/// A value that refers to the database; copies share one in-process wake-up.
package struct JobQueue: Sendable {
    package let database: any Database
    package let clock: any Timekeeping
    let rules: JobRules
    let signal = WakeSignal()
    var engine: any QueueEngine { database.engine.queue }

    /// `Jobs.migrations` must have run. Several nodes' clocks must agree to well within a lease.
    package init(database: any Database, clock: any Timekeeping, backOff: BackOff = .standard) {
        self.database = database
        self.clock = clock
        rules = JobRules(backOff: backOff)
    }

    /// Adds a job. It is on disk when this returns.
    ///
    /// With an idempotency key that a job of this kind already has, nothing is added and that job is given as it
    /// stands, whatever its payload and state.
    /// - Throws: ``JobsError`` when a field is out of bounds; `DatabaseError`.
    @discardableResult
    package func enqueue(_ request: JobRequest) async throws -> Job {
        let jobs = try await enqueue([request])
        guard let job = jobs.first else { throw JobsError(.notFound, "The job that was just added is gone.") }
        return job
    }

    /// Adds jobs in one transaction: all or none. Gives them in order.
    @discardableResult
    package func enqueue(_ requests: [JobRequest]) async throws -> [Job] {
        let jobs = try await write { connection in
            try requests.map { try self.enqueue($0, on: connection) }
        }
        signal.wake()
        return jobs
    }

    /// Adds a job in a transaction of the caller's, so that it exists exactly when the caller's other changes do.
    @discardableResult
    package func enqueue(_ request: JobRequest, on connection: any SQLConnection) throws -> Job {
        try request.validate()
        let now = clock.now
        let id = JobID(at: now)
        let added = try connection.execute(
            """
            INSERT INTO jobs (id, kind, payload, idempotency_key, priority, state, run_at, created_at, attempt,
                failures, max_attempts, time_limit, schedule, due_at, cancel_requested)
            VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, 0, 0, $8, $9, $10, $11, 0)
            ON CONFLICT (kind, idempotency_key) DO NOTHING
            """,
            [
                SQLValue(id.description), SQLValue(request.kind), SQLValue(try request.payload.column),
                SQLValue(request.idempotencyKey), SQLValue(request.priority), SQLValue(request.runAt ?? now),
                SQLValue(now), SQLValue(request.maxAttempts), SQLValue(microseconds: request.timeLimit),
                SQLValue(request.schedule), SQLValue(request.dueAt),
            ])
        let row: SQLRow?
        if added == 0, let key = request.idempotencyKey {
            row = try connection.first(
                "SELECT * FROM jobs WHERE kind = $1 AND idempotency_key = $2",
                [SQLValue(request.kind), SQLValue(key)])
        } else {
            try database.engine.queue.announce(on: connection)
            row = try connection.first("SELECT * FROM jobs WHERE id = $1", [SQLValue(id.description)])
        }
        guard let row else { throw JobsError(.notFound, "The job that was just added is gone.") }
        return try Job(row)
    }

    /// A transaction of the queue's own.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let engine = engine
        return try await database.write { connection in
            try engine.begin(on: connection)
            return try body(connection)
        }
    }
}

extension SQLValue {
    /// A length of time or null.
    init(microseconds duration: Duration?) { self = duration.map { .integer($0.microseconds) } ?? .null }
}
