// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension ScheduleStatus {
    /// Reads a row of `schedules`.
    init(_ row: SQLRow) throws {
        let schedule = Schedule(
            name: try row.text("name"), kind: try row.text("kind"), payload: try JSON(column: row.text("payload")),
            trigger: try Trigger(parsing: try row.text("due")), zone: try LocalZone(try row.text("zone")),
            priority: Int(try row.integer("priority")), maxAttempts: Int(try row.integer("max_attempts")),
            timeLimit: try row.integerOrNil("time_limit").map { .microseconds($0) },
            grace: .microseconds(try row.integer("grace")), randomDelay: .microseconds(try row.integer("random_delay")),
            rules: try row.textOrNil("rules").map { try ScheduleRules(JSON(column: $0)) } ?? .standard,
            task: try row.textOrNil("task"))
        self.init(
            schedule: schedule, pausedAt: try row.dateOrNil("paused_at"), since: try row.date("since"),
            nextAt: try row.dateOrNil("next_at"), lastDueAt: try row.dateOrNil("last_due_at"),
            lastJob: try row.textOrNil("last_job").map { JobID($0) },
            lastSkippedAt: try row.dateOrNil("last_skipped_at"),
            lastSuccessDueAt: try row.dateOrNil("last_success_due_at"),
            lastSuccessAt: try row.dateOrNil("last_success_at"),
            obstacle: try row.textOrNil("obstacle").flatMap { ScheduleStep.Obstacle(rawValue: $0) },
            heldSince: try row.dateOrNil("held_since"))
    }
}

extension Schedule {
    /// The columns that a person decides, in the order of the table.
    var values: [SQLValue] {
        get throws(JobsError) {
            [
                SQLValue(name), SQLValue(kind), SQLValue(try payload.column), SQLValue(trigger.description),
                SQLValue(zone.identifier), SQLValue(priority), SQLValue(maxAttempts),
                SQLValue(microseconds: timeLimit), SQLValue(grace.microseconds), SQLValue(randomDelay.microseconds),
                SQLValue(rules == .standard ? nil : try rules.json.column), SQLValue(task),
            ]
        }
    }
}
