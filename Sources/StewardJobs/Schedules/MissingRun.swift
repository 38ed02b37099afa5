// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// A due time of a schedule whose job did not succeed within the grace. Worth telling somebody.
package struct MissingRun: Sendable, Hashable {
    package let schedule: String
    /// The latest due time whose grace is over.
    package let dueAt: Date
    package let grace: Duration
    /// When the schedule last succeeded; `nil` if never.
    package let lastSuccessAt: Date?
    package let cause: Cause
    /// What keeps the schedule, or made it leave the time out, where it is known.
    package let obstacle: ScheduleStep.Obstacle?

    package enum Cause: Sendable, Hashable {
        /// No job was made: no scheduler ran.
        case notStarted
        /// It was left out; most often because this job was not over, see ``MissingRun/obstacle``.
        case skipped(after: JobID?)
        /// The job still waits or runs.
        case unfinished(JobID)
        /// The job was cancelled or discarded.
        case failed(JobID, reason: String?)
    }

    /// Judges one schedule; `nil` when nothing is missing. `latest` is the newest job it made.
    init?(_ status: ScheduleStatus, latest: Job?, at now: Date) {
        let schedule = status.schedule
        guard status.pausedAt == nil else { return nil }
        let patience = schedule.grace.inSeconds + schedule.randomDelay.inSeconds
        guard let due = schedule.trigger.latest(atOrBefore: now.addingTimeInterval(-patience), in: schedule.zone),
            due > status.since, status.lastSuccessDueAt.map({ $0 < due }) ?? true
        else { return nil }
        self.schedule = schedule.name
        dueAt = due
        grace = schedule.grace
        lastSuccessAt = status.lastSuccessAt
        obstacle = status.obstacle
        if let latest, let made = latest.dueAt, made >= due {
            cause = latest.state.isFinal ? .failed(latest.id, reason: latest.reason) : .unfinished(latest.id)
        } else if let skipped = status.lastSkippedAt, skipped >= due {
            cause = .skipped(after: latest?.id)
        } else {
            cause = .notStarted
        }
    }
}
