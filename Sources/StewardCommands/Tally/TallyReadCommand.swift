// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer
import Tally

/// `steward tally read FILE…`
struct TallyReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Read scanned forms: what each cell says, and how sure that is.",
        discussion: """
            A cell is certain, proposed to a person, or unreadable. The program steward-read, which lies beside this \
            one, opens the files as a child process with limits on time and memory; STEWARD_READ names another one.

            steward tally read scan.pdf
            steward tally read page1.png page2.png --together --json

            Nothing is recorded without --into. With it the files are kept as evidence, a job reads each, and the \
            forms stand in the election from then on: what is certain counts, and each other cell waits for two \
            people in the review. The same file again adds nothing; a newer reading of it takes the place of an older \
            one, which stays in the book.

            steward tally read scan.pdf --into th-2026 --area 54_1 --set 3
            steward tally read --collected --into th-2026

            With --ask a model is shown the picture of each cell that is not certain, and of nothing else. What it \
            reads stands in the review beside the digits and the words; it makes no cell certain. Without --ask \
            nothing leaves this machine.

            steward tally read scan.pdf --into th-2026 --area 54_1 --set 3 --ask claude

            A file that is refused is named with the reason; the others are read all the same. Exit status 1 when a \
            file was refused, 4 when all that is missing are files that do not exist.
            """)

    @Argument(help: "PDF, PNG, JPEG or TIFF files.", completion: .file())
    var files: [String] = []

    @Flag(name: .long, help: "Read what was collected for the election; see “steward tally collect”. Needs --into.")
    var collected = false

    @Flag(name: .long, help: "The files are the pages of one document, in this order.")
    var together = false

    @Option(name: .long, help: "The election that the forms go into.")
    var into: String?

    @OptionGroup var place: ScanPlaceOptions

    @Option(name: .customLong("as"), help: "Who does it, as it will stand in the ledger. Default: the login name.")
    var person: String?

    @Flag(name: .long, help: "With --into: leave the reading to the server.")
    var later = false

    @Option(
        name: .long,
        help: "With --into: the connection of a model to ask about cells that are not certain; their pictures go there."
    )
    var ask: String?

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard files.isEmpty == collected else {
            throw ValidationError("Name the files to read, or say --collected for those that were collected.")
        }
        guard !collected || into != nil && place.isEmpty && !together else {
            throw ValidationError("--collected needs --into, and takes every file by itself and as the paper says.")
        }
        guard ask == nil || into != nil && !collected else {
            throw ValidationError("--ask needs --into and files that are named; --collected is read without a model.")
        }
        guard into == nil, !place.isEmpty || later || person != nil else { return }
        throw ValidationError("--area, --set, --unit, --later and --as say how forms go --into an election; name it.")
    }

    func run() async throws {
        let documents = together && !files.isEmpty ? [files] : files.map { [$0] }
        if let into { return try await record(documents, into: into) }
        let printer = output.printer
        let reader = try Self.reader()
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
        try Self.end(read.compactMap(\.refusal), printer)
    }

    private static func reader() throws -> PageReader {
        do {
            return try PageReader(ProcessInfo.processInfo.environment)
        } catch let refusal as PageReader.Refusal {
            throw CommandError(.failure, refusal.description)
        }
    }

    private func record(_ documents: [[String]], into election: String) async throws {
        let place = try place.place()
        if !later { _ = try Self.reader() }
        let recorded = try await installation.with { installation in
            _ = try await installation.elections.state(election)
            if let ask { output.printer.note(try await ThirdWitness(ask, in: installation).disclosure) }
            let recording = ScanRecording(
                election: election, place: place, actor: person ?? ElectionOptions.loginName, ask: ask,
                installation: installation)
            var queued: [ScanRecording.Document] = []
            for files in documents { queued.append(try await recording.queue(files)) }
            if collected { queued = try await recording.queueCollected() }
            guard !later else { return queued }
            var bar = output.printer.progress("Reading", total: queued.count)
            let finished = try await recording.finish(queued) { bar.update($0) }
            if queued.count > 1 { bar.finish(queued.count) }
            return finished
        }
        let text = recorded.isEmpty ? "Nothing was collected that can be read." : nil
        output.printer.show(
            text ?? recorded.map(\.text).joined(separator: "\n"), json: ["files": .array(recorded.map(\.json))])
        try Self.end(recorded.compactMap(\.refusal), output.printer)
    }

    /// Names what was refused.
    private static func end(_ refusals: [PageReader.Refusal], _ printer: Printer) throws {
        for refusal in refusals { printer.problem("steward: \(refusal)") }
        if !refusals.isEmpty {
            throw (refusals.allSatisfy { $0.missing == .document } ? ExitStatus.notFound : .failure).code
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
