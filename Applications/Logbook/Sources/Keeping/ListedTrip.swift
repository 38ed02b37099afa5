// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardJobs

/// A trip as older clients know it: one JSON object, written once when the trip changes and handed out as it is.
///
/// Dates are `DD-MM-YYYY` and times `HH:MM` in the trip's zone, distances kilometres. What is unknown is left out, but
/// for odometers, which those clients expect as 0, and for the distance, which is then 0 with the source `unknown`.
/// They know business and private kilometres only: commuting counts as business in the Netherlands, whose payroll tax
/// says so, and as private elsewhere.
package struct ListedTrip: Sendable {
    private let trip: Trip
    private let country: Vehicle.Country
    private let points: Int

    /// How many points of the way lists give; ``init(_:country:points:)`` takes others.
    package static let points = 60

    /// - Parameter points: how many points of the way are given at most, both ends among them.
    package init(_ trip: Trip, country: Vehicle.Country, points: Int = Self.points) {
        self.trip = trip
        self.country = country
        self.points = points
    }

    /// The JSON text in UTF-8.
    package func bytes() throws -> [UInt8] { try json.canonicalBytes() }

    var json: JSON {
        let clock = LocalClock.named(trip.zone)
        let start = Self.local(trip.start.instant, clock)
        var members: [JSON.Member] = [
            JSON.Member("id", .string(trip.id.text)), JSON.Member("date", .string(start.date)),
            JSON.Member("start_time", .string(start.time)),
            JSON.Member("end_time", .string(Self.local(trip.end.instant, clock).time)),
            JSON.Member("from_address", .string(Self.address(of: trip.start))),
            JSON.Member("to_address", .string(Self.address(of: trip.end))),
            JSON.Member("distance_km", Self.kilometres(trip.distance.distance)),
            JSON.Member("business_km", Self.kilometres(business)),
            JSON.Member("private_km", Self.kilometres(trip.distance.distance - business)),
            JSON.Member("trip_type", .string(type)),
            JSON.Member("start_odo", Self.kilometres(trip.start.odometer?.value ?? .zero)),
            JSON.Member("end_odo", Self.kilometres(trip.end.odometer?.value ?? .zero)),
            JSON.Member("notes", .string(trip.notes)),
            JSON.Member("created_at", .string(String(ObservationTime.text(trip.recorded).prefix(23)))),
            JSON.Member("car_id", .string(trip.vehicle)), JSON.Member("gps_trail", trail),
        ]
        members += Self.position("from", trip.start) + Self.position("to", trip.end) + deviation
        if let source { members.append(JSON.Member("distance_source", .string(source))) }
        return .object(members)
    }

    private var countsCommuteAsBusiness: Bool { country == .netherlands }

    private var business: Distance { countsCommuteAsBusiness ? trip.business + trip.commute : trip.business }

    private var type: String {
        switch trip.use {
        case .business: "B"
        case .commute: countsCommuteAsBusiness ? "B" : "P"
        case .personal: "P"
        case .mixed: "M"
        }
    }

    /// Where the distance is from, in the words of those clients.
    private var source: String? {
        switch trip.distance.source {
        case .odometer: "odometer"
        case .matched, .route: "osrm"
        case .trail, .calibrated: "gps"
        case .entered: nil
        case .unknown: "unknown"
        }
    }

    /// How much longer than the usual route it was, in percent with one decimal; more than 5 is marked.
    private var deviation: [JSON.Member] {
        guard let usual = trip.usualRoute, usual > .zero, trip.distance.known != nil else { return [] }
        let excess = Double((trip.distance.distance - usual).metres) / Double(usual.metres) * 100
        let rounded = (excess * 10).rounded() / 10
        let members = [
            JSON.Member("google_maps_km", Self.kilometres(usual)),
            JSON.Member("route_deviation_percent", JSON.number(rounded).canonical),
        ]
        return rounded > 5 ? members + [JSON.Member("route_flag", "long_route")] : members
    }

    private var trail: JSON {
        let all = trip.trail
        guard all.count > points, points > 1 else { return .array(all.map(Self.point)) }
        return .array((0..<points).map { Self.point(all[$0 * (all.count - 1) / (points - 1)]) })
    }

    private static func point(_ point: TrailPoint) -> JSON {
        [
            "lat": number(point.position.latitude), "lng": number(point.position.longitude),
            "timestamp": .string(ObservationTime.text(point.instant)),
        ]
    }

    private static func address(of end: Trip.End) -> String {
        if let place = end.place { return place }
        if let address = end.address { return address.text }
        guard let position = end.position else { return "" }
        func degrees(_ value: Double) -> String {
            let tenThousandths = Int64((value * 10_000).rounded())
            let digits = String(tenThousandths.magnitude)
            let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
            return "\(tenThousandths < 0 ? "-" : "")\(padded.dropLast(4)).\(padded.suffix(4))"
        }
        return "\(degrees(position.latitude)), \(degrees(position.longitude))"
    }

    private static func position(_ name: String, _ end: Trip.End) -> [JSON.Member] {
        guard let position = end.position else { return [] }
        return [
            JSON.Member("\(name)_lat", number(position.latitude)),
            JSON.Member("\(name)_lon", number(position.longitude)),
        ]
    }

    private static func number(_ value: Double) -> JSON { JSON.number(value).canonical }
    private static func kilometres(_ distance: Distance) -> JSON { number(distance.kilometres) }

    private static func local(_ instant: Int64, _ clock: LocalClock?) -> (date: String, time: String) {
        guard let (day, minute) = clock?.moment(at: instant) else { return ("", "") }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = day.date
        let year = String(repeating: "0", count: max(0, 4 - String(date.year).count)) + String(date.year)
        return ("\(two(date.day))-\(two(date.month))-\(year)", "\(two(minute / 60)):\(two(minute % 60))")
    }
}

extension ObservationTime {
    static func text(_ instant: Int64) -> String {
        var bytes: [UInt8] = []
        append(instant, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
