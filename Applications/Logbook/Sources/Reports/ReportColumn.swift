// SPDX-License-Identifier: Apache-2.0

/// What a column of a report tells of a trip.
enum ReportColumn: String, Sendable, Hashable, CaseIterable {
    case number, date, start, end
    case odometerStart = "odometer_start"
    case odometerEnd = "odometer_end"
    case from
    case fromPostcode = "from_postcode"
    case to
    case toPostcode = "to_postcode"
    case route
    case deviationReason = "deviation_reason"
    case use, distance, business, commute
    case personal = "private"
    case detour, purpose, partner, project, rate, driver, vehicle, source, recorded, notes

    /// Whether an employer sees it of a private trip.
    var isOpen: Bool {
        switch self {
        case .number, .odometerStart, .odometerEnd, .use, .distance, .business, .commute, .personal, .vehicle, .source:
            true
        default: false
        }
    }

    /// Whether the Fahrtenbuch has it of a private trip, of which kilometres are enough.
    var isOfPrivateTrips: Bool { isOpen || [.date, .start, .end, .driver, .recorded].contains(self) }

    /// Whether it holds a length or a number, which stand at the right.
    var isNumeric: Bool {
        switch self {
        case .number, .odometerStart, .odometerEnd, .distance, .business, .commute, .personal, .detour: true
        default: false
        }
    }

    /// The column in which a change of this field is to be seen; `nil` when it has none of its own.
    init?(field: String) {
        let columns: [String: Self] = [
            "purpose": .purpose, "partner": .partner, "project": .project, "use": .use, "distance": .distance,
            "business": .business, "commute": .commute, "personal": .personal, "private": .personal,
            "detour": .detour, "notes": .notes, "deviation_reason": .deviationReason,
            "deviationReason": .deviationReason, "from": .from, "to": .to, "from_address": .from, "to_address": .to,
            "start": .start, "end": .end, "start_odometer": .odometerStart, "end_odometer": .odometerEnd,
            "odometer_start": .odometerStart, "odometer_end": .odometerEnd, "driver": .driver, "vehicle": .vehicle,
        ]
        guard let column = columns[field] else { return nil }
        self = column
    }
}
