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
                    random_delay, since, next_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, payload = excluded.payload, due = excluded.due,
                    zone = excluded.zone, priority = excluded.priority, max_attempts = excluded.max_attempts,
                    time_limit = excluded.time_limit, grace = excluded.grace, random_delay = excluded.random_delay,
                    since = excluded.since, next_at = excluded.next_at
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
                "UPDATE schedules SET paused_at = COALESCE(paused_at, $2), next_at = NULL WHERE name = $1",
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

    /// Makes a job for it now, due now; `nil` when its job before is not over. The next due time stays.
    /// - Throws: ``JobsError`` with `notFound`.
    package func runNow(_ name: String) async throws -> Job? {
        let now = queue.clock.now
        let job: Job? = try await queue.write { connection in
            guard let status = try self.held(name, on: connection) else {
                throw JobsError(.notFound, "There is no schedule named \(name).")
            }
            guard try !self.isBusy(name, on: connection) else { return nil }
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
}

extension Schedules {
    /// What one look at the schedules did.
    struct Advance: Sendable, Equatable {
        var started: [String] = []
        var skipped: [String] = []
        /// When the next schedule is due.
        var next: Date?
    }

    /// Makes the jobs that are due. Several nodes may call it at once: each due time makes one job.
    func advance() async throws -> Advance {
        let now = queue.clock.now
        let advance = try await queue.write { connection in
            var advance = Advance()
            let rows = try connection.query(
                "SELECT * FROM schedules WHERE next_at <= $1 ORDER BY name \(self.queue.engine.takingRows)",
                [SQLValue(now)])
            for row in rows { try self.advance(try ScheduleStatus(row), at: now, on: connection, &advance) }
            advance.next = try connection.first("SELECT MIN(next_at) AS next FROM schedules")?.dateOrNil("next")
            return advance
        }
        if !advance.started.isEmpty { queue.signal.wake() }
        return advance
    }

    private func advance(
        _ status: ScheduleStatus, at now: Date, on connection: any SQLConnection, _ advance: inout Advance
    ) throws {
        let schedule = status.schedule
        let isBusy = try isBusy(schedule.name, on: connection)
        let step = ScheduleStep(schedule, nextAt: status.nextAt, isBusy: isBusy, at: now)
        let name = SQLValue(schedule.name)
        switch step.action {
        case .wait: return
        case .run(let due):
            let job = try queue.enqueue(schedule.request(due: due), on: connection)
            try connection.execute(
                "UPDATE schedules SET next_at = $2, last_due_at = $3, last_job = $4 WHERE name = $1",
                [name, SQLValue(step.next), SQLValue(due), SQLValue(job.id.description)])
            advance.started.append(schedule.name)
        case .skip(let due):
            try connection.execute(
                "UPDATE schedules SET next_at = $2, last_skipped_at = $3 WHERE name = $1",
                [name, SQLValue(step.next), SQLValue(due)])
            advance.skipped.append(schedule.name)
        }
    }

    private func isBusy(_ name: String, on connection: any SQLConnection) throws -> Bool {
        try connection.first(
            "SELECT 1 AS busy FROM jobs WHERE schedule = $1 AND finished_at IS NULL LIMIT 1",
            [SQLValue(name)]) != nil
    }

    private func held(_ name: String, on connection: any SQLConnection) throws -> ScheduleStatus? {
        try connection.first(
            "SELECT * FROM schedules WHERE name = $1 \(queue.engine.waitingForRows)", [SQLValue(name)]
        ).map(ScheduleStatus.init)
    }
}
