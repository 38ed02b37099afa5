// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardJobs

/// `steward alerts mute`
struct AlertsMuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute", abstract: "Tell nobody of a matter for a while, or until it is over.")

    @Argument(help: "The topic, as “steward alerts list” has it.")
    var topic: String

    @Option(name: .customLong("for"), help: "How long, as 2h or 1d. Without it: until it is over.")
    var span: String?

    @OptionGroup var alerts: AlertOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let span = try self.span.map { text in
            guard let span = Duration(parsing: text), span > .zero else {
                throw CommandError(.usage, "“\(text)” is no span of time; write it as 30m, 2h or 1d.")
            }
            return span
        }
        try await alerts.with { alerting in
            let until = span.map { alerting.clock.now.addingTimeInterval(Double($0.components.seconds)) }
            try await alerting.mute(topic, until: until, by: alerts.actor)
            output.printer.show(
                until.map { "Nobody is told of it until \($0.formatted(.iso8601))." }
                    ?? "Nobody is told of it until it is over.",
                json: ["topic": .string(topic), "muted_until": AlertOptions.time(until ?? Alerting.everLater)])
        }
    }
}

/// `steward alerts unmute`
struct AlertsUnmuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmute", abstract: "Tell people of a matter again.")

    @Argument(help: "The topic, as “steward alerts list” has it.")
    var topic: String

    @OptionGroup var alerts: AlertOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await alerts.with { alerting in
            try await alerting.unmute(topic)
            output.printer.show("People are told of it again.", json: ["topic": .string(topic)])
        }
    }
}
