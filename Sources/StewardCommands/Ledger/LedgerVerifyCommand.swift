// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardLedger
import StewardServer

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
            return try finish([(target, report)], shown: [])
        }
        let (reports, shown) = try await installation.with { installation in
            let ledger = installation.ledger
            let books = try await ledger.books().map(\.id).filter { target == nil || $0.name == target }
            guard !books.isEmpty else {
                throw CommandError(
                    .notFound, target.map { "There is no folder and no book “\($0)”." } ?? "There is no book yet.")
            }
            var reports: [(String, VerificationReport)] = []
            var shown: [ShownState] = []
            for book in books {
                let report = try await ledger.verify(book, trustedKey: trusted)
                reports.append((book.name, report))
                // Of a book that was changed nothing follows that could be compared.
                guard report.problems.isEmpty else { continue }
                if let state = try await ShownState(of: book, in: installation) { shown.append(state) }
            }
            return (reports, shown)
        }
        try finish(reports, shown: shown)
    }

    private static func verifier(_ text: String) throws -> NoteVerifier {
        let content = FileManager.default.contents(atPath: text).map { String(decoding: $0, as: UTF8.self) } ?? text
        return try NoteVerifier(parsing: content.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private func finish(_ reports: [(name: String, report: VerificationReport)], shown: [ShownState]) throws {
        var lines: [String] = []
        for (name, report) in reports {
            let verdict =
                report.isSound ? "sound" : report.problems.isEmpty ? "sound, but nothing signed proves it" : "NOT SOUND"
            lines.append("\(name): \(report.entries) entries, \(verdict)")
            for problem in report.problems { lines.append("  \(problem)") }
        }
        lines += shown.flatMap(\.lines)
        let states = Dictionary(shown.map { ($0.book, $0.json) }, uniquingKeysWith: { first, _ in first })
        output.printer.show(
            lines.joined(separator: "\n"),
            json: .array(
                reports.map { name, report in
                    .object(
                        [JSON.Member("name", .string(name)), JSON.Member("report", report.json)]
                            + (states[name].map { [JSON.Member("shown", $0)] } ?? []))
                }))
        let booksAgree = reports.allSatisfy { $0.report.problems.isEmpty }
        if !booksAgree || !shown.allSatisfy(\.agrees) { throw ExitStatus.attention.code }
    }
}
