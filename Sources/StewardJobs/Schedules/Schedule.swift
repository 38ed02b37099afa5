// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// A job that is due again and again.
///
/// After downtime it catches up once, however often it was due meanwhile. It never overlaps itself: when it is due
/// while its job before is still waiting or running, that time is skipped. Its rules may say otherwise.
package struct Schedule: Sendable, Hashable {
    /// Unique; what people call it.
    package var name: String
    package var kind: String
    package var payload: JSON
    package var trigger: Trigger
    /// On whose wall the trigger's times are.
    package var zone: LocalZone
    package var priority: Int
    package var maxAttempts: Int
    package var timeLimit: Duration?
    /// When so long after a due time its job has not succeeded, the run counts as missing.
    package var grace: Duration
    /// Each job starts up to so much later than due; how much follows from the name and the time.
    package var randomDelay: Duration
    package var rules: ScheduleRules
    /// The task that it is one trigger of, where a task has several; they count as one another's jobs when it is asked
    /// whether the job before is over.
    package var task: String?

    package init(
        name: String, kind: String, payload: JSON = .object([]), trigger: Trigger, zone: LocalZone, priority: Int = 0,
        maxAttempts: Int = 20, timeLimit: Duration? = nil, grace: Duration = .seconds(3600),
        randomDelay: Duration = .zero, rules: ScheduleRules = .standard, task: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.payload = payload
        self.trigger = trigger
        self.zone = zone
        self.priority = priority
        self.maxAttempts = maxAttempts
        self.timeLimit = timeLimit
        self.grace = grace
        self.randomDelay = randomDelay
        self.rules = rules
        self.task = task
    }

    /// The job for a due time.
    func request(due: Date) -> JobRequest {
        var request = JobRequest(
            kind: kind, payload: payload, idempotencyKey: "schedule \(name) \(Int64(due.timeIntervalSince1970))",
            priority: priority, runAt: due.addingTimeInterval(delay(of: due)), maxAttempts: maxAttempts,
            timeLimit: timeLimit)
        request.schedule = name
        request.dueAt = due
        return request
    }

    private func delay(of due: Date) -> Double {
        let part = Double(stableHash("\(name) \(Int64(due.timeIntervalSince1970))") % 10_000) / 10_000
        return (randomDelay.inSeconds * part).rounded(.down)
    }

    func validate() throws(JobsError) {
        guard !name.isEmpty, name.count <= 100 else {
            throw JobsError(.invalidRequest, "A schedule's name must have 1 to 100 characters.")
        }
        guard task.map({ (1...100).contains($0.count) }) ?? true else {
            throw JobsError(.invalidRequest, "The task of schedule \(name) must have 1 to 100 characters.")
        }
        guard grace >= .zero, randomDelay >= .zero else {
            throw JobsError(.invalidRequest, "The grace and the random delay of schedule \(name) must not be negative.")
        }
        try request(due: Date(timeIntervalSince1970: 0)).validate()
    }
}

/// A schedule and how it stands.
package struct ScheduleStatus: Sendable, Hashable {
    package let schedule: Schedule
    /// Since when it makes no jobs; `nil` when not paused.
    package let pausedAt: Date?
    /// Since when it has its present trigger, or is no longer paused. Times before are not missed.
    package let since: Date
    /// When it is due next; `nil` when paused or never again.
    package let nextAt: Date?
    /// The last due time for which it made a job, and that job.
    package let lastDueAt: Date?
    package let lastJob: JobID?
    /// The last due time that was left out, see ``obstacle``.
    package let lastSkippedAt: Date?
    /// The last due time whose job was done, and when it was done.
    package let lastSuccessDueAt: Date?
    package let lastSuccessAt: Date?
    /// What keeps it since ``heldSince``, or else made it leave out ``lastSkippedAt``; `nil` once it makes a job again.
    package let obstacle: ScheduleStep.Obstacle?
    /// Since when it is due and waits for the obstacle to go; `nil` when it does not.
    package let heldSince: Date?
}
