// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardJobs

extension MatterSource {
    /// Schedules whose run is missing, or whose last job failed and nobody has settled: one matter for each.
    package static func schedules(_ queue: JobQueue) -> MatterSource {
        MatterSource(name: "schedule") {
            var found: [String: Matter] = [:]
            for run in try await Schedules(queue: queue).missing() where run.schedule != AlertJob.kind {
                found[run.schedule] = try missing(run)
            }
            // A failed job says more than that its run is missing.
            for job in try await queue.list(JobFilter(needsPerson: true), limit: 500).items {
                guard let schedule = job.schedule, schedule != AlertJob.kind else { continue }
                found[schedule] = try failed(job, of: schedule)
            }
            return found.values.sorted { $0.topic < $1.topic }
        }
    }

    private static func missing(_ run: MissingRun) throws(AutomationError) -> Matter {
        let due = run.dueAt.formatted(.iso8601)
        let (sentence, repair) =
            switch run.cause {
            case .notStarted: ("was never begun: no server ran", "steward status")
            case .skipped: ("was left out, most often because the one before was not over", "steward schedules list")
            case .unfinished(let job): ("is not done yet", "steward jobs show \(job)")
            case .failed(let job, let reason):
                ("failed\(reason.map { ": " + unended($0) } ?? "")", "steward jobs show \(job)")
            }
        let last = run.lastSuccessAt.map { "It last succeeded \($0.formatted(.iso8601))." } ?? "It never succeeded."
        return try Matter(
            topic: topic(run.schedule), subject: "A run of the schedule “\(run.schedule)” is missing",
            text: "The run due \(due) \(sentence). \(last)\nSee: \(repair)", kind: "run-missing")
    }

    private static func failed(_ job: Job, of schedule: String) throws(AutomationError) -> Matter {
        let when = job.finishedAt.map { " " + $0.formatted(.iso8601) } ?? ""
        return try Matter(
            topic: topic(schedule), subject: "The schedule “\(schedule)” failed",
            text: "Its job was given up\(when): \(unended(job.reason ?? "no reason is kept")).\n"
                + "See: steward jobs show \(job.id)",
            kind: "schedule-failed")
    }

    /// A sentence without its full stop, to end another one.
    private static func unended(_ sentence: String) -> String {
        sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    private static func topic(_ schedule: String) -> String { "schedule:" + Matter.line(schedule, upTo: 100) }
}
