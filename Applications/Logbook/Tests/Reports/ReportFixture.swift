// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardJobs

@testable import Logbook

/// Trips for reports, told by hand.
enum ReportFixture {
    static func instant(_ text: String) -> Int64 {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let day = LocalDay(parts[0]) else { return 0 }
        let time = parts[1].split(separator: ":").compactMap { Int64($0) }
        return (Int64(day.number) * 86_400 + time[0] * 3600 + time[1] * 60) * 1_000_000
    }

    static func vehicle(_ country: Vehicle.Country, _ ownership: Vehicle.Ownership = .company) -> Vehicle {
        let zones: [Vehicle.Country: String] = [
            .netherlands: "Europe/Amsterdam", .germany: "Europe/Berlin", .unitedKingdom: "Europe/London",
            .unitedStates: "America/New_York",
        ]
        var vehicle = Vehicle(
            id: "k3f9x2m7qa", owner: "anna", name: "Blue one", country: country, zone: zones[country] ?? "UTC")
        vehicle.make = "Škoda"
        vehicle.type = "Enyaq"
        vehicle.plate = "X-123-YZ"
        vehicle.availableFrom = "2025-01-01"
        vehicle.ownership = ownership
        return vehicle
    }

    static let office = address("Kantoorweg", "1", "1011 AA", "Amsterdam")
    static let customer = address("Klantlaan", "22-A", "3511 BB", "Utrecht")
    static let home = address("Huisstraat", "7", "1017 CC", "Amsterdam")

    static func address(_ street: String, _ number: String, _ postcode: String, _ town: String) -> StreetAddress {
        StreetAddress(
            street: street, houseNumber: number, postcode: postcode, town: town, country: "NL",
            text: "\(street) \(number), \(postcode) \(town)")
    }

    /// A trip from one odometer to another, of one kind whole; times in universal time.
    static func trip(
        _ start: String, _ end: String, metres from: Int64, _ to: Int64, _ use: Trip.Use,
        _ places: (StreetAddress, StreetAddress) = (office, customer), in vehicle: Vehicle
    ) -> Trip {
        var first = Trip.End(instant: instant(start))
        var last = Trip.End(instant: instant(end))
        first.address = places.0
        last.address = places.1
        first.odometer = Trip.Odometer(value: Distance(metres: from), source: .car, measured: first.instant)
        last.odometer = Trip.Odometer(value: Distance(metres: to), source: .car, measured: last.instant)
        let distance = Distance(metres: to - from)
        var trip = Trip(
            id: TripID(start: first.instant, vehicle: vehicle.id), vehicle: vehicle.id, driver: "anna", origin: .found,
            start: first, end: last, zone: vehicle.zone, distance: Trip.Measure(distance: distance, source: .odometer))
        trip.use = use
        trip.business = use == .business ? distance : .zero
        trip.commute = use == .commute ? distance : .zero
        trip.personal = use == .personal ? distance : .zero
        trip.reason = Trip.Reason(rule: "place", seen: "Office")
        trip.ending = .parked
        trip.recorded = last.instant
        if use == .business || use == .mixed {
            trip.purpose = "Maintenance"
            trip.partner = "Bakery De Vries"
        }
        return trip
    }

    static func gap(_ after: String, _ until: String, metres from: Int64, _ to: Int64, in vehicle: Vehicle) -> Gap {
        Gap(
            vehicle: vehicle.id,
            before: OdometerReading(instant: instant(after), value: Distance(metres: from), device: "car"),
            after: OdometerReading(instant: instant(until), value: Distance(metres: to), device: "car"),
            distance: Distance(metres: to - from))
    }

    static func change(
        _ field: String, _ old: String, _ new: String, at time: String, reason: String = "forgotten", late: Bool = false
    ) -> Trip.Change {
        Trip.Change(
            entry: 812, field: field, old: old, new: new, actor: "anna", instant: instant(time), reason: reason,
            isLate: late)
    }

    static func options(_ language: ReportLanguage = .english, now: String = "2026-11-22T12:00") -> ReportOptions {
        var options = ReportOptions(language: language, now: instant(now))
        options.names = ["anna": "Anna Bakker"]
        return options
    }

    static func report(
        _ vehicle: Vehicle, _ period: ReportPeriod?, _ trips: [Trip], _ gaps: [Gap] = [],
        _ options: ReportOptions = options()
    ) throws -> Report {
        guard let period else { throw LogbookError(.invalid, "There is no such period.") }
        return try Report.make(
            country: vehicle.country, period: period, trips: trips, gaps: gaps, vehicle: vehicle, options: options)
    }
}

extension Report {
    /// What stands in a column, row by row, as people read it.
    func column(_ id: String, in section: Int = 0) -> [String] {
        guard let place = sections[section].columns.firstIndex(where: { $0.id == id }) else { return [] }
        return sections[section].rows.map { format.text($0.cells[place].value) }
    }

    func requirement(_ id: String) -> Requirement? { checklist.first { $0.id == id } }
    var csvText: String { String(decoding: csv, as: UTF8.self) }
}
