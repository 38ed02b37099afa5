// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore

/// Kilometres added up, by the days on which trips began.
enum StatsRoutes {
    static let all: [Route] = [
        .logbook(
            .get, "/stats", "Kilometres of one's trips",
            queries: [
                Query("year", "Only trips of this year", .integer(min: 1990, max: 2199)),
                Query("month", "1 to 12; counts only with “year”", .integer(min: 1, max: 12)),
                Query("car_id", "Only trips of this vehicle", .string(most: 80)),
            ], gives: LogbookSchemas.stats
        ) { own in
            let vehicles: [VehicleRecord]
            if let id = own.query("car_id") {
                vehicles = [try await own.vehicle(id)]
            } else {
                vehicles = try await own.logbook.vehicles(of: own.account.id, alsoRemoved: true)
            }
            let year = own.query("year").flatMap { Int($0) }
            let month = own.query("month").flatMap { Int($0) }
            let sums = try await sums(
                of: vehicles, month: year.flatMap { year in month.map { (year, $0) } },
                year: month == nil ? year : nil, own)
            return JSONAnswer.response(.object(members(sums)))
        }
    ]

    /// What is added up; kilometres of the way to work stand where lists of trips have them.
    struct Sums {
        var trips: Int64 = 0
        var distance = Distance.zero
        var business = Distance.zero
    }

    static func sums(
        of vehicles: [VehicleRecord], month: (year: Int, month: Int)?, year: Int?, _ own: OwnLogbook
    ) async throws -> Sums {
        var sums = Sums()
        for record in vehicles {
            var filter = TripFilter(vehicle: record.vehicle.id)
            filter.month = month.map { "\($0.year)-\($0.month < 10 ? "0" : "")\($0.month)" }
            let found = try await own.logbook.sums(of: own.account.id, filter, year: year)
            sums.trips += found.trips
            sums.distance += found.distance
            sums.business += found.business
            // Dutch payroll tax counts the way to work as business; others do not.
            if record.vehicle.country == .netherlands { sums.business += found.commute }
        }
        return sums
    }

    static func members(_ sums: Sums) -> [JSON.Member] {
        [
            JSON.Member("total_km", rounded(sums.distance)), JSON.Member("business_km", rounded(sums.business)),
            JSON.Member("private_km", rounded(sums.distance - sums.business)),
            JSON.Member("trip_count", .integer(sums.trips)),
        ]
    }

    /// Kilometres with one decimal.
    private static func rounded(_ distance: Distance) -> JSON {
        JSON.number((distance.kilometres * 10).rounded() / 10).canonical
    }
}
