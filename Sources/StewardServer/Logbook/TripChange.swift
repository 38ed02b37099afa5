// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs

/// What a client wants of a trip otherwise. What is left out, or `null`, stays.
struct TripChange: Sendable {
    private let fields: JSONFields
    private let own: OwnLogbook

    init(_ fields: JSONFields, _ own: OwnLogbook) {
        self.fields = fields
        self.own = own
    }

    /// Corrects the trip, and moves it when it is to be another vehicle's.
    /// - Returns: the trip as it is then, and its vehicle.
    func apply(to trip: Trip, _ vehicle: Vehicle) async throws -> (trip: Trip, vehicle: Vehicle) {
        // What cannot be is refused before anything changes.
        let values = try values(of: trip, vehicle).filter { trip.value(of: $0.key) != $0.value }
        let other = try fields.text("car_id", most: 80)
        if let other { _ = try await own.vehicle(other) }
        var changed = trip
        if !values.isEmpty {
            changed = try await own.logbook.correct(trip.id, to: values, account: own.account.id)
        }
        guard let other, other != vehicle.id else { return (changed, vehicle) }
        let moved = try await own.logbook.move(changed.id, to: other, account: own.account.id)
        return (moved, try await own.vehicle(other).vehicle)
    }

    private func values(of trip: Trip, _ vehicle: Vehicle) throws -> [TripField: TripValue] {
        var values = try times(of: trip, vehicle)
        for (name, field) in [("from_address", TripField.fromAddress), ("to_address", .toAddress)] {
            if let text = try fields.text(name, most: 300) { values[field] = .address(StreetAddress(text: text)) }
        }
        if let notes = try fields.text("notes") { values[.notes] = .text(notes) }
        let distance = try fields.distance("distance_km")
        if let distance { values[.distance] = .distance(distance) }
        values.merge(try split(of: trip, over: distance ?? trip.distance.known)) { _, new in new }
        return values
    }

    /// How it counts. The private part of a mixed trip is its detour.
    private func split(of trip: Trip, over distance: Distance?) throws -> [TripField: TripValue] {
        var values: [TripField: TripValue] = [:]
        let type = try fields.text("trip_type", most: 1).map { text throws(LogbookError) in try TripDraft.type(text) }
        let business = try fields.distance("business_km")
        var detour = try fields.distance("private_km")
        if let business, let distance, detour == nil { detour = business < distance ? distance - business : .zero }
        if let type { values[.use] = .use(type) }
        guard type ?? trip.use == .mixed || detour != nil else {
            if type != nil, trip.detour > .zero { values[.detour] = .distance(.zero) }
            return values
        }
        guard type == nil || type == .mixed else { return values }
        guard let detour else { return values }
        guard distance.map({ detour <= $0 }) ?? true else {
            throw JSONFields.refused("private_km", "at most the trip's distance")
        }
        if detour == .zero, type == nil {
            values[.use] = .use(.business)
        } else if detour == distance, type == nil {
            values[.use] = .use(.personal)
        } else {
            values[.use] = .use(.mixed)
            values[.detour] = .distance(detour)
        }
        return values
    }

    private func times(of trip: Trip, _ vehicle: Vehicle) throws -> [TripField: TripValue] {
        guard fields.has("date") || fields.has("start_time") || fields.has("end_time") else { return [:] }
        let clock = TripTime.clock(vehicle)
        let (before, after) = (clock.moment(at: trip.start.instant), clock.moment(at: trip.end.instant))
        let day = try fields.day("date") ?? before.day
        let start = try fields.minute("start_time")
        let end = try fields.minute("end_time")
        var values: [TripField: TripValue] = [:]
        if start ?? before.minute != before.minute || day != before.day {
            values[.start] = .instant(try TripTime.instant(day, start ?? before.minute, vehicle))
        }
        guard end ?? after.minute != after.minute || day != before.day else { return values }
        let (from, to) = (start ?? before.minute, end ?? after.minute)
        // Who arrives before he left arrives on the next day.
        values[.end] = .instant(try TripTime.instant(to < from ? day + 1 : day, to, vehicle))
        return values
    }
}
