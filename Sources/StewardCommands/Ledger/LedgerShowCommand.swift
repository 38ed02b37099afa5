// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardLedger
import StewardServer

/// `steward ledger show [BOOK]`
struct LedgerShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "List the books, or the entries of one.")

    @Argument(help: "The book, as election:th-2026. Without it: all books.")
    var book: String?

    @Option(name: .long, help: "The first entry to show. Default: the last ones.")
    var from: Int64?

    @Option(name: .long, help: "At most so many entries.")
    var limit = 20

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let listing = try await installation.with { installation in
            guard let book else { return Self.listing(try await installation.ledger.books()) }
            let id = BookID(book)
            let size = try await installation.ledger.size(of: id)
            guard size > 0 else {
                throw CommandError(.notFound, "There is no book “\(book)”. See “steward ledger show”.")
            }
            let start = from ?? max(0, size - Int64(limit))
            return Self.listing(try await installation.ledger.entries(in: id, from: start, limit: limit))
        }
        output.printer.show(listing)
    }

    private static func listing(_ books: [Book]) -> Listing {
        Listing(
            [("book", "Book"), ("size", "Entries"), ("head", "Hash of the last entry")], empty: "No book yet.",
            rows: books.map { [.string($0.id.name), .integer($0.size), .string(Hexadecimal.text($0.head))] })
    }

    private static func listing(_ entries: [Entry]) -> Listing {
        Listing(
            [
                ("sequence", "No."), ("time", "Time"), ("kind", "Kind"), ("actor", "By"), ("hash", nil),
                ("payload", nil),
            ],
            empty: "No entry there.",
            rows: entries.map { entry in
                [
                    .integer(entry.sequence), .string(entry.time.formatted(.iso8601)), .string(entry.kind),
                    .string(entry.actor), .string(Hexadecimal.text(entry.hash)), entry.payload,
                ]
            })
    }
}
