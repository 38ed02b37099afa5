// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward jobs run KIND`
struct JobsRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Add a job of a kind, or make a waiting, cancelled or given-up job due now.",
        discussion: """
            The server does it, when one runs. With --here it is done in this process, without a server.
            """)

    @Argument(help: "A kind, as tally.check, or a job's id.")
    var kind: String

    @Option(name: .long, help: "The job's payload, as JSON.")
    var payload = "{}"

    @Option(name: .long, help: "Two jobs of a kind with the same key are one.")
    var key: String?

    @Flag(name: .long, help: "Do it in this process and wait.")
    var here = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let payload = try Payload.parse(payload)
        let job = try await installation.with { installation in
            let kinds = Handlers.all(installation).map(\.kind)
            var job: Job
            if kinds.contains(kind) {
                job = try await installation.jobs.enqueue(
                    JobRequest(kind: kind, payload: payload, idempotencyKey: key))
            } else if let known = try await installation.jobs.runNow(JobID(kind)) {
                job = known
            } else {
                throw CommandError(
                    .notFound,
                    "There is no kind of job and no job “\(kind)” to run; kinds are \(kinds.joined(separator: ", "))."
                )
            }
            if here {
                job = try await Handlers.perform(
                    job, installation, also: .mail(ProcessInfo.processInfo.environment))
            }
            return job
        }
        output.printer.show(
            "Job \(job.id): \(job.state.rawValue)\(job.reason.map { ", \($0)" } ?? "")",
            json: .object(zip(JobsCommand.columns, JobsCommand.row(job)).map { .init($0.key, $1) }))
        if here, job.state != .done { throw ExitStatus.failure.code }
    }
}
