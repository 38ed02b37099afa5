// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardLedger
import StewardServer
import Tally

/// `steward ledger export BOOK --to FOLDER`
struct LedgerExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Seal a book: a folder that anybody can verify offline.")

    @Argument(help: "The book, as election:th-2026.")
    var book: String

    @Option(name: .long, help: "The folder to make.", completion: .directory)
    var to: String

    @Flag(name: .long, help: "Leave the blobs out; their hashes stay in the entries.")
    var withoutBlobs = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let signed = try await installation.with { installation in
            let id = BookID(book)
            let blobs = withoutBlobs ? [] : try await installation.blobs(namedIn: id)
            return try await installation.ledger.export(id, to: to, blobs: blobs, from: installation.blobs)
        }
        output.printer.show(
            "Sealed \(signed.checkpoint.size) entries in \(to). Check it with: steward ledger verify \(to)",
            json: ["book": .string(book), "folder": .string(to), "size": .integer(signed.checkpoint.size)])
    }
}
