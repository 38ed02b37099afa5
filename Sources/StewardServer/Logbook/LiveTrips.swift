// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore

/// Trips that go on.
struct LiveTrips: Sendable {
    private let logbook: Logbook

    init(_ site: Site) { logbook = site.installation.logbook }

    /// The trip that was heard of last, of the vehicles of an account; `nil` when none goes on.
    /// - Parameter vehicle: the only one to look at.
    func latest(of account: String, vehicle: String? = nil) async throws -> LiveTrip? {
        var vehicles: [String] = []
        if let vehicle {
            vehicles = [vehicle]
        } else {
            vehicles = try await logbook.vehicles(of: account).map(\.vehicle.id)
        }
        var latest: LiveTrip?
        for vehicle in vehicles {
            guard let trip = try await logbook.liveTrip(of: vehicle, account: account) else { continue }
            if trip.lastEvent >= latest?.lastEvent ?? .min { latest = trip }
        }
        return latest
    }
}

/// Trips that go on, as older clients know them.
enum LiveTripJSON {
    /// A paused trip is active too: who cannot see it cannot end it.
    static func status(_ trip: LiveTrip?) -> JSON {
        guard let trip else { return ["active": false] }
        return [
            "active": true, "paused": .bool(trip.phase != .driving), "start_time": .string(time(trip.start)),
            "start_odo": kilometres(trip.odometerBefore), "last_odo": kilometres(trip.odometer),
            "last_odo_change": .null, "gps_count": .integer(Int64(trip.fixes)),
            "distance_km": .number(trip.distance.kilometres), "first_gps": point(trip.first, isSkipped: false),
            "last_gps": point(trip.last, isSkipped: trip.isAtSkipPlace),
        ]
    }

    static func kilometres(_ reading: OdometerReading?) -> JSON {
        reading.map { JSON.number($0.value.kilometres).canonical } ?? .null
    }

    /// UTC, as `2026-11-22T08:30:00.000Z`.
    static func time(_ instant: Int64) -> String {
        var bytes: [UInt8] = []
        ObservationTime.append(instant, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func point(_ point: TrailPoint?, isSkipped: Bool) -> JSON {
        guard let point else { return .null }
        return [
            "lat": .number(point.position.latitude), "lng": .number(point.position.longitude),
            "timestamp": .string(time(point.instant)), "is_skip": .bool(isSkipped),
        ]
    }
}
