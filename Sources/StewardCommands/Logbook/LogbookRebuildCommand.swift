// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Logbook
import StewardCore
import StewardServer

/// `steward logbook rebuild [CAR]`
struct LogbookRebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Make a car's lists and sums anew from its book.",
        discussion: """
            For when “steward ledger verify” says that they are not what the books say. Nothing is lost: trips, \
            corrections and closed months stand in the books, and no service is asked again.
            """)

    @Argument(help: "The car's id, name or plate. Default: the only one.")
    var car: String?

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (name, id, trips) = try await own.with { own in
            let car = try await own.car(car, alsoRemoved: true)
            let logbook = own.logbook.withoutServices
            try await logbook.rebuild(car.id)
            return (car.name, car.id, try await logbook.view(of: car.id, account: own.account.id).trips.count)
        }
        output.printer.show(
            "The lists of “\(name)” are made anew from its book; trips: \(trips).",
            json: ["car": .string(id), "trips": .integer(Int64(trips))])
    }
}
