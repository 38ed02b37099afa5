// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward schedules run NAME`
struct SchedulesRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a schedule's job now; its next time stays.",
        discussion: """
            The server does it, when one runs. With --here it is done in this process, without a server.
            """)

    @Argument(help: "Its name.")
    var name: String

    @Flag(name: .long, help: "Do it in this process and wait.")
    var here = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let job = try await installation.with { installation in
            let schedules = Schedules(queue: installation.jobs)
            guard try await schedules.show(name) != nil else { throw SchedulesCommand.missing(name) }
            guard var job = try await schedules.runNow(name) else {
                throw CommandError(
                    .unavailable, "The job of “\(name)” before is not over; see “steward jobs list”.")
            }
            if here {
                job = try await Handlers.perform(job, installation, also: .mail(ProcessInfo.processInfo.environment))
            }
            return job
        }
        output.printer.show(
            "Job \(job.id): \(job.state.rawValue)\(job.reason.map { ", \($0)" } ?? "")",
            json: .object(zip(JobsCommand.columns, JobsCommand.row(job)).map { .init($0.key, $1) }))
        if here, job.state != .done { throw ExitStatus.failure.code }
    }
}

/// `steward schedules pause NAME`
struct SchedulesPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Make no more jobs for a schedule; one that runs goes on.")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let found = try await installation.with { try await Schedules(queue: $0.jobs).pause(name) }
        guard found else { throw SchedulesCommand.missing(name) }
        output.printer.show(
            "Paused \(name). Go on with “steward schedules resume”.", json: ["name": .string(name), "paused": true])
    }
}

/// `steward schedules resume NAME`
struct SchedulesResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Make jobs for a schedule again, from now on; nothing is made up for.")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let status = try await installation.with { installation in
            let schedules = Schedules(queue: installation.jobs)
            guard try await schedules.resume(name) else { throw SchedulesCommand.missing(name) }
            return try await schedules.show(name)
        }
        let next = SchedulesCommand.time(status?.nextAt)
        output.printer.show(
            "Resumed \(name). It runs next at \(next.cell).",
            json: ["name": .string(name), "paused": false, "next_at": next])
    }
}

/// `steward schedules remove NAME`
struct SchedulesRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a schedule; its jobs and their history stay.")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let was = try await installation.with { try await Schedules(queue: $0.jobs).remove(name) }
        guard was else { throw SchedulesCommand.missing(name) }
        output.printer.show("Removed \(name).", json: ["name": .string(name), "removed": true])
    }
}
