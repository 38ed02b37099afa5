// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardLedger
import StewardServer

/// `steward ledger checkpoint BOOK`
struct LedgerCheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign the head of a book and print the signed note.")

    @Argument(help: "The book, as election:th-2026.")
    var book: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let signed = try await installation.with { installation in
            try await installation.ledger.checkpoint(BookID(book))
        }
        output.printer.show(
            signed.note.description,
            json: [
                "book": .string(book), "size": .integer(signed.checkpoint.size),
                "root": .string(Hexadecimal.text(signed.checkpoint.root)), "note": .string(signed.note.description),
            ])
    }
}
