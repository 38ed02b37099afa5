// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardServer
import Tally

/// `steward tally decide FINDING`
struct TallyDecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Record what a person says of a finding: confirm, reject, correct or undo.",
        discussion: """
            Nothing is changed: the decision stands beside the readings, in the ledger. A correction that \
            changes a winner \
            counts when a second person gives the same value.
            """)

    @Argument(help: "The finding's id.")
    var finding: String

    @Argument(help: "confirm, reject, correct or undo.")
    var decision: String

    @Option(name: .long, help: "Why; needed to reject and to correct.")
    var reason = ""

    @Option(name: .long, help: "The cell that was read wrongly, as field.good or row.12.")
    var cell: String?

    @Option(name: .long, help: "What the cell really says.")
    var value: Int?

    @OptionGroup var election: ElectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let verdict = Decision.Verdict(rawValue: decision) else {
            throw CommandError(.usage, "“\(decision)” is no decision; there are confirm, reject, correct and undo.")
        }
        var correction: Decision.Correction?
        if let cell, let value { correction = Decision.Correction(cell: cell, value: value) }
        let made = Decision(
            findingID: finding, verdict: verdict, reason: reason, correction: correction, person: election.actor)
        let status = try await installation.with { installation in
            try await installation.elections.decide(made, in: try await election.name(installation))
        }
        output.printer.show(
            "Recorded. The finding is now: \(status.rawValue).",
            json: ["finding": .string(finding), "status": .string(status.rawValue)])
    }
}
