// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardServer
import Tally

/// `steward tally import PATH`
struct TallyImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Keep announcements as evidence: every file a blob and an entry, or none of them.",
        discussion: """
            PATH is a folder or file of the public OCR dataset (matched/ or csv/) or of Steward's own JSON. \
            When one file is \
            wrong, it is named with the place, and nothing is imported. Importing the same files again adds nothing.
            """)

    @Argument(help: "A folder or a file.", completion: .file())
    var path: String

    @Flag(name: .long, help: "Only read and check everything.")
    var dryRun = false

    @OptionGroup var election: ElectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let source = try ImportSource.open(path)
        for left in source.leftOut { output.printer.note("Left out: \(left.path) (\(left.reason))") }
        if dryRun {
            try source.verify()
            return output.printer.show(
                "\(source.files.count) files are good.", json: ["files": .integer(Int64(source.files.count))])
        }
        let outcome = try await installation.with { installation in
            let name = try await election.name(installation)
            var bar = output.printer.progress("Importing", total: source.files.count)
            let outcome = try await installation.elections.importSource(
                source, into: name, actor: election.actor, progress: { bar.update($0) })
            bar.finish(source.files.count)
            return outcome
        }
        for credit in outcome.credits { output.printer.note("Credit: \(credit)") }
        output.printer.show(
            "Imported \(outcome.documents) documents in \(outcome.files) files; \(outcome.known) files were known.",
            json: outcome.json)
    }
}

extension ImportOutcome {
    var json: JSON {
        [
            "documents": .integer(Int64(documents)), "files": .integer(Int64(files)), "known": .integer(Int64(known)),
            "replaced": .integer(Int64(replaced)), "left_out": .array(leftOut.map { .string($0.path) }),
            "credits": .array(credits.map(JSON.string)),
        ]
    }
}
