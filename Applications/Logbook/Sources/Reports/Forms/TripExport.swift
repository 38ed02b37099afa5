// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs

/// Trips in the nineteen Dutch columns in which older programs exported them. Commuting stands with business, as it
/// does for Dutch payroll tax; voided trips are left out. What is unknown is empty.
package struct TripExport: Sendable {
    package static let columns = [
        "ID", "Datum", "Vertrektijd", "Aankomsttijd", "Van", "Naar", "Van Lat", "Van Lon", "Naar Lat", "Naar Lon",
        "Afstand (km)", "Type", "Zakelijk (km)", "Privé (km)", "Begin km-stand", "Eind km-stand", "Auto", "Notities",
        "Aangemaakt",
    ]

    private let lines: [ReportLine]
    private let vehicle: Vehicle

    /// - Throws: `LogbookError` with `invalid` for a time zone that nobody knows.
    package init(trips: [Trip], vehicle: Vehicle, period: ReportPeriod? = nil) throws(LogbookError) {
        let chain = try ReportChain(trips: trips, gaps: [], vehicle: vehicle, country: vehicle.country)
        self.vehicle = vehicle
        lines = chain.lines.filter { $0.counted != nil && period?.contains($0.day) != false }
    }

    /// How many rows there are besides the header.
    package var count: Int { lines.count }

    /// RFC 4180 in UTF-8 with a byte order mark; one decimal.
    package var csv: [UInt8] {
        var bytes = CSVRow.byteOrderMark + CSVRow(Self.columns.map(CSVRow.Cell.text)).bytes
        for line in lines {
            guard let trip = line.trip else { continue }
            let cells = values(trip, line).map { value -> CSVRow.Cell in
                switch value {
                case .text(let text): .text(text)
                case .day(let text), .number(let text): .number(text)
                }
            }
            bytes += CSVRow(cells).bytes
        }
        return bytes
    }

    /// `{"columns": […], "rows": [[…]]}` with numbers as numbers and what is unknown as `null`.
    package var json: JSON {
        let rows = lines.compactMap { line in line.trip.map { (trip: $0, line: line) } }.map { row -> JSON in
            .array(
                values(row.trip, row.line).map { value in
                    switch value {
                    case .text(let text), .day(let text): .string(text)
                    case .number(let text): Double(text).map { JSON.number($0).canonical } ?? .null
                    }
                })
        }
        return ["columns": .array(Self.columns.map(JSON.string)), "rows": .array(rows)]
    }

    private enum Value { case text(String), day(String), number(String) }

    private func values(_ trip: Trip, _ line: ReportLine) -> [Value] {
        [
            .text(trip.id.text), .day(Self.date(line.day)), .day(ReportFormat.time(line.minute)),
            .day(ReportFormat.time(line.endMinute)), .text(Self.label(trip.start)), .text(Self.label(trip.end)),
            degrees(trip.start.position?.latitude), degrees(trip.start.position?.longitude),
            degrees(trip.end.position?.latitude), degrees(trip.end.position?.longitude),
            km(trip.distance.known), .text(Self.letter(trip.use)), part(trip.business + trip.commute, trip),
            part(trip.personal, trip), km(trip.start.odometer?.value), km(trip.end.odometer?.value),
            .text(vehicle.name),
            .text(trip.notes), .day(created(trip)),
        ]
    }

    /// The driver's name of a place, as the older programs had it, else the address.
    private static func label(_ end: Trip.End) -> String {
        if let place = end.place, !place.isEmpty { return place }
        return AddressLine(end: end, country: .netherlands).text
    }

    private static func letter(_ use: Trip.Use) -> String {
        switch use {
        case .business, .commute: "B"
        case .personal: "P"
        case .mixed: "M"
        }
    }

    private func degrees(_ value: Double?) -> Value { .number(value.map { "\($0)" } ?? "") }

    /// Parts of what is not known are not known either.
    private func part(_ distance: Distance, _ trip: Trip) -> Value { km(trip.distance.known.map { _ in distance }) }

    private func km(_ distance: Distance?) -> Value {
        guard let distance else { return .number("") }
        let tenths = (distance.metres.magnitude + 50) / 100
        return .number((distance.metres < 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)")
    }

    private static func date(_ day: LocalDay) -> String {
        let (year, month, number) = day.date
        return "\(ReportFormat.two(number))-\(ReportFormat.two(month))-\(year)"
    }

    /// Universal time without a suffix.
    private func created(_ trip: Trip) -> String {
        guard trip.recorded > 0 else { return "" }
        let seconds = trip.recorded / 1_000_000
        let day = LocalDay(number: Int(seconds / 86_400))
        let rest = Int(seconds % 86_400)
        return "\(day)T\(ReportFormat.time(rest / 60)):\(ReportFormat.two(rest % 60))"
    }
}
