// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension Job {
    /// Reads a row of `jobs`.
    init(_ row: SQLRow) throws {
        let state = try row.text("state")
        guard let known = JobState(rawValue: state) else {
            throw DatabaseError(.decoding, "A job has the state “\(state)”, which this version does not know.")
        }
        self.init(
            id: JobID(try row.text("id")), kind: try row.text("kind"), payload: try JSON(column: row.text("payload")),
            idempotencyKey: try row.textOrNil("idempotency_key"), priority: Int(try row.integer("priority")),
            state: known, runAt: try row.date("run_at"), createdAt: try row.date("created_at"),
            attempt: Int(try row.integer("attempt")), failures: Int(try row.integer("failures")),
            maxAttempts: Int(try row.integer("max_attempts")),
            timeLimit: try row.integerOrNil("time_limit").map { .microseconds($0) },
            schedule: try row.textOrNil("schedule"), dueAt: try row.dateOrNil("due_at"),
            node: try row.textOrNil("node"), leaseUntil: try row.dateOrNil("lease_until"),
            cancelRequested: try row.bool("cancel_requested"), finishedAt: try row.dateOrNil("finished_at"),
            reason: try row.textOrNil("reason"), result: try row.textOrNil("result").map { try JSON(column: $0) },
            progress: try row.textOrNil("progress").map { JobProgress(try JSON(column: $0)) })
    }
}

extension JobAttempt {
    /// Reads a row of `job_attempts`.
    init(_ row: SQLRow) throws {
        self.init(
            number: Int(try row.integer("number")), node: try row.text("node"), startedAt: try row.date("started_at"),
            finishedAt: try row.dateOrNil("finished_at"), ending: try row.textOrNil("ending"),
            reason: try row.textOrNil("reason"))
    }
}

extension JSON {
    /// Reads JSON kept in a column.
    init(column text: String) throws { try self.init(parsing: Array(text.utf8)) }

    /// The text kept in a column.
    /// - Throws: ``JobsError`` when the value holds what JSON cannot say.
    var column: String {
        get throws(JobsError) {
            do {
                return String(decoding: try canonicalBytes(), as: UTF8.self)
            } catch {
                throw JobsError(.invalidRequest, "The value cannot be kept as JSON: \(error).")
            }
        }
    }
}

/// A reason as it is kept: without NUL, which no engine takes, and not endless.
func keptReason(_ reason: String?) -> SQLValue {
    guard let reason else { return .null }
    return .text(String(reason.prefix(2000)).replacing("\0", with: "\u{FFFD}"))
}
