// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward jobs show JOB`
struct JobsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a job and its attempts.")

    @Argument(help: "The job's id.")
    var job: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let id = JobID(job)
        let history = try await installation.with { try await $0.jobs.show(id) }
        guard let history else { throw CommandError(.notFound, "There is no job “\(job)”. See “steward jobs list”.") }
        var fields = zip(JobsCommand.columns, JobsCommand.row(history.job)).map { column, value in
            (key: column.key, label: column.heading ?? column.key, value: value) as (String, String?, JSON)
        }
        fields.append(
            (
                "attempts", "Attempts",
                .array(
                    history.attempts.map { attempt in
                        [
                            "number": .integer(Int64(attempt.number)), "node": .string(attempt.node),
                            "started_at": .string(attempt.startedAt.formatted(.iso8601)),
                            "finished_at": attempt.finishedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
                            "ending": attempt.ending.map(JSON.string) ?? .null,
                            "reason": attempt.reason.map(JSON.string) ?? .null,
                        ]
                    })
            ))
        output.printer.show(Record(fields.map { (key: $0.0, label: $0.1, value: $0.2) }))
    }
}
