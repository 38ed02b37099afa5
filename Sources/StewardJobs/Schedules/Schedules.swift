// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

/// The schedules of a database.
package struct Schedules: Sendable {
    let queue: JobQueue

    package init(queue: JobQueue) { self.queue = queue }

    /// Adds a schedule, or changes the one of the same name. A changed trigger or zone counts from now on.
    /// - Throws: ``JobsError``; `DatabaseError`.
    @discardableResult
    package func put(_ schedule: Schedule) async throws -> ScheduleStatus {
        try schedule.validate()
        let now = queue.clock.now
        let status = try await queue.write { connection in
            let old = try self.held(schedule.name, on: connection)
            let isSame = old.map { $0.schedule.trigger == schedule.trigger && $0.schedule.zone == schedule.zone }
            let next = old?.pausedAt == nil ? schedule.trigger.next(after: now, in: schedule.zone) : nil
            try connection.execute(
                """
                INSERT INTO schedules (name, kind, payload, due, zone, priority, max_attempts, time_limit, grace,
                    random_delay, rules, task, since, next_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, payload = excluded.payload, due = excluded.due,
                    zone = excluded.zone, priority = excluded.priority, max_attempts = excluded.max_attempts,
                    time_limit = excluded.time_limit, grace = excluded.grace, random_delay = excluded.random_delay,
                    rules = excluded.rules, task = excluded.task, since = excluded.since, next_at = excluded.next_at,
                    held_since = NULL
                """,
                try schedule.values + [
                    SQLValue(isSame == true ? old?.since : now), SQLValue(isSame == true ? old?.nextAt : next),
                ])
            return try self.held(schedule.name, on: connection)
        }
        queue.signal.wake()
        guard let status else { throw JobsError(.notFound, "The schedule that was just added is gone.") }
        return status
    }

    /// Removes a schedule; its jobs stay. Gives whether there was one.
    @discardableResult
    package func remove(_ name: String) async throws -> Bool {
        try await queue.write { try $0.execute("DELETE FROM schedules WHERE name = $1", [SQLValue(name)]) } == 1
    }

    /// Makes no more jobs for it. Gives whether there is one.
    @discardableResult
    package func pause(_ name: String) async throws -> Bool {
        let now = queue.clock.now
        return try await queue.write { connection in
            try connection.execute(
                """
                UPDATE schedules SET paused_at = COALESCE(paused_at, $2), next_at = NULL, held_since = NULL
                WHERE name = $1
                """,
                [SQLValue(name), SQLValue(now)])
        } == 1
    }

    /// Makes jobs for it again, from now on; what it would have been due meanwhile is not caught up.
    @discardableResult
    package func resume(_ name: String) async throws -> Bool {
        let now = queue.clock.now
        let found = try await queue.write { connection in
            guard let status = try self.held(name, on: connection) else { return false }
            guard status.pausedAt != nil else { return true }
            let next = status.schedule.trigger.next(after: now, in: status.schedule.zone)
            try connection.execute(
                "UPDATE schedules SET paused_at = NULL, since = $2, next_at = $3 WHERE name = $1",
                [SQLValue(name), SQLValue(now), SQLValue(next)])
            return true
        }
        queue.signal.wake()
        return found
    }

    /// All schedules, by name.
    package func list() async throws -> [ScheduleStatus] {
        try await queue.database.readCommitted { connection in
            try connection.query("SELECT * FROM schedules ORDER BY name").map(ScheduleStatus.init)
        }
    }

    /// One schedule, or `nil`.
    package func show(_ name: String) async throws -> ScheduleStatus? {
        try await queue.database.readCommitted { connection in
            try connection.first("SELECT * FROM schedules WHERE name = $1", [SQLValue(name)]).map(ScheduleStatus.init)
        }
    }

    /// Makes a job for it now, due now; `nil` when its job before is not over and it may not run beside that.
    /// The next due time stays.
    /// - Throws: ``JobsError`` with `notFound`.
    package func runNow(_ name: String) async throws -> Job? {
        let now = queue.clock.now
        let job: Job? = try await queue.write { connection in
            guard let status = try self.held(name, on: connection) else {
                throw JobsError(.notFound, "There is no schedule named \(name).")
            }
            let isFree = status.schedule.rules.overlap == .parallel
            guard try isFree || !self.isBusy(status.schedule, on: connection) else { return nil }
            var request = status.schedule.request(due: now)
            request.runAt = now
            request.idempotencyKey = nil
            return try self.queue.enqueue(request, on: connection)
        }
        queue.signal.wake()
        return job
    }

    /// The runs that should have succeeded by now and did not. Callers alert on them.
    package func missing() async throws -> [MissingRun] {
        let now = queue.clock.now
        return try await queue.database.readCommitted { connection in
            try connection.query("SELECT * FROM schedules ORDER BY name").compactMap { row in
                let latest = try connection.first(
                    "SELECT * FROM jobs WHERE schedule = $1 ORDER BY due_at DESC, id DESC LIMIT 1",
                    [SQLValue(try row.text("name"))])
                return MissingRun(try ScheduleStatus(row), latest: try latest.map(Job.init), at: now)
            }
        }
    }

    /// Whether a job of it, or of another trigger of its task, waits or runs.
    func isBusy(_ schedule: Schedule, on connection: any SQLConnection) throws -> Bool {
        try !unfinished(schedule, limit: 1, on: connection).isEmpty
    }

    /// The jobs of its task that are not over.
    func unfinished(_ schedule: Schedule, limit: Int, on connection: any SQLConnection) throws -> [JobID] {
        try connection.query(
            """
            SELECT id FROM jobs WHERE finished_at IS NULL AND (schedule = $1
                OR schedule IN (SELECT name FROM schedules WHERE task = $2)) LIMIT $3
            """, [SQLValue(schedule.name), SQLValue(schedule.task), SQLValue(limit)]
        ).map { JobID(try $0.text("id")) }
    }

    func held(_ name: String, on connection: any SQLConnection) throws -> ScheduleStatus? {
        try connection.first(
            "SELECT * FROM schedules WHERE name = $1 \(queue.engine.waitingForRows)", [SQLValue(name)]
        ).map(ScheduleStatus.init)
    }
}
