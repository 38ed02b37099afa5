// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// How an attempt at a job ended.
package enum Outcome: Sendable, Equatable {
    /// The work is done. The value is kept with the job.
    case done(JSON?)
    /// It failed and should be repeated, after this long or, with `nil`, after the back-off. Counts as an attempt.
    case retry(after: Duration?, reason: String)
    /// There is nothing to do yet. Does not count as an attempt.
    case snooze(until: Date)
    /// It need not be done any more.
    case cancel(reason: String)
    /// It can never succeed.
    case discard(reason: String)

    /// Done, with nothing to keep.
    package static var done: Self { .done(nil) }

    /// What a thrown error means for a job: transient failures wait as long as the service asked, requests that can
    /// never succeed are discarded, all else is repeated after the back-off.
    package init(thrown error: any Error) {
        guard let failure = error as? IntegrationError else {
            self = .retry(after: nil, reason: String(describing: error))
            return
        }
        switch failure.code {
        case .invalidRequest, .unsupported: self = .discard(reason: failure.description)
        default: self = .retry(after: failure.retryAfter, reason: failure.description)
        }
    }
}
