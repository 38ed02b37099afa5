// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore

extension OwnLogbook {
    /// A vehicle as older clients know it.
    func car(_ record: VehicleRecord) async throws -> JSON {
        let vehicle = record.vehicle
        let sums = try await logbook.sums(of: account.id, TripFilter(vehicle: vehicle.id))
        let last = try await logbook.trips(of: account.id, TripFilter(vehicle: vehicle.id), limit: 1).trips.first
        var members: [JSON.Member] = [
            JSON.Member("id", .string(vehicle.id)), JSON.Member("name", .string(vehicle.name)),
            JSON.Member("brand", .string(vehicle.brand)), JSON.Member("color", .string(vehicle.color)),
            JSON.Member("icon", .string(vehicle.icon)), JSON.Member("is_default", .bool(vehicle.isUsual)),
            JSON.Member("start_odometer", Self.kilometres(vehicle.odometerAtStart ?? .zero)),
            JSON.Member("created_at", .string(LiveTripJSON.time(record.added))),
            JSON.Member("last_used", try last.map(Self.day) ?? .null),
            JSON.Member("total_trips", .integer(sums.trips)),
            JSON.Member("total_km", Self.kilometres(sums.distance)),
        ]
        if !vehicle.bluetooth.isEmpty {
            members.append(JSON.Member("carplay_device_id", .string(vehicle.bluetooth)))
        }
        return .object(members)
    }

    /// What the car, a charger or a person told last. What nobody told is `null`.
    func carData(_ record: VehicleRecord) async throws -> JSON {
        let vehicle = record.vehicle
        let view = try await logbook.view(of: vehicle.id, account: account.id)
        let live = try await logbook.liveTrip(of: vehicle.id, account: account.id)
        let position = live?.last?.position ?? view.trips.last { !$0.isVoided }?.end.position
        let odometer = live?.odometer ?? view.odometer.anchors.last
        return [
            "car_id": .string(vehicle.id), "car_name": .string(vehicle.name), "brand": .string(vehicle.brand),
            "vin": vehicle.vin.isEmpty ? .null : .string(vehicle.vin),
            "odometer_km": odometer.map { Self.kilometres($0.value) } ?? .null,
            "latitude": position.map { .number($0.latitude) } ?? .null,
            "longitude": position.map { .number($0.longitude) } ?? .null,
            "state": .string(Self.state(live)), "battery_level": .null, "range_km": .null, "is_charging": .null,
            "is_plugged_in": .null, "charging_power_kw": .null, "charging_remaining_minutes": .null,
            "fetched_at": (live?.lastEvent ?? odometer?.instant).map { .string(LiveTripJSON.time($0)) } ?? .null,
        ]
    }

    /// A car of which nothing is heard may be anywhere: that no trip goes on does not say that it is parked.
    static func state(_ live: LiveTrip?) -> String {
        guard let live else { return "unknown" }
        return live.phase == .driving ? "driving" : "parked"
    }

    static func kilometres(_ distance: Distance) -> JSON { JSON.number(distance.kilometres).canonical }

    /// The day of a listed trip, as `2026-11-22`.
    private static func day(_ trip: [UInt8]) throws -> JSON {
        let parts = (try JSON(parsing: trip)["date"]?.string ?? "").split(separator: "-").reversed()
        return .string(parts.joined(separator: "-"))
    }
}
