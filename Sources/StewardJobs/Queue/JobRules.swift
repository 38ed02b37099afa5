// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// What becomes of a job when an attempt ends. No clock and no database: state in, state out.
struct JobRules: Sendable {
    var backOff = BackOff.standard

    /// How an attempt ended, as the queue sees it.
    enum Ending: Sendable {
        /// The handler gave an outcome.
        case outcome(Outcome)
        /// The lease ran out: the node died, hung, or lost the database.
        case lost
        /// The node stopped in good order and gave the job back.
        case returned

        /// What the history calls it.
        var name: String {
            switch self {
            case .outcome(.done): "done"
            case .outcome(.retry): "retry"
            case .outcome(.snooze): "snooze"
            case .outcome(.cancel): "cancel"
            case .outcome(.discard): "discard"
            case .lost: "lost"
            case .returned: "returned"
            }
        }
    }

    /// How the job stands afterwards.
    struct Standing: Sendable, Equatable {
        var state: JobState
        var runAt: Date
        var failures: Int
        var reason: String?
        var result: JSON?
    }

    func standing(of job: Job, after ending: Ending, at now: Date) -> Standing {
        var next = Standing(
            state: .waiting, runAt: job.runAt, failures: job.failures, reason: job.reason, result: nil)
        switch ending {
        case .outcome(.done(let result)):
            next.state = .done
            next.reason = nil
            next.result = result
        case .outcome(.retry(let delay, let reason)):
            fail(&next, job, reason, at: now, delay: delay)
        case .outcome(.snooze(let instant)):
            next.runAt = instant
        case .outcome(.cancel(let reason)):
            next.state = .cancelled
            next.reason = reason
        case .outcome(.discard(let reason)):
            next.state = .discarded
            next.reason = reason
        case .lost:
            let node = job.node ?? "its node"
            fail(&next, job, "No sign of life from \(node) during attempt \(job.attempt).", at: now, delay: .zero)
        case .returned:
            next.runAt = now
        }
        if job.cancelRequested, next.state == .waiting {
            next.state = .cancelled
            next.reason = "Cancelled on request."
        }
        return next
    }

    private func fail(_ next: inout Standing, _ job: Job, _ reason: String, at now: Date, delay: Duration?) {
        next.failures = job.failures + 1
        next.reason = reason
        if next.failures >= job.maxAttempts {
            next.state = .discarded
            next.reason = "Given up after \(next.failures) attempts; the last: \(reason)"
        } else {
            let wait = delay ?? backOff.delay(afterFailures: next.failures, of: job.id)
            next.runAt = now.addingTimeInterval(max(0, wait.inSeconds))
        }
    }
}
