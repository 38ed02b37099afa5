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

    /// The column in which a change of this field is to be seen.
    init(_ field: TripField) {
        switch field {
        case .use: self = .use
        case .detour: self = .detour
        case .distance: self = .distance
        case .start: self = .start
        case .end: self = .end
        case .fromAddress, .fromPlace: self = .from
        case .toAddress, .toPlace: self = .to
        case .fromOdometer: self = .odometerStart
        case .toOdometer: self = .odometerEnd
        case .purpose: self = .purpose
        case .partner: self = .partner
        case .project: self = .project
        case .notes: self = .notes
        case .deviationReason: self = .deviationReason
        case .driver: self = .driver
        }
    }

    /// As it stands in ``Trip/Change/field``; `nil` for what is no field, as `join`.
    init?(field: String) {
        guard let field = TripField(rawValue: field) else { return nil }
        self.init(field)
    }
}
