// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import Tally

/// `steward tally read FILE…`
struct TallyReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Read scanned forms: what each cell says, and how sure that is.",
        discussion: """
            A cell is certain, proposed to a person, or unreadable. Nothing is recorded. The program steward-read, \
            which lies beside this one, opens the files as a child process with limits on time and memory; \
            STEWARD_READ names another one.

            steward tally read scan.pdf
            steward tally read page1.png page2.png --together --json

            A file that is refused is named with the reason; the others are read all the same. Exit status 1 when a \
            file was refused, 4 when all that is missing are files that do not exist.
            """)

    @Argument(help: "PDF, PNG, JPEG or TIFF files.", completion: .file())
    var files: [String]

    @Flag(name: .long, help: "The files are the pages of one document, in this order.")
    var together = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let printer = output.printer
        let reader = try PageReader(ProcessInfo.processInfo.environment)
        let documents = together ? [files] : files.map { [$0] }
        // Two read at a time at most: each has a core, and up to the limit of memory.
        let atOnce = min(2, ProcessInfo.processInfo.activeProcessorCount)
        var bar = printer.progress("Reading", total: documents.count)
        let read: [ReadDocument]
        do {
            read = try await ReadDocument.read(documents, with: reader, atOnce: atOnce) { bar.update($0) }
        } catch is CancellationError {
            throw CommandError(.failure, "Stopped before every file was read; nothing is kept of it.")
        }
        if documents.count > 1 { bar.finish(documents.count) }
        printer.show(Self.text(read), json: Self.json(read))
        let refusals = read.compactMap(\.refusal)
        for refusal in refusals { printer.problem("steward: \(refusal)") }
        if !refusals.isEmpty {
            throw (refusals.allSatisfy(\.isMissing) ? ExitStatus.notFound : .failure).code
        }
    }

    static func text(_ documents: [ReadDocument]) -> String {
        let forms = documents.flatMap(\.forms)
        let accepted = forms.count(where: \.accepted)
        let refused = documents.count { $0.refusal != nil }
        var last = "Forms read: \(forms.count); accepted: \(accepted); for a person: \(forms.count - accepted)."
        if refused > 0 { last += " Refused: \(refused) of \(documents.count)." }
        return (documents.map(\.text) + [last]).joined(separator: "\n")
    }

    /// `forms` of all files in their order, and what became of each file.
    static func json(_ documents: [ReadDocument]) -> JSON {
        let forms = documents.flatMap { document in document.forms.map { $0.json(file: document.file) } }
        return ["forms": .array(forms), "files": .array(documents.map(\.json))]
    }
}
