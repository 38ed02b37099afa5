// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardJobs

/// Does the jobs of one kind through another handler, and lets the alerts look at once when a schedule's job fails for
/// good, or succeeds after it had failed.
package struct AlertNudge: JobHandler {
    private let handler: any JobHandler
    private let alerting: Alerting

    package init(_ handler: any JobHandler, _ alerting: Alerting) {
        self.handler = handler
        self.alerting = alerting
    }

    package var kind: String { handler.kind }

    /// How long the end of a job takes to be in the database.
    private static var delay: Duration { .seconds(2) }

    package func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let outcome: Outcome
        do {
            outcome = try await handler.perform(job, context)
        } catch {
            if Self.isLast(job, Outcome(thrown: error)) { await nudge(job, context) }
            throw error
        }
        if Self.isLast(job, outcome) { await nudge(job, context) }
        if case .done = outcome, await wasFailing(job) { await nudge(job, context) }
        return outcome
    }

    /// Whether a job fails for good with this.
    private static func isLast(_ job: Job, _ outcome: Outcome) -> Bool {
        switch outcome {
        case .discard: true
        case .retry: job.failures + 1 >= job.maxAttempts
        default: false
        }
    }

    private func wasFailing(_ job: Job) async -> Bool {
        guard let schedule = job.schedule else { return false }
        let known = try? await alerting.matter("schedule:\(schedule)")
        return known?.isOpen ?? false
    }

    /// The next regular look finds what this one misses, so nothing of it is a failure of the job.
    private func nudge(_ job: Job, _ context: JobContext) async {
        guard job.schedule != nil, job.kind != AlertJob.kind else { return }
        let request = AlertJob.request(
            because: "job \(job.id) \(job.attempt)", at: context.clock.now, delay: Self.delay)
        _ = try? await context.enqueue(request)
    }
}
