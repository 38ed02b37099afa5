// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// A unit of durable work, as it stands.
package struct Job: Sendable, Hashable {
    package let id: JobID
    /// Which handler does it, as `tally.import`.
    package let kind: String
    package let payload: JSON
    package let idempotencyKey: String?
    /// Higher runs sooner; 0 is ordinary.
    package let priority: Int
    package let state: JobState
    /// Not before this instant. Lies in the future while a job waits for its next attempt or snoozes.
    package let runAt: Date
    package let createdAt: Date
    /// How often it was claimed; the number of the current or last attempt, and its fencing token.
    package let attempt: Int
    /// Attempts that counted: those that asked to be repeated or whose node died. Snoozing does not count.
    package let failures: Int
    package let maxAttempts: Int
    /// An attempt is cancelled and counts as failed when it takes longer.
    package let timeLimit: Duration?
    /// The schedule that made it, and the time it was due by that.
    package let schedule: String?
    package let dueAt: Date?
    /// Who works on it, and until when that holds without a sign of life.
    package let node: String?
    package let leaseUntil: Date?
    package let cancelRequested: Bool
    package let finishedAt: Date?
    /// Why it failed last, was cancelled or was discarded.
    package let reason: String?
    /// What the handler gave with `done`.
    package let result: JSON?
    package let progress: JobProgress?
}

/// Where a job stands.
package enum JobState: String, Sendable, CaseIterable {
    /// Waits for `runAt` and a free worker: new, to be repeated, or snoozing.
    case waiting
    /// A node works on it.
    case running
    /// The handler said so. Final.
    case done
    /// Somebody asked to stop it, or the handler did. Final.
    case cancelled
    /// It cannot succeed, or its attempts are used up; `reason` says why. Final.
    case discarded

    /// Whether nothing more happens by itself.
    package var isFinal: Bool { self != .waiting && self != .running }
}

/// One attempt at a job.
package struct JobAttempt: Sendable, Hashable {
    /// From 1.
    package let number: Int
    package let node: String
    package let startedAt: Date
    /// `nil` while it runs.
    package let finishedAt: Date?
    /// How it ended: `done`, `retry`, `snooze`, `cancel`, `discard`; `lost` when its node gave no sign of life;
    /// `returned` when its node stopped and gave it back; `nil` while it runs.
    package let ending: String?
    package let reason: String?
}

/// A job with its attempts, oldest first.
package struct JobHistory: Sendable {
    package let job: Job
    package let attempts: [JobAttempt]
}
