// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs

/// A trip as a client entered it, and whose vehicle's it is.
struct TripDraft: Sendable {
    let vehicle: Vehicle
    let trip: EnteredTrip

    /// A trip with addresses alone.
    init(_ fields: JSONFields, _ own: OwnLogbook) async throws {
        vehicle = try await own.vehicle(named: try fields.text("car_id", most: 80))
        let (start, end) = try Self.times(fields, vehicle)
        var trip = EnteredTrip(id: TripID(start: start, vehicle: vehicle.id), start: start, end: end)
        guard let distance = try fields.distance("distance_km") else { throw JSONFields.missing("distance_km") }
        trip.distance = distance
        let places = try await own.places(on: Self.day(start, vehicle))
        trip.from = Self.place(try fields.needed("from_address"), places)
        trip.to = Self.place(try fields.needed("to_address"), places)
        try Self.count(&trip, as: try fields.text("trip_type", most: 1) ?? "B", over: distance)
        trip.notes = try fields.text("notes") ?? ""
        self.trip = trip
    }

    /// A trip with its ends, odometers and way.
    init(whole fields: JSONFields, _ own: OwnLogbook) async throws {
        vehicle = try await own.vehicle(named: try fields.text("car_id", most: 80))
        let (start, end) = try Self.times(fields, vehicle)
        var trip = EnteredTrip(id: TripID(start: start, vehicle: vehicle.id), start: start, end: end)
        guard let from = try fields.position("from_lat", "from_lon") else { throw JSONFields.missing("from_lat") }
        guard let to = try fields.position("to_lat", "to_lon") else { throw JSONFields.missing("to_lat") }
        trip.from = EnteredTrip.Place(position: from, odometer: try Self.odometer("start_odo", fields))
        trip.to = EnteredTrip.Place(position: to, odometer: try Self.odometer("end_odo", fields))
        trip.distance = try fields.distance("distance_km")
        // Older logbooks knew no mixed trips here.
        trip.use = try Self.type(try fields.text("trip_type", most: 1) ?? "P") == .personal ? .personal : .business
        trip.trail = try Self.trail(fields, start, end)
        self.trip = trip
    }

    private static func times(_ fields: JSONFields, _ vehicle: Vehicle) throws -> (Int64, Int64) {
        guard let day = try fields.day("date") else { throw JSONFields.missing("date") }
        let start = try fields.minute("start_time") ?? 9 * 60
        let end = try fields.minute("end_time") ?? 10 * 60
        // Who arrives before he left arrives on the next day.
        return (
            try TripTime.instant(day, start, vehicle), try TripTime.instant(end < start ? day + 1 : day, end, vehicle)
        )
    }

    private static func day(_ instant: Int64, _ vehicle: Vehicle) -> LocalDay {
        TripTime.clock(vehicle).day(at: instant)
    }

    private static func place(_ address: String, _ places: [Place]) -> EnteredTrip.Place {
        EnteredTrip.Place(
            position: places.first { $0.name == address }?.center, address: StreetAddress(text: address))
    }

    /// An odometer of 0 is one that is not known.
    private static func odometer(_ name: String, _ fields: JSONFields) throws -> Distance? {
        try fields.distance(name, upTo: 9_999_999).flatMap { $0 > .zero ? $0 : nil }
    }

    static func type(_ text: String) throws(LogbookError) -> Trip.Use {
        switch text {
        case "B": .business
        case "P": .personal
        case "M": .mixed
        default: throw JSONFields.refused("trip_type", "B, P or M")
        }
    }

    /// A mixed trip of which nothing more is said is half and half.
    private static func count(_ trip: inout EnteredTrip, as type: String, over distance: Distance) throws {
        let use = try Self.type(type)
        trip.use = use
        if use == .mixed { trip.detour = Distance(metres: distance.metres / 2) }
    }

    /// Points without a time are spread evenly between the ends.
    private static func trail(_ fields: JSONFields, _ start: Int64, _ end: Int64) throws -> [TrailPoint] {
        let points = try fields.objects("gps_trail", most: EnteredTrip.mostPoints)
        return try points.enumerated().map { place, point in
            guard let position = try point.position("lat", point.has("lng") ? "lng" : "lon") else {
                throw JSONFields.missing("lat")
            }
            let even = start + (end - start) * Int64(place) / Int64(max(1, points.count - 1))
            let said = try point.text("timestamp", most: 40).flatMap { TripTime.instant($0) }
            return TrailPoint(instant: said ?? even, position: position)
        }
    }
}

/// Times of trips on the wall of their vehicle's zone.
enum TripTime {
    static func clock(_ vehicle: Vehicle) -> LocalClock { LocalClock.named(vehicle.zone) ?? LocalClock(.utc) }

    /// The instant at which the wall shows a day and so many minutes after midnight, microseconds since 1970.
    static func instant(_ day: LocalDay, _ minute: Int, _ vehicle: Vehicle) throws(LogbookError) -> Int64 {
        clock(vehicle).zone.instant(wall: Int64(day.number) * 86_400 + Int64(minute) * 60) * 1_000_000
    }

    /// Reads a time in UTC; `nil` for anything else.
    static func instant(_ text: String) -> Int64? {
        let whole = text.hasSuffix("Z") && !text.contains(".") ? String(text.dropLast()) + ".000Z" : text
        return ObservationTime.parse(whole.utf8)
    }
}
