// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardServer
import StewardJobs

/// `steward logbook import FILE`
struct LogbookImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take points, odometer readings and trips from a file.",
        discussion: """
            GPX, CSV, Google's location history and Timeline, and trips of the compatible API; docs/logbook-imports.md \
            says what is taken. A file that is cut or broken imports nothing. What was imported before is not taken \
            twice.
            """)

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(name: .long, help: "The car's id, name or plate. Default: the only one.")
    var car: String?

    @Option(name: .long, help: "The time zone of times without an offset. Default: the car's.")
    var zone: String?

    @Option(name: .long, help: "The unit of odometers and distances in columns that name none: km, mi or m.")
    var unit = "km"

    @Option(name: .long, help: "What 03/04/2026 is: day-first or month-first. Without it such dates are refused.")
    var dates = ImportOptions.SlashDates.refused.rawValue

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (summary, known) = try await own.with { own in
            let car = try await own.car(car)
            let taker = ImportTaker(own, car, try await own.logbook.view(of: car.id, account: own.account.id))
            let summary = try await FileImport.read(twice: { try open() }, options: try options(own, car)) { batch in
                try await taker.take(batch)
            }
            return (summary, taker.known)
        }
        output.printer.show(
            "\(summary.format.rawValue): \(summary.observations) points and readings, "
                + "\(summary.trips - known) trips; \(known) trips were there already.",
            json: [
                "format": .string(summary.format.rawValue), "observations": .integer(Int64(summary.observations)),
                "trips": .integer(Int64(summary.trips - known)), "known_trips": .integer(Int64(known)),
                "ignored": .integer(Int64(summary.ignored.values.reduce(0, +))),
            ])
        for (reason, count) in summary.ignored.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            output.printer.note("Left out: \(count) (\(reason.rawValue)).")
        }
    }

    private func options(_ own: OwnLogbook, _ car: Vehicle) throws -> ImportOptions {
        guard let unit = DistanceUnit(rawValue: unit) else {
            throw CommandError(.usage, "“\(unit)” is no unit; there are km, mi and m.")
        }
        guard let dates = ImportOptions.SlashDates(rawValue: dates) else {
            throw CommandError(.usage, "“\(dates)” is no order; there are day-first and month-first.")
        }
        let now = Int64(own.installation.clock.now.timeIntervalSince1970 * 1_000_000)
        return ImportOptions(
            receipt: Receipt(arrival: now, device: ""), zone: try LocalZone(zone ?? car.zone), slashDates: dates,
            unit: unit)
    }

    /// The file from its beginning.
    private func open() throws -> ByteStream {
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

/// Takes what a file holds into a car's book. Used by one task.
private final class ImportTaker {
    private let own: OwnLogbook
    private let car: Vehicle
    private let arrival: Int64
    private var present: Set<[Int64]>
    /// Trips that were there already.
    private(set) var known = 0

    init(_ own: OwnLogbook, _ car: Vehicle, _ view: AccountView) {
        self.own = own
        self.car = car
        arrival = Int64(own.installation.clock.now.timeIntervalSince1970 * 1_000_000)
        present = Set(view.trips.map { [$0.start.instant, $0.end.instant] })
    }

    func take(_ batch: ImportBatch) async throws {
        var received = batch.received
        for place in received.parts.indices { received.parts[place].vehicle = VehicleHint(id: car.id) }
        _ = try await own.logbook.record(
            received, form: "import", from: .account(own.account.id), arrival: arrival)
        for trip in batch.trips {
            guard present.insert([trip.start, trip.end]).inserted else {
                known += 1
                continue
            }
            let id = TripID(start: trip.start, vehicle: car.id)
            _ = try await own.logbook.enter(EnteredTrip(trip, id: id), vehicle: car.id, account: own.account.id)
        }
    }
}
