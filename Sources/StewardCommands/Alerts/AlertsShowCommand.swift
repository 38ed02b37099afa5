// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardIntegration

/// `steward alerts show`
struct AlertsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one matter: what it is, since when, and what was told of it to whom.")

    @Argument(help: "The topic, as “steward alerts list” has it.")
    var topic: String

    @OptionGroup var alerts: AlertOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await alerts.with { alerting in
            guard let state = try await alerting.matter(topic) else {
                let known = try await alerting.open().map(\.topic).joined(separator: ", ")
                throw CommandError(
                    .notFound,
                    "Nothing is known of “\(topic)”; "
                        + (known.isEmpty ? "nothing is the matter now." : "there are: \(known)."))
            }
            output.printer.show(Self.record(state, try await alerting.history(of: topic, limit: 20)))
        }
    }

    private static func record(_ state: AlertedMatter, _ history: [ToldAlert]) -> Record {
        let told = history.map { told -> JSON in
            let channels = told.deliveries.map { delivery in
                "\(delivery.channel) \(delivery.state.rawValue)\(delivery.reason.map { " (\($0))" } ?? "")"
            }
            return .string(
                "\(told.madeAt.formatted(.iso8601)) \(told.sort): "
                    + (channels.isEmpty ? "nobody" : channels.joined(separator: "; ")))
        }
        return Record([
            ("topic", "Topic", .string(state.topic)), ("state", "State", .string(state.isOver ? "over" : "open")),
            ("severity", "Severity", .string(state.matter.severity.rawValue)),
            ("subject", "What", .string(state.matter.subject)), ("text", "Text", .string(state.matter.text)),
            ("since", "Since", AlertOptions.time(state.since)),
            ("gone_at", "Gone since", AlertOptions.time(state.goneAt)),
            ("returns", "Came back", .integer(Int64(state.returns))),
            ("reminders", "Reminders", .integer(Int64(state.reminders))),
            ("remind_at", "Next reminder", AlertOptions.time(state.remindAt)),
            ("muted_until", "Muted until", AlertOptions.time(state.mutedUntil)),
            ("muted_by", "Muted by", state.mutedBy.map(JSON.string) ?? .null), ("told", "Told", .array(told)),
        ])
    }
}
