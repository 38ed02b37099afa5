// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension JobQueue {
    /// The lines kept of a run, oldest first: those numbered after `after`, at most `limit`.
    ///
    /// Of each run the newest 400 lines are kept, up to 128 KiB; of a job those of its last five runs.
    package func log(of id: JobID, attempt: Int, after: Int64 = 0, limit: Int = 400) async throws -> [RunLine] {
        try await database.readCommitted { connection in
            try connection.query(
                """
                SELECT number, logged_at, level, line FROM job_logs
                WHERE job_id = $1 AND attempt = $2 AND number > $3 ORDER BY number LIMIT $4
                """,
                [SQLValue(id.description), SQLValue(attempt), .integer(after), SQLValue(max(1, limit))]
            ).map(RunLine.init)
        }
    }

    /// The attempts at a job of which lines are kept, newest first.
    package func loggedAttempts(of id: JobID) async throws -> [Int] {
        try await database.readCommitted { connection in
            try connection.query(
                "SELECT DISTINCT attempt FROM job_logs WHERE job_id = $1 ORDER BY attempt DESC",
                [SQLValue(id.description)]
            ).map { Int(try $0.integer("attempt")) }
        }
    }

    /// Keeps lines of an attempt, also of one that lost its lease: it still says what it did.
    func keep(_ batch: RunLog.Batch, of job: Job) async throws {
        guard !batch.lines.isEmpty else { return }
        try await write { try self.keep(batch, of: job, on: $0) }
    }

    func keep(_ batch: RunLog.Batch, of job: Job, on connection: any SQLConnection) throws {
        guard !batch.lines.isEmpty else { return }
        let run = [SQLValue(job.id.description), SQLValue(job.attempt)]
        for line in batch.lines {
            try connection.execute(
                """
                INSERT INTO job_logs (job_id, attempt, number, logged_at, level, line)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (job_id, attempt, number) DO NOTHING
                """,
                run + [.integer(line.number), SQLValue(line.at), SQLValue(line.level.rawValue), SQLValue(line.text)])
        }
        try connection.execute(
            "DELETE FROM job_logs WHERE job_id = $1 AND attempt = $2 AND number < $3", run + [.integer(batch.first)])
        if job.attempt > RunLog.attemptLimit {
            try connection.execute(
                "DELETE FROM job_logs WHERE job_id = $1 AND attempt <= $2",
                [SQLValue(job.id.description), SQLValue(job.attempt - RunLog.attemptLimit)])
        }
    }
}

extension RunLine {
    /// Reads a row of `job_logs`.
    init(_ row: SQLRow) throws {
        self.init(
            number: try row.integer("number"), at: try row.date("logged_at"),
            level: Level(rawValue: try row.text("level")) ?? .info, text: try row.text("line"))
    }
}
