// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension Schedules {
    /// What one look at the schedules did.
    struct Advance: Sendable, Equatable {
        var started: [String] = []
        var skipped: [String] = []
        /// Due, and kept by an obstacle.
        var held: [String] = []
        /// Jobs that are to stop, because their schedules want to begin anew or the machine went on battery.
        var stopping: [JobID] = []
        /// When the next schedule is due.
        var next: Date?
    }

    /// Makes the jobs that are due. Several nodes may call it at once: each due time makes one job.
    func advance(_ machine: MachineState = MachineState()) async throws -> Advance {
        let now = queue.clock.now
        let advance = try await queue.write { connection in
            var advance = Advance()
            let rows = try connection.query(
                "SELECT * FROM schedules WHERE next_at <= $1 ORDER BY name \(self.queue.engine.takingRows)",
                [SQLValue(now)])
            for row in rows { try self.advance(try ScheduleStatus(row), machine, at: now, on: connection, &advance) }
            if machine.isOnBattery { advance.stopping += try self.onMainsOnly(at: now, on: connection) }
            advance.next = try connection.first(
                "SELECT MIN(next_at) AS next FROM schedules WHERE next_at > $1", [SQLValue(now)])?.dateOrNil("next")
            return advance
        }
        if !advance.started.isEmpty { queue.signal.wake() }
        for job in advance.stopping { _ = try await queue.cancel(job, reason: "Stopped by the rules of its schedule.") }
        return advance
    }

    private func advance(
        _ status: ScheduleStatus, _ machine: MachineState, at now: Date, on connection: any SQLConnection,
        _ advance: inout Advance
    ) throws {
        let schedule = status.schedule
        let isBusy = try isBusy(schedule, on: connection)
        let step = ScheduleStep(
            schedule, nextAt: status.nextAt, isBusy: isBusy, isHeld: status.heldSince != nil, machine: machine, at: now)
        let name = SQLValue(schedule.name)
        switch step.action {
        case .wait: return
        case .run(let due):
            let job = try queue.enqueue(schedule.request(due: due), on: connection)
            try connection.execute(
                """
                UPDATE schedules SET next_at = $2, last_due_at = $3, last_job = $4, obstacle = NULL, held_since = NULL
                WHERE name = $1
                """,
                [name, SQLValue(step.next), SQLValue(due), SQLValue(job.id.description)])
            advance.started.append(schedule.name)
        case .skip(let due, let obstacle):
            try connection.execute(
                """
                UPDATE schedules SET next_at = $2, last_skipped_at = $3, obstacle = $4, held_since = NULL
                WHERE name = $1
                """,
                [name, SQLValue(step.next), SQLValue(due), SQLValue(obstacle.rawValue)])
            advance.skipped.append(schedule.name)
        case .hold(let obstacle):
            try connection.execute(
                "UPDATE schedules SET obstacle = $2, held_since = COALESCE(held_since, $3) WHERE name = $1",
                [name, SQLValue(obstacle.rawValue), SQLValue(now)])
            advance.held.append(schedule.name)
            guard obstacle == .busy, schedule.rules.overlap == .replace else { return }
            advance.stopping += try unfinished(schedule, limit: 100, on: connection)
        }
    }

    /// The jobs under way whose schedules want them stopped on battery. A schedule whose job had not begun is due
    /// again, for when there is mains power.
    private func onMainsOnly(at now: Date, on connection: any SQLConnection) throws -> [JobID] {
        let rows = try connection.query(
            """
            SELECT jobs.id, jobs.state, jobs.attempt, schedules.name, schedules.rules FROM jobs
            JOIN schedules ON schedules.name = jobs.schedule
            WHERE jobs.finished_at IS NULL AND jobs.cancel_requested = 0 AND schedules.rules IS NOT NULL
            """)
        return try rows.compactMap { row in
            let rules = try ScheduleRules(JSON(column: row.text("rules")))
            guard rules.stopsOnBattery else { return nil }
            let isNew = try row.text("state") == JobState.waiting.rawValue && row.integer("attempt") == 0
            if isNew, rules.onlyOnMains, rules.catchesUp {
                try connection.execute(
                    "UPDATE schedules SET next_at = $2, obstacle = $3, held_since = $4 WHERE name = $1",
                    [
                        // Later than the time it was due, whose job there is already.
                        SQLValue(try row.text("name")), SQLValue(now.addingTimeInterval(1)),
                        SQLValue(ScheduleStep.Obstacle.battery.rawValue), SQLValue(now),
                    ])
            }
            return JobID(try row.text("id"))
        }
    }
}
