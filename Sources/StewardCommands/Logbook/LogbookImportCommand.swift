// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardServer
import StewardJobs

/// `steward logbook import FILE…`
struct LogbookImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take points, odometer readings and trips from a file.",
        discussion: """
            GPX, CSV, Google's location history and Timeline, and trips of the compatible API; docs/logbook-imports.md \
            says what is taken. A file that is cut or broken imports nothing. What was imported before is not taken \
            twice.
            """)

    @Argument(help: "The files, one after the other.", completion: .file())
    var files: [String]

    @Option(
        name: [.long, .customLong("vehicle")],
        help: "The id, name or plate of the car whose book everything goes into. Default: the only one, or the file's.")
    var car: String?

    @Option(name: .long, help: "The time zone of times without an offset. Default: the car's.")
    var zone: String?

    @Option(name: .long, help: "The unit of odometers and distances in columns that name none: km, mi or m.")
    var unit = "km"

    @Option(name: .long, help: "What 03/04/2026 is: day-first or month-first. Without it such dates are refused.")
    var dates = ImportOptions.SlashDates.refused.rawValue

    @Flag(name: .long, help: "Say what would come in, and take nothing.")
    var dryRun = false

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var request = try request()
        try await own.with { own in
            if let car { request.vehicle = try await own.car(car).id }
            for file in files {
                let outcome = try await take(file, request, own)
                output.printer.show(Self.sentence(file, outcome), json: outcome.json)
                for (reason, count) in outcome.summary.ignored.sorted(by: { $0.key < $1.key }) {
                    output.printer.note("Left out: \(count) (\(reason.rawValue)).")
                }
            }
        }
    }

    private func take(_ file: String, _ request: ImportRequest, _ own: OwnLogbook) async throws -> ImportOutcome {
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? NSNumber
        let total = (size?.intValue ?? 0) * (dryRun ? 1 : 2)
        var bar = output.printer.progress("Importing", total: total)
        var (looked, done) = (0, 0)
        let outcome = try await own.logbook.importFile(request, account: own.account.id) {
            try Self.open(file)
        } progress: { progress in
            if !progress.isTaking { looked = Int(progress.bytes) }
            done = progress.isTaking ? looked + Int(progress.bytes) : looked
            bar.update(done)
        }
        bar.finish(done)
        return outcome
    }

    private func request() throws -> ImportRequest {
        guard let unit = DistanceUnit(rawValue: unit) else {
            throw CommandError(.usage, "“\(unit)” is no unit; there are km, mi and m.")
        }
        guard let dates = ImportOptions.SlashDates(rawValue: dates) else {
            throw CommandError(.usage, "“\(dates)” is no order; there are day-first and month-first.")
        }
        return ImportRequest(zone: zone, slashDates: dates, unit: unit, isDryRun: dryRun)
    }

    static func sentence(_ file: String, _ outcome: ImportOutcome) -> String {
        let points = "\(outcome.newObservations) points and readings, \(outcome.newTrips) trips"
        let homes = outcome.shares.map(\.name).joined(separator: ", ")
        guard !outcome.isDryRun else {
            return "\(file) (\(outcome.summary.format.rawValue)) would bring \(points) to \(homes); "
                + "\(outcome.knownTrips) trips are there already."
        }
        let known = outcome.knownObservations + outcome.knownTrips
        return "\(file) (\(outcome.summary.format.rawValue)): \(points) for \(homes)"
            + (known > 0 ? "; \(known) were there already." : ".")
    }

    /// The file from its beginning.
    private static func open(_ file: String) throws -> ByteStream {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw CommandError(.notFound, "There is no file \(file) that can be read.")
        }
        return ByteStream {
            {
                let piece = try handle.read(upToCount: 1 << 18) ?? Data()
                return piece.isEmpty ? nil : Array(piece)
            }
        }
    }
}
