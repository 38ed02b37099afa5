// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardIntegration
import StewardServer
import Tally

/// `steward tally init`
struct TallyInitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Start an election from the official count, or record a newer count of it.")

    @Option(name: .long, help: "The election's short name: letters, digits and “-”.")
    var election = "th-2026"

    @Option(name: .long, help: "The title people see.")
    var title = Self.standardTitle
    static let standardTitle = "Thai general election, 8 February 2026"

    @Option(name: .customLong("as"), help: "Who does it, as it will stand in the ledger.")
    var person: String?

    @OptionGroup var feed: FeedOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let dataset = try await feed.dataset(installation.folder)
        let actor = person ?? ElectionOptions.loginName
        let isNew = try await installation.with { installation in
            if try await installation.elections.names().contains(election) {
                return try await installation.elections.record(dataset, in: election, actor: actor)
            }
            try await installation.elections.create(election, title: title, dataset: dataset, actor: actor)
            return true
        }
        for defect in dataset.defects.prefix(5) {
            output.printer.note("About the count: \(defect.message)")
        }
        let counts = [
            ("provinces", "provinces"), ("constituencies", "constituencies"), ("parties", "parties"),
            ("candidates", "candidates"), ("list_candidates", "names on party lists"),
        ].map { table, label in (table, label, dataset.tables[table]?.rowCount ?? 0) }
        let sentence = counts.map { "\($0.2) \($0.1)" }.joined(separator: ", ")
        output.printer.show(
            isNew
                ? "Election \(election): \(sentence)."
                : "Election \(election) has this very count already; nothing was added.",
            json: .object(
                [JSON.Member("election", .string(election)), JSON.Member("added", .bool(isNew))]
                    + counts.map { JSON.Member($0.0, .integer(Int64($0.2))) }
                    + [JSON.Member("defects", .integer(Int64(dataset.defects.count)))]))
    }
}

/// `steward tally snapshot`
struct TallySnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Keep the official count in a folder, byte for byte, with a manifest.",
        discussion: "With --from it checks a folder against its manifest instead of asking the service.")

    @Option(name: .long, help: "The folder to write.", completion: .directory)
    var to: String?

    @OptionGroup var feed: FeedOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard to != nil || feed.from != nil else {
            throw CommandError(
                .usage, "Say where to keep the snapshot (--to FOLDER), or which to check (--from FOLDER).")
        }
        let dataset = try await feed.dataset(installation.folder)
        if let to { try SnapshotWriter.write(dataset, to: to) }
        let listing = Listing(
            [("key", "File"), ("bytes", "Bytes"), ("sha256", "SHA-256"), ("url", nil)], empty: "No file.",
            rows: dataset.files.map {
                [.string($0.key), .integer(Int64($0.bytes.count)), .string($0.sha256), .string($0.url)]
            })
        output.printer.show(listing)
        for defect in dataset.defects { output.printer.note("About the count: \(defect.message)") }
        if !dataset.defects.isEmpty { throw ExitStatus.attention.code }
    }
}
