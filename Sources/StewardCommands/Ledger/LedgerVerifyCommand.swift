// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardLedger
import StewardServer
import Tally

/// `steward ledger verify [BUNDLE or BOOK]`
struct LedgerVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a sealed bundle offline, or the books of this installation.",
        discussion: """
            With a folder it needs nothing but the folder. Without an argument every book is checked, every state that \
            people see is computed anew and compared, and every blob that entries name is looked for. Exit \
            status 3 when \
            anything is wrong; each problem is named with its place.
            """)

    @Argument(help: "A folder that “ledger export” wrote, or a book. Without it: all books.", completion: .directory)
    var target: String?

    @Option(
        name: .long, help: "The public key you trust, as key.pub of a bundle you got elsewhere; a file or its text.")
    var key: String?

    @Flag(name: .long, help: "Also check that every line is in canonical form.")
    var thorough = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let trusted = try key.map(Self.verifier)
        if let target, FileManager.default.fileExists(atPath: target) {
            let report = try LedgerVerifier(trustedKey: trusted, thorough: thorough).verify(bundle: target)
            return try finish([(target, report)], states: [])
        }
        let (reports, states) = try await installation.with { installation in
            let ledger = installation.ledger
            let books = try await ledger.books().map(\.id).filter { target == nil || $0.name == target }
            guard !books.isEmpty else {
                throw CommandError(
                    .notFound, target.map { "There is no folder and no book “\($0)”." } ?? "There is no book yet.")
            }
            var reports: [(String, VerificationReport)] = []
            var states: [(String, ProjectionComparison)] = []
            for book in books {
                reports.append((book.name, try await ledger.verify(book, trustedKey: trusted)))
                if book.name.hasPrefix("election:") {
                    states.append((book.name, try await ledger.compare(ElectionState.self, of: book)))
                }
            }
            return (reports, states)
        }
        try finish(reports, states: states)
    }

    private static func verifier(_ text: String) throws -> NoteVerifier {
        let content = FileManager.default.contents(atPath: text).map { String(decoding: $0, as: UTF8.self) } ?? text
        return try NoteVerifier(parsing: content.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private func finish(
        _ reports: [(name: String, report: VerificationReport)],
        states: [(name: String, comparison: ProjectionComparison)]
    ) throws {
        var lines: [String] = []
        for (name, report) in reports {
            let verdict =
                report.isSound ? "sound" : report.problems.isEmpty ? "sound, but nothing signed proves it" : "NOT SOUND"
            lines.append("\(name): \(report.entries) entries, \(verdict)")
            for problem in report.problems { lines.append("  \(problem)") }
        }
        for (name, comparison) in states {
            switch comparison {
            case .equal(let size): lines.append("\(name): what is shown is what \(size) entries say")
            case .neverRecorded: lines.append("\(name): nothing to compare with was recorded yet")
            case .differs, .bookChanged: lines.append("\(name): WHAT WAS SHOWN IS NOT WHAT THE ENTRIES SAY")
            }
        }
        output.printer.show(
            lines.joined(separator: "\n"),
            json: .array(reports.map { ["name": .string($0.name), "report": $0.report.json] }))
        let statesAgree = states.allSatisfy { state in
            switch state.comparison {
            case .equal, .neverRecorded: true
            case .differs, .bookChanged: false
            }
        }
        let booksAgree = reports.allSatisfy { $0.report.problems.isEmpty }
        if !statesAgree || !booksAgree { throw ExitStatus.attention.code }
    }
}
