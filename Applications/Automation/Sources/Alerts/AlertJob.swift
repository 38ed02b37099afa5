// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import Logging
import StewardCore
package import StewardJobs

/// The job `automation.alerts`: looks for what is the matter and tells people.
package struct AlertJob: JobHandler {
    package static let kind = "automation.alerts"
    package var kind: String { Self.kind }
    package let alerting: Alerting

    package init(_ alerting: Alerting) { self.alerting = alerting }

    /// Every five minutes. It is no schedule that can miss its own runs: a server that does not run tells nobody, which
    /// is what the ping to an outside address is for.
    package static var schedule: Schedule {
        Schedule(
            name: kind, kind: kind, trigger: .interval(.seconds(300)), zone: .utc, priority: 10, maxAttempts: 3,
            timeLimit: .seconds(600), grace: .seconds(900))
    }

    /// A run at once, because something happened.
    /// - Parameters:
    ///   - cause: makes it another run than that of another cause.
    ///   - delay: how long what happened may take to be in the database.
    package static func request(because cause: String, at now: Date, delay: Duration = .zero) -> JobRequest {
        JobRequest(
            kind: kind, idempotencyKey: cause, priority: 10,
            runAt: now.addingTimeInterval(Double(delay.components.seconds)), maxAttempts: 3,
            timeLimit: .seconds(600))
    }

    package func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let report = try await alerting.run()
        for subject in report.told { context.logger.info("told", metadata: ["subject": "\(subject)"]) }
        for failure in report.failed { context.logger.warning("\(failure)") }
        if let failure = report.pingFailure { context.logger.warning("the sign of life was not taken: \(failure)") }
        return .done([
            "open": .integer(Int64(report.open)), "told": .integer(Int64(report.told.count)),
            "taken": .integer(Int64(report.taken)), "failed": .integer(Int64(report.failed.count)),
            "pinged": .bool(report.pinged),
        ])
    }
}

extension Alerting {
    /// Puts the schedule of alerts into the list of schedules. One that is there stays as people have made it.
    /// - Throws: `JobsError`; `DatabaseError`.
    package static func keepSchedule(_ queue: JobQueue) async throws {
        let schedules = Schedules(queue: queue)
        if try await schedules.show(AlertJob.kind) == nil { try await schedules.put(AlertJob.schedule) }
    }
}
