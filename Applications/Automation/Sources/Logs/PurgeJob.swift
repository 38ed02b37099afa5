// SPDX-License-Identifier: Apache-2.0
import Logging
import StewardCore
import StewardJobs

/// Purges logs as a job: `automation.purge`, whose payload is a ``LogPurge``.
struct PurgeJob: JobHandler {
    let kind = LogPurge.kind
    let automation: Automation
    /// Folders of which nothing may go.
    let protected: [String]

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let purge: LogPurge
        do throws(AutomationError) { purge = try LogPurge(job.payload) } catch {
            return .discard(reason: error.description)
        }
        guard !purge.rules.isEmpty else {
            context.logger.info("No rule is given, so nothing is purged.")
            return .done(["rules": [], "freed_bytes": 0])
        }
        let logger = context.logger
        let all = try await purge.run(now: context.clock.now, protecting: protected) { [automation] rule, done in
            if done.isWhole { logger.info("\(done.sentence)") } else { logger.warning("\(done.sentence)") }
            if let problem = await automation.record(done, of: rule, in: job) { logger.error("\(problem)") }
        }
        let result: JSON = [
            "rules": .array(all.map(\.json)), "freed_bytes": .integer(all.reduce(0) { $0 + $1.freedBytes }),
            "dry_run": .bool(purge.isDryRun),
        ]
        guard let problem = all.first(where: { !$0.isWhole }) else { return .done(result) }
        // What can be removed is removed; the rest needs a person.
        return .discard(reason: problem.sentence)
    }
}
