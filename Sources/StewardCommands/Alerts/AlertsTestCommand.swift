// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import StewardCore

/// `steward alerts test`
struct AlertsTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send one notice on a channel, to see whether it arrives.")

    @Argument(help: "The connection's name; “mail” is also that of the variables SMTP_….")
    var channel: String

    @OptionGroup var alerts: AlertOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await alerts.with { alerting in
            try await alerting.test(channel, by: alerts.actor)
            output.printer.show(
                "A test was sent on “\(channel)”. Look whether it arrived.", json: ["channel": .string(channel)])
        }
    }
}
