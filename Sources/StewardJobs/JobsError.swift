// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a job or a schedule that somebody asked for. Equal when the codes are.
package struct JobsError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    /// One sentence for a person: the place and the repair.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A failure kind. Kinds may be added, so a `switch` needs a `default`.
    package enum Code: String, Sendable {
        /// The text of a cron expression, calendar trigger or interval is wrong, or it would never run.
        case invalidTrigger
        /// There is no IANA time zone of that name.
        case invalidZone
        /// A field of a request is out of bounds (an empty kind, no attempts, a negative duration).
        case invalidRequest
        /// The attempt is no longer the job's current one; another node may be at work on it.
        case leaseLost
        /// There is no such job or schedule.
        case notFound
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
    package var description: String { message }
}
