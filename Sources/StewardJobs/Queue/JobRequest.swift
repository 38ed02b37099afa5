// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// A job that somebody wants done.
package struct JobRequest: Sendable {
    package var kind: String
    package var payload: JSON
    /// Two requests of one kind with the same key are one job, for as long as the history keeps it.
    package var idempotencyKey: String?
    /// Higher runs sooner; 0 is ordinary.
    package var priority: Int
    /// Not before this instant; `nil` is at once.
    package var runAt: Date?
    /// After so many failed attempts it is discarded.
    package var maxAttempts: Int
    /// An attempt that takes longer is cancelled and repeated.
    package var timeLimit: Duration?
    var schedule: String?
    var dueAt: Date?

    package init(
        kind: String, payload: JSON = .object([]), idempotencyKey: String? = nil, priority: Int = 0,
        runAt: Date? = nil, maxAttempts: Int = 20, timeLimit: Duration? = nil
    ) {
        self.kind = kind
        self.payload = payload
        self.idempotencyKey = idempotencyKey
        self.priority = priority
        self.runAt = runAt
        self.maxAttempts = maxAttempts
        self.timeLimit = timeLimit
    }

    func validate() throws(JobsError) {
        guard !kind.isEmpty, kind.count <= 100 else {
            throw JobsError(.invalidRequest, "A job's kind must have 1 to 100 characters.")
        }
        guard (1...100_000).contains(maxAttempts) else {
            throw JobsError(.invalidRequest, "A job of kind \(kind) must be allowed 1 to 100000 attempts.")
        }
        if let timeLimit, timeLimit <= .zero {
            throw JobsError(.invalidRequest, "The time limit of a job of kind \(kind) must be longer than nothing.")
        }
    }
}
