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
            For when “steward ledger verify” says that they are not what the books say. What is known of the car \
            itself, and who may look at it as its employer, is put right too. Nothing is lost: trips, \
            corrections and closed months stand in the books, and no service is asked again.
            """)

    @Argument(help: "The car's id, name or plate. Default: the only one.")
    var car: String?

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (name, id, trips) = try await own.with { own in
            // A car that somebody took out of the table of cars is found by its id, and is put back first.
            if let wanted = self.car {
                try await own.logbook.restoreIndex(of: wanted, account: own.account.id)
            }
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
