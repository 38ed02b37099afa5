// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardJobs
import StewardServer

/// `steward jobs pause KIND`
struct JobsPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Begin no more jobs of a kind; what runs goes on.")

    @Argument(help: "The kind, as tally.check.")
    var kind: String

    @Option(name: .long, help: "Why, for whoever looks later.")
    var reason: String?

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await installation.with { try await $0.jobs.pause(kind: kind, reason: reason) }
        output.printer.show(
            "Paused \(kind). Go on with “steward jobs resume \(kind)”.", json: ["kind": .string(kind), "paused": true])
    }
}

/// `steward jobs resume KIND`
struct JobsResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Begin jobs of a kind again.")

    @Argument(help: "The kind, as tally.check.")
    var kind: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await installation.with { try await $0.jobs.resume(kind: kind) }
        output.printer.show("Resumed \(kind).", json: ["kind": .string(kind), "paused": false])
    }
}

/// `steward jobs cancel JOB`
struct JobsCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Stop a job: at once when it waits, at its next sign of life when it runs.")

    @Argument(help: "The job's id.")
    var job: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let id = JobID(job)
        let answer = try await installation.with { try await $0.jobs.cancel(id) }
        switch answer {
        case .cancelled: output.printer.show("Cancelled.", json: ["job": .string(job), "answer": "cancelled"])
        case .requested: output.printer.show("It will stop soon.", json: ["job": .string(job), "answer": "requested"])
        case .alreadyOver(let state): throw CommandError(.failure, "The job was over before: \(state.rawValue).")
        case .notFound: throw CommandError(.notFound, "There is no job “\(job)”. See “steward jobs list”.")
        }
    }
}
