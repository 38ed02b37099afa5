// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs

/// What odometers show beside the trips, under the addresses of older logbooks.
enum OdometerRoutes {
    static let all: [Route] = [
        .logbook(
            .get, "/audi/compare", "A vehicle's trips beside its odometer",
            queries: [Query("car_id", "The vehicle's id; the usual one when it is left out", .string(most: 80))],
            gives: LogbookSchemas.comparison
        ) { own in
            let vehicle = try await own.vehicle(named: own.query("car_id"))
            let view = try await own.logbook.view(of: vehicle.id, account: own.account.id)
            return JSONAnswer.response(OdometerComparison(view).json)
        },
        .logbook(
            .get, "/audi/odometer-now", "What the odometers of one's vehicles showed last",
            gives: LogbookSchemas.odometers
        ) { own in
            var cars: [JSON] = []
            for record in try await own.logbook.vehicles(of: own.account.id) {
                let data = try await own.carData(record)
                let state = data["state"] ?? .null
                cars.append([
                    "car_id": .string(record.vehicle.id), "name": .string(record.vehicle.name),
                    "current_odometer": data["odometer_km"] ?? .null,
                    "start_odometer": OwnLogbook.kilometres(record.vehicle.odometerAtStart ?? .zero),
                    "state": state, "is_parked": .bool(state == "parked"),
                ])
            }
            return JSONAnswer.response(["cars": .array(cars)])
        },
        .logbook(
            .get, "/audi/check-trip", "Ends one's own trips of which nothing is heard any more",
            gives: LogbookSchemas.check
        ) { own in
            // Whatever time has ended is settled by asking.
            let (known, now) = (try await own.newest(), own.now)
            var results: [JSON] = []
            for record in try await own.logbook.vehicles(of: own.account.id) {
                guard let trip = try await own.logbook.liveTrip(of: record.vehicle.id, account: own.account.id) else {
                    continue
                }
                let hours = Double((now - trip.lastEvent) / 360_000_000) / 10
                results.append([
                    "user": .string(own.account.name), "action": "skipped", "reason": "still_active",
                    "hours_since": JSON.number(hours).canonical,
                ])
            }
            guard !results.isEmpty || known == nil else { return JSONAnswer.response(none) }
            return JSONAnswer.response(
                results.isEmpty
                    ? none
                    : [
                        "status": "completed", "processed": .integer(Int64(results.count)),
                        "results": .array(results),
                    ])
        },
    ]

    private static let none: JSON = ["status": "no_active_trips", "processed": 0]
}

extension OwnLogbook {
    /// The account's newest trip, after everything that time has ended is settled.
    fileprivate func newest() async throws -> [UInt8]? {
        try await logbook.trips(of: account.id, limit: 1).trips.first
    }
}

/// The kilometres of a vehicle's trips beside what its odometer showed.
struct OdometerComparison: Sendable {
    private let view: AccountView

    /// A difference above this, in percent, is worth a look.
    private static let tolerance = 2.0

    init(_ view: AccountView) { self.view = view }

    private var trips: [Trip] { view.trips.filter { !$0.isVoided } }

    private var start: Distance {
        view.vehicle.odometerAtStart ?? view.odometer.anchors.first?.value ?? .zero
    }

    var json: JSON {
        let found = comparison
        return [
            "car_id": .string(view.vehicle.id), "start_odometer": OwnLogbook.kilometres(start),
            "trips_timeline": .array(timeline), "odometer_readings": .array(view.odometer.anchors.map(Self.reading)),
            "comparison": found?.json ?? .null, "warnings": .array(found?.warnings ?? []),
        ]
    }

    private var timeline: [JSON] {
        var sum = Distance.zero
        return trips.map { trip in
            sum += trip.distance.distance
            return [
                "timestamp": .string(LiveTripJSON.time(trip.start.instant)),
                "date": .string(TripTime.clock(view.vehicle).day(at: trip.start.instant).description),
                "trip_id": .string(trip.id.text), "distance_km": OwnLogbook.kilometres(trip.distance.distance),
                "cumulative_km": OwnLogbook.kilometres(sum), "from": .string(Self.name(trip.start)),
                "to": .string(Self.name(trip.end)),
            ]
        }
    }

    private static func name(_ end: Trip.End) -> String { end.place ?? end.address?.text ?? "" }

    private static func reading(_ reading: OdometerReading) -> JSON {
        [
            "timestamp": .string(LiveTripJSON.time(reading.instant)),
            "odometer_km": OwnLogbook.kilometres(reading.value),
        ]
    }

    private struct Comparison {
        let json: JSON
        let warnings: [JSON]
    }

    /// The last reading beside the start and all trips that had ended by then.
    private var comparison: Comparison? {
        guard let last = view.odometer.anchors.last else { return nil }
        let driven = trips.filter { $0.end.instant <= last.instant }.reduce(Distance.zero) { $0 + $1.distance.distance }
        let calculated = start + driven
        let difference = Double((last.value - calculated).metres) / 1000
        let way = Double(max(1, (last.value - start).metres)) / 1000
        let percent = (abs(difference) / way * 1000).rounded() / 10
        let isOff = percent > Self.tolerance
        let json: JSON = [
            "actual_odometer_km": OwnLogbook.kilometres(last.value),
            "calculated_km": OwnLogbook.kilometres(calculated), "difference_km": JSON.number(difference).canonical,
            "difference_percent": JSON.number(percent).canonical, "status": isOff ? "warning" : "ok",
            "reading_timestamp": .string(LiveTripJSON.time(last.instant)),
        ]
        // Older logbooks say this in Dutch.
        let warning: JSON = [
            "type": "deviation",
            "message": .string("De kilometerstand wijkt \(percent)% af van de geregistreerde ritten."),
            "suggestion": "Controleer of er ritten ontbreken.",
        ]
        return Comparison(json: json, warnings: isOff ? [warning] : [])
    }
}
