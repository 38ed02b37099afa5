// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardLedger
import StewardServer
import Tally

/// `steward tally publish --to FOLDER`
struct TallyPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Write what anybody may see: a report that works offline, CSV, JSON, sealed evidence.",
        discussion: """
            The folder gets report.html (English), report.th.html (Thai) and report.nl.html (Dutch) in one file \
            each, findings.csv, figures.csv, findings.json, results.json, and evidence/, which “steward ledger \
            verify FOLDER/evidence” checks offline. The same book gives the same bytes.
            """)

    @Option(name: .long, help: "The folder to make.", completion: .directory)
    var to: String

    @OptionGroup var election: ElectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let files = try await installation.with { installation in
            let name = try await election.name(installation)
            let view = try await installation.elections.view(name)
            let publication = Publication(view: view)
            try publication.write(to: to)
            let book = Elections.book(name)
            try await installation.ledger.export(
                book, to: to + "/evidence", blobs: try await installation.blobs(namedIn: book), from: installation.blobs
            )
            return publication.fileNames + ["evidence/"]
        }
        output.printer.show(
            "Published in \(to): \(files.joined(separator: ", ")). Check it with: steward ledger verify \(to)/evidence",
            json: ["folder": .string(to), "files": .array(files.map(JSON.string))])
    }
}
