// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Logbook
import StewardCore
import StewardServer
import StewardJobs

/// `steward logbook trips [CAR]`
struct LogbookTripsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trips", abstract: "List trips and distance of no trip, the oldest first.",
        discussion: "Without days: those of the current year.")

    @Argument(help: "The car's id, name or plate. Default: the only one.")
    var car: String?

    @OptionGroup var days: PeriodOptions
    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let report = try await own.with { own in
            let car = try await own.car(car)
            var options = ReportOptions(language: .english, now: 0)
            options.names = own.names
            options.unit = .kilometres
            return try await own.logbook.report(
                of: car.id, account: own.account.id, country: .netherlands,
                period: try days.period(of: car, now: own.installation.clock), options: options)
        }
        let wanted = [
            ("number", "No."), ("date", "Date"), ("start", "From"), ("end", "Until"), ("from", "Departure"),
            ("to", "Destination"), ("use", "Kind"), ("distance", "km"),
        ]
        let rows = report.sections.flatMap { section in
            section.rows.map { row -> [JSON] in
                let cells = Dictionary(
                    zip(section.columns.map(\.id), row.cells.map { report.text($0.value) }),
                    uniquingKeysWith: { first, _ in first })
                return wanted.map { .string(cells[$0.0] ?? "") } + [
                    .string(row.kind.rawValue), row.trip.map { .string($0.text) } ?? .null,
                ]
            }
        }
        output.printer.show(
            Listing(
                wanted.map { ($0.0, Optional($0.1)) } + [("status", "Status"), ("id", "Id")],
                empty: "There is no trip on these days.", rows: rows))
    }
}
