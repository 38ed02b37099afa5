// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs

/// `steward schedules …`
struct SchedulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedules", abstract: "See and set when jobs are due.",
        subcommands: [
            SchedulesListCommand.self, SchedulesShowCommand.self, SchedulesAddCommand.self, SchedulesRunCommand.self,
            SchedulesPauseCommand.self, SchedulesResumeCommand.self, SchedulesRemoveCommand.self,
            SchedulesPresetsCommand.self, SchedulesImportCommand.self, SchedulesExportCommand.self,
        ])

    static func missing(_ name: String) -> CommandError {
        CommandError(.notFound, "There is no schedule “\(name)”. See “steward schedules list”.")
    }

    static func time(_ date: Date?) -> JSON { date.map { .string($0.formatted(.iso8601)) } ?? .null }

    /// How the newest job of a schedule went, in a few words.
    static func result(_ job: Job?) -> JSON {
        guard let job else { return .null }
        return .string(job.state.rawValue + (job.reason.map { ": \($0.prefix(60))" } ?? ""))
    }
}
