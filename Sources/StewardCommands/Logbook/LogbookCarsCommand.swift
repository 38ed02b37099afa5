// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Logbook
import StewardCore
import StewardServer

/// `steward logbook cars …`
struct LogbookCarsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cars", abstract: "The cars, each with a book of its own.",
        subcommands: [LogbookCarsListCommand.self, LogbookCarsAddCommand.self],
        defaultSubcommand: LogbookCarsListCommand.self)
}

/// `steward logbook cars list`
struct LogbookCarsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the cars with what was driven.")

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rows = try await own.with { own in
            var rows: [[JSON]] = []
            for record in try await own.logbook.vehicles(of: own.account.id) {
                let car = record.vehicle
                let sums = try await own.logbook.sums(of: own.account.id, TripFilter(vehicle: car.id))
                rows.append([
                    .string(car.id), .string(car.name), .string(car.plate), .string(car.country.rawValue),
                    .string(car.zone), .bool(car.isUsual), .integer(sums.trips),
                    JSON.number(sums.distance.kilometres).canonical,
                ])
            }
            return rows
        }
        output.printer.show(
            Listing(
                [
                    ("id", "Id"), ("name", "Name"), ("plate", "Plate"), ("country", "Country"), ("zone", nil),
                    ("usual", "Usual"), ("trips", "Trips"), ("km", "km"),
                ],
                empty: "There is no car yet. Add one with “steward logbook cars add NAME”.", rows: rows))
    }
}

/// `steward logbook cars add NAME`
struct LogbookCarsAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a car.")

    @Argument(help: "What you call it.")
    var name: String

    @Option(name: .long, help: "Whose tax rules its reports follow: NL, DE, GB or US.")
    var country: String

    @Option(name: .long, help: "The time zone of its dates, as Europe/Amsterdam.")
    var zone: String

    @Option(name: .long, help: "The licence plate.")
    var plate = ""

    @Option(name: .long, help: "The make, as Škoda.")
    var make = ""

    @Option(name: .long, help: "The type, as Enyaq.")
    var type = ""

    @Option(name: .long, help: "The day from which it is at the driver's disposal, as 2026-01-01.")
    var from = ""

    @Option(name: .long, help: "The odometer on that day, in kilometres.")
    var odometer: Double?

    @Option(name: .long, help: "The name of its Bluetooth or CarPlay.")
    var bluetooth = ""

    @Flag(name: .long, help: "It is your own; without it, a company's.")
    var own = false

    @OptionGroup var options: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let country = Vehicle.Country(rawValue: country.uppercased()) else {
            throw CommandError(.usage, "“\(country)” is no country here; there are NL, DE, GB and US.")
        }
        var car = Vehicle(id: "", owner: "", name: name, country: country, zone: zone)
        car.plate = plate
        car.make = make
        car.type = type
        car.availableFrom = from
        car.bluetooth = bluetooth
        car.ownership = own ? .personal : .company
        car.odometerAtStart = odometer.flatMap { Distance(kilometres: $0) }
        let added = car
        let record = try await options.with { own in
            try await own.logbook.addVehicle(added, account: own.account.id, actor: own.account.actor)
        }
        output.printer.show(
            "\(record.vehicle.name) has the id \(record.vehicle.id).",
            json: ["id": .string(record.vehicle.id), "name": .string(record.vehicle.name)])
    }
}
