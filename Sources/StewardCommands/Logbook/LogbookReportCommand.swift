// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardServer
import Tally

/// `steward logbook report [CAR]`
struct LogbookReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Make a report for the tax office, or see what it still lacks.",
        discussion: """
            Without --to it prints the checklist, and exit status 3 says that something needs you. With --to it \
            writes the report: a page to print (html), a table (csv), everything (json), or the nineteen columns of \
            older programs (old-csv, old-json). Without days: the current year. This is no legal advice.
            """)

    @Argument(help: "The car's id, name or plate. Default: the only one.")
    var car: String?

    @Option(name: .long, help: "The file to write; “-” is standard output.", completion: .file())
    var to: String?

    @Option(
        name: .customLong("as"), help: "html, csv, json, old-csv or old-json. Default: by the file's name, else csv.")
    var form: String?

    @Flag(name: .long, help: "The employer's: of private trips the kilometres only.")
    var employer = false

    @OptionGroup var style: ReportStyleOptions
    @OptionGroup var days: PeriodOptions
    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let form = try ReportForm(form, file: to)
        let made = try await own.with { own in
            let car = try await own.car(car)
            let period = try days.period(of: car, now: own.installation.clock)
            var options = try style.options(own)
            options.audience = employer ? .employer : .driver
            let report = try await own.logbook.report(
                of: car.id, account: own.account.id, country: try style.office, period: period, options: options)
            guard form.isOld, !employer else { return (report: report, export: TripExport?.none) }
            let view = try await own.logbook.view(of: car.id, account: own.account.id)
            return (report, try TripExport(trips: view.trips, vehicle: view.vehicle, period: period))
        }
        guard let to else { return try check(made.report) }
        guard !form.isOld || made.export != nil else {
            throw CommandError(
                .usage, "The nineteen columns tell of private trips; there is no employer's form of them.")
        }
        let bytes = try form.bytes(made.report, made.export)
        guard to != "-" else { return FileHandle.standardOutput.write(Data(bytes)) }
        try Data(bytes).write(to: URL(filePath: to), options: .withoutOverwriting)
        output.printer.show(
            "\(made.report.title): \(made.report.totals.trips) trips in \(to).",
            json: ["file": .string(to), "trips": .integer(Int64(made.report.totals.trips))])
    }

    /// Prints what is met and what is not.
    private func check(_ report: Report) throws {
        output.printer.show(
            Listing(
                [
                    ("verdict", "Verdict"), ("title", "Requirement"), ("advice", "What to do"), ("trips", "Trips"),
                    ("id", nil), ("source", nil),
                ],
                empty: "Nothing is asked.",
                rows: report.checklist.map { requirement in
                    [
                        .string(requirement.verdict.rawValue), .string(requirement.title),
                        .string(requirement.advice), .integer(Int64(requirement.trips.count)),
                        .string(requirement.id), .string(requirement.source),
                    ]
                }))
        for notice in report.notices { output.printer.note(notice) }
        if report.checklist.contains(where: { $0.verdict == .needsYou }) { throw ExitStatus.attention.code }
    }
}

/// In which form a report is written.
enum ReportForm: String, CaseIterable {
    case html, csv, json
    case oldCSV = "old-csv"
    case oldJSON = "old-json"

    var isOld: Bool { self == .oldCSV || self == .oldJSON }

    init(_ name: String?, file: String?) throws {
        guard let name else {
            let ending = file.map { URL(filePath: $0).pathExtension.lowercased() } ?? ""
            self = Self(rawValue: ending) ?? .csv
            return
        }
        guard let form = Self(rawValue: name) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandError(.usage, "“\(name)” is no form; there are \(known).")
        }
        self = form
    }

    func bytes(_ report: Report, _ export: TripExport?) throws -> [UInt8] {
        switch self {
        case .html: report.document
        case .csv: report.csv
        case .json: Array(PrettyJSON.text(report.json).utf8) + [0x0A]
        case .oldCSV: export?.csv ?? []
        case .oldJSON: Array(PrettyJSON.text(export?.json ?? .null).utf8) + [0x0A]
        }
    }
}

/// How a report looks.
struct ReportStyleOptions: ParsableArguments {
    @Option(name: .long, help: "en, nl, de or th. Default: the account's language.")
    var language: String?

    @Option(name: .long, help: "Whose tax office: NL, DE, GB or US. Default: the car's.")
    var country: String?

    @Option(name: .long, help: "km or mi. Default: the country's.")
    var unit: String?

    var office: Vehicle.Country? {
        get throws {
            guard let country else { return nil }
            guard let office = Vehicle.Country(rawValue: country.uppercased()) else {
                throw CommandError(.usage, "“\(country)” is no country here; there are NL, DE, GB and US.")
            }
            return office
        }
    }

    func options(_ own: OwnLogbook) throws -> ReportOptions {
        let word = language ?? own.account.language?.rawValue ?? "en"
        guard let language = ReportLanguage(rawValue: word) else {
            throw CommandError(.usage, "“\(word)” is no language of reports; there are en, nl, de and th.")
        }
        var options = ReportOptions(language: language, now: 0)
        options.names = own.names
        if let unit {
            guard let known = ReportOptions.Unit(rawValue: unit) else {
                throw CommandError(.usage, "“\(unit)” is no unit of reports; there are km and mi.")
            }
            options.unit = known
        }
        return options
    }
}
