// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardJobs
import Synchronization

/// Counts the attempts at jobs that ended in this process, by kind and outcome.
final class JobMeter: Sendable {
    private struct Key: Hashable {
        let kind: String
        let outcome: String
    }
    private let table = Mutex<[Key: Histogram]>([:])

    func record(_ kind: String, _ outcome: String, _ duration: Duration) {
        table.withLock { table in
            table[Key(kind: kind, outcome: outcome), default: .ofJobs].observe(duration.seconds)
        }
    }

    var families: [MetricFamily] {
        var family = MetricFamily(
            "steward_job_attempt_duration_seconds", .histogram, unit: "seconds",
            "Time an attempt at a job took in this process, by kind and outcome. The count is that of the attempts.")
        let rows = table.withLock { $0 }
        for (key, histogram) in rows.sorted(by: { ($0.key.kind, $0.key.outcome) < ($1.key.kind, $1.key.outcome) }) {
            family.add([("kind", key.kind), ("outcome", key.outcome)], histogram)
        }
        return [family]
    }
}

/// A job's handler whose attempts are counted and timed.
package struct MeteredHandler: JobHandler {
    private let handler: any JobHandler
    private let meter: JobMeter

    /// Counts a handler's attempts in these meters.
    package init(_ handler: any JobHandler, _ meters: Meters) {
        self.handler = handler
        meter = meters.jobs
    }

    package var kind: String { handler.kind }

    package func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let start = ContinuousClock.now
        do {
            let outcome = try await handler.perform(job, context)
            meter.record(kind, Self.name(outcome), ContinuousClock.now - start)
            return outcome
        } catch {
            let name = error is CancellationError ? "stopped" : Self.name(Outcome(thrown: error))
            meter.record(kind, name, ContinuousClock.now - start)
            throw error
        }
    }

    private static func name(_ outcome: Outcome) -> String {
        switch outcome {
        case .done: "done"
        case .retry: "retry"
        case .snooze: "snooze"
        case .cancel: "cancel"
        case .discard: "discard"
        }
    }
}
