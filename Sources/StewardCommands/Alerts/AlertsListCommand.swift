// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Automation
import Foundation
import StewardCore
import StewardIntegration

/// `steward alerts list`
struct AlertsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what is the matter now, or what was told.",
        discussion: "Exit status 3 when something is the matter that is not muted.")

    @Flag(name: .long, help: "List what was told to whom, newest first, instead.")
    var told = false

    @Flag(name: .long, help: "Look at everything first, and tell what is to be told, as the server does.")
    var look = false

    @OptionGroup var alerts: AlertOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let isWell = try await alerts.with { alerting in
            if look {
                let report = try await alerting.run()
                for failure in report.failed { output.printer.problem("WARN \(failure)") }
            }
            let open = try await alerting.open()
            if told {
                output.printer.show(Self.listing(try await alerting.history()))
            } else {
                output.printer.show(Self.listing(open))
            }
            return open.allSatisfy { $0.isMuted(at: alerting.clock.now) }
        }
        if !isWell { throw ExitStatus.attention.code }
    }

    private static func listing(_ open: [AlertedMatter]) -> Listing {
        Listing(
            [
                ("topic", "Topic"), ("severity", "Severity"), ("subject", "What"), ("since", "Since"),
                ("told_at", "Told"), ("muted_until", "Muted until"),
            ], empty: "Nothing is the matter that is known.",
            rows: open.map { state in
                [
                    .string(state.topic), .string(state.matter.severity.rawValue), .string(state.matter.subject),
                    AlertOptions.time(state.since), AlertOptions.time(state.toldAt),
                    AlertOptions.time(state.mutedUntil),
                ]
            })
    }

    private static func listing(_ history: [ToldAlert]) -> Listing {
        Listing(
            [
                ("at", "When"), ("sort", "Sort"), ("severity", "Severity"), ("subject", "What"), ("topics", nil),
                ("channels", "Channels"),
            ], empty: "Nothing was told yet.",
            rows: history.map { told in
                [
                    AlertOptions.time(told.madeAt), .string(told.sort),
                    .string(told.notice.severity.rawValue), .string(told.notice.subject),
                    .array(told.topics.map(JSON.string)),
                    .array(told.deliveries.map { .string("\($0.channel): \($0.state.rawValue)") }),
                ]
            })
    }
}
