// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardServer
import Tally

/// `steward tally run PATH…`
struct TallyRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Init, import, check and reconcile in one go.")

    @Argument(help: "Folders or files to import.", completion: .file())
    var paths: [String] = []

    @Option(name: .long, help: "The election's short name.")
    var election = "th-2026"

    @Option(name: .customLong("as"), help: "Who does it, as it will stand in the ledger.")
    var person: String?

    @OptionGroup var feed: FeedOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let actor = person ?? ElectionOptions.loginName
        let dataset = try await feed.dataset(installation.folder)
        let sources = try paths.map { try ImportSource.open($0) }
        let (check, reconciliation) = try await installation.with { installation in
            try await installation.elections.run(
                election, title: TallyInitCommand.standardTitle, dataset: dataset, sources: sources, actor: actor)
        }
        let rules = check.rules.merging(reconciliation.rules) { $0 + $1 }
        output.printer.show(
            RunReport.text(check, title: "Checked") + "\n" + RunReport.text(reconciliation, title: "Reconciled"),
            json: [
                "documents": check.summary["documents"] ?? .null, "check": check.summary,
                "reconcile": reconciliation.summary,
                "rules": .object(
                    rules.keys.sorted { $0.code < $1.code }.map { .init($0.code, .integer(Int64(rules[$0] ?? 0))) }),
            ])
        if check.attention + reconciliation.attention > 0 { throw ExitStatus.attention.code }
    }
}
