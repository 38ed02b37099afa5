// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardServer
import StewardJobs

/// `steward logbook places`
struct LogbookPlacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places", abstract: "List the places that have a name, as they are today.")

    @OptionGroup var own: LogbookOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rows = try await own.with { own in
            let zone = try await own.logbook.vehicles(of: own.account.id).first?.vehicle.zone ?? "UTC"
            let now = Int64(own.installation.clock.now.timeIntervalSince1970 * 1_000_000)
            let today = LocalClock.named(zone)?.day(at: now) ?? LocalDay(number: Int(now / 86_400_000_000))
            return try await own.logbook.driver(own.account.id).setup.setup(on: today).places.map { place -> [JSON] in
                [
                    .string(place.name), .string(place.role.rawValue),
                    JSON.number(place.center.latitude).canonical, JSON.number(place.center.longitude).canonical,
                    .integer(place.radius.metres), .bool(place.isSkipped),
                ]
            }
        }
        output.printer.show(
            Listing(
                [
                    ("name", "Name"), ("role", "Role"), ("lat", "Latitude"), ("lng", "Longitude"),
                    ("radius_m", "Radius"),
                    ("skipped", "Stop on the way"),
                ], empty: "No place has a name yet.", rows: rows))
    }
}
