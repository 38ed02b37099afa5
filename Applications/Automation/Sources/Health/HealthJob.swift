// SPDX-License-Identifier: Apache-2.0
import Logging
import StewardCore
import StewardJobs

/// Makes the health check as a job: `automation.health`, whose payload may set ``HealthLimits``.
///
/// What it finds is its result, and no failure of the job: the check itself was made.
struct HealthJob: JobHandler {
    static let kind = "automation.health"
    var kind: String { Self.kind }
    let records: HealthRecords
    let sources: HealthSources
    /// Told of every check, to alert people.
    let told: @Sendable (HealthReport) async -> Void

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let limits: HealthLimits
        do throws(AutomationError) { limits = try HealthLimits(job.payload) } catch {
            return .discard(reason: error.description)
        }
        let moment = HealthCheck.Moment(
            now: context.clock.now, limits: limits, last: try await records.newest()?.at)
        let report = try await HealthCheck.report(sources, moment)
        let hasChanged = try await records.keep(report, actor: "job \(job.kind)")
        context.logger.info("\(report.sentence)")
        for finding in report.troubles { context.logger.warning("\(finding.name): \(finding.sentence)") }
        await told(report)
        return .done([
            "overall": .string(report.overall.rawValue), "changed": .bool(hasChanged),
            "sentence": .string(report.sentence), "findings": .array(report.findings.map(\.json)),
        ])
    }
}
