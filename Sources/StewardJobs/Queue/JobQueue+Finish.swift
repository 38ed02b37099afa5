// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

extension JobQueue {
    /// What a heartbeat learns.
    package enum LeaseAnswer: Sendable, Equatable {
        /// The job is this node's until then.
        case held(until: Date)
        /// The same, and somebody asked to stop the job.
        case cancelRequested(until: Date)
        /// The attempt is not the job's current one any more. Stop, and change nothing.
        case lost
    }

    /// Shows that an attempt is alive: extends its lease, and keeps its progress when there is news.
    package func heartbeat(_ job: Job, lease: Duration, progress: JobProgress? = nil) async throws -> LeaseAnswer {
        let until = clock.now.addingTimeInterval(lease.inSeconds)
        let report = try progress?.json.column
        return try await write { connection in
            let held = try connection.execute(
                """
                UPDATE jobs SET lease_until = $4, progress = COALESCE($5, progress)
                WHERE id = $1 AND attempt = $2 AND node = $3 AND state = 'running'
                """,
                job.token + [SQLValue(until), SQLValue(report)])
            guard held == 1 else { return .lost }
            let row = try connection.first(
                "SELECT cancel_requested FROM jobs WHERE id = $1", [SQLValue(job.id.description)])
            return try row?.bool("cancel_requested") == true ? .cancelRequested(until: until) : .held(until: until)
        }
    }

    /// Records how an attempt ended and gives the state the job then has.
    ///
    /// Gives `nil` and changes nothing when the attempt is not the job's current one: its lease ran out and the job was
    /// taken over. A late finish whose job nobody took over yet still counts.
    package func finish(
        _ job: Job, _ outcome: Outcome, progress: JobProgress? = nil
    ) async throws -> JobState? {
        try await end(job, .outcome(outcome), progress)
    }

    /// The same, and keeps the last lines of its log in the same transaction.
    func finish(_ job: Job, _ outcome: Outcome, progress: JobProgress?, log: RunLog.Batch) async throws -> JobState? {
        try await end(job, .outcome(outcome), progress, log)
    }

    /// Gives a claimed job back undone, for another node to take at once. Does not count as an attempt. `nil` as in
    /// ``finish(_:_:)``.
    @discardableResult
    package func giveBack(_ job: Job) async throws -> JobState? {
        try await end(job, .returned, nil)
    }

    private func end(
        _ job: Job, _ ending: JobRules.Ending, _ progress: JobProgress?, _ log: RunLog.Batch? = nil
    ) async throws -> JobState? {
        let report = try progress?.json.column
        let state: JobState? = try await write { connection in
            guard let current = try self.current(job, on: connection) else { return nil }
            if let log { try self.keep(log, of: job, on: connection) }
            if let report {
                try connection.execute(
                    "UPDATE jobs SET progress = $4 WHERE id = $1 AND attempt = $2 AND node = $3",
                    job.token + [SQLValue(report)])
            }
            return try self.record(ending, of: current, at: self.clock.now, on: connection)
        }
        if state == .waiting { signal.wake() }
        return state
    }

    /// The job as it stands, held for a change, if this attempt is still its current one.
    func current(_ job: Job, on connection: any SQLConnection) throws -> Job? {
        try connection.first(
            """
            SELECT * FROM jobs WHERE id = $1 AND attempt = $2 AND node = $3 AND state = 'running'
            \(engine.waitingForRows)
            """, job.token
        ).map(Job.init)
    }

    /// Writes what the rules make of an ending.
    @discardableResult
    func record(
        _ ending: JobRules.Ending, of job: Job, at now: Date, on connection: any SQLConnection
    ) throws -> JobState {
        let next = rules.standing(of: job, after: ending, at: now)
        try connection.execute(
            """
            UPDATE jobs SET state = $2, run_at = $3, failures = $4, reason = $5, result = $6, finished_at = $7,
                node = NULL, lease_until = NULL WHERE id = $1
            """,
            [
                SQLValue(job.id.description), SQLValue(next.state.rawValue), SQLValue(next.runAt),
                SQLValue(next.failures), keptReason(next.reason), SQLValue(try next.result?.column),
                SQLValue(next.state.isFinal ? now : nil),
            ])
        try connection.execute(
            "UPDATE job_attempts SET finished_at = $3, ending = $4, reason = $5 WHERE job_id = $1 AND number = $2",
            [
                SQLValue(job.id.description), SQLValue(job.attempt), SQLValue(now), SQLValue(ending.name),
                next.state == .done ? .null : keptReason(next.reason),
            ])
        if next.state == .done, let schedule = job.schedule, let due = job.dueAt {
            try connection.execute(
                """
                UPDATE schedules SET last_success_due_at = $2, last_success_at = $3
                WHERE name = $1 AND (last_success_due_at IS NULL OR last_success_due_at <= $2)
                """,
                [SQLValue(schedule), SQLValue(due), SQLValue(now)])
        }
        if next.state == .waiting { try engine.announce(on: connection) }
        return next.state
    }

    /// Runs `effect` in one transaction with a note of its key, unless the note is already there.
    ///
    /// Gives whether it ran now. Two attempts at one job can never both run it, nor can one that lost its lease.
    /// - Throws: ``JobsError`` with `leaseLost`; whatever `effect` throws, and then nothing of it happened.
    func once(
        _ key: String, of job: Job, _ effect: @escaping @Sendable (any SQLConnection) throws -> Void
    ) async throws -> Bool {
        // Not `self.write`: the effect deserves the strictest isolation that the engine has.
        try await database.write { connection in
            guard try self.current(job, on: connection) != nil else {
                throw JobsError(
                    .leaseLost, "The job \(job.id) is no longer in the hands of \(job.node ?? "this node").")
            }
            let isNew = try connection.execute(
                """
                INSERT INTO job_effects (job_id, effect_key, attempt, recorded_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (job_id, effect_key) DO NOTHING
                """,
                [SQLValue(job.id.description), SQLValue(key), SQLValue(job.attempt), SQLValue(self.clock.now)])
            if isNew == 1 { try effect(connection) }
            return isNew == 1
        }
    }
}

extension Job {
    /// What a change by this attempt must match: job, attempt, node.
    fileprivate var token: [SQLValue] { [SQLValue(id.description), SQLValue(attempt), SQLValue(node)] }
}
