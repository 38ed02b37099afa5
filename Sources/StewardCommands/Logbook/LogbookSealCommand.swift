// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Logbook
import StewardCore
import StewardLedger
import StewardServer

/// `steward logbook seal [CAR] --to FOLDER`
struct LogbookSealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Seal a report with the car's book: a folder that anybody can verify offline.",
        discussion: """
            The report becomes an entry of the book, and its files lie in the folder beside every entry of the book. \
            A changed byte in any of them is found by “steward ledger verify FOLDER”. Without days: the current year.
            """)

    @Argument(help: "The car's id, name or plate. Default: the only one.")
    var car: String?

    @Option(name: .long, help: "The folder to make.", completion: .directory)
    var to: String

    @OptionGroup var style: ReportStyleOptions
    @OptionGroup var days: PeriodOptions
    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let signed = try await own.with { own in
            let car = try await own.car(car)
            let sealed = try await own.logbook.sealReport(
                of: car.id, account: own.account.id, country: try style.office,
                period: try days.period(of: car, now: own.installation.clock), options: try style.options(own),
                store: own.installation.blobs, actor: own.account.actor)
            let book = Logbook.book(vehicle: car.id)
            let earlier = try await own.installation.blobs(namedIn: book)
            return try await own.logbook.ledger.export(
                book, to: to, blobs: sealed.blobs + earlier, from: own.installation.blobs)
        }
        output.printer.show(
            "Sealed \(signed.checkpoint.size) entries and the report in \(to). "
                + "Check it with: steward ledger verify \(to)",
            json: ["folder": .string(to), "size": .integer(signed.checkpoint.size)])
    }
}
