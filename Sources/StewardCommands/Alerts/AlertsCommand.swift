// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardServer

/// `steward alerts …`
struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "See what is the matter, and set when people are told.",
        discussion: """
            Whatever is the matter is told once when it starts, again while it lasts, and once when it is over, on \
            every connection that sends notices: Mail, ntfy, Webhook. The server looks every five minutes (the job \
            automation.alerts), and at once when a schedule fails.
            """,
        subcommands: [
            AlertsListCommand.self, AlertsShowCommand.self, AlertsTestCommand.self, AlertsMuteCommand.self,
            AlertsUnmuteCommand.self, AlertsSettingsCommand.self,
        ])
}

/// Opens the alerts of an installation.
struct AlertOptions: ParsableArguments {
    @OptionGroup var installation: InstallationOptions

    /// Who asks.
    var actor: String { ElectionOptions.loginName }

    /// - Throws: `CommandError` for what the alerts refuse.
    func with<Value: Sendable>(_ body: (Alerting) async throws -> Value) async throws -> Value {
        try await installation.with { installation in
            do {
                return try await body(
                    Alerting(installation, also: .mail(ProcessInfo.processInfo.environment)))
            } catch let error as AutomationError {
                throw CommandError(error.code == .notFound ? .notFound : .failure, error.description)
            }
        }
    }

    static func time(_ date: Date?) -> JSON {
        guard let date else { return .null }
        return .string(date >= Alerting.everLater ? "it is over" : date.formatted(.iso8601))
    }
}
