// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `steward logs …`
struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Keep the logs of programs small.", subcommands: [LogsPurgeCommand.self])
}
