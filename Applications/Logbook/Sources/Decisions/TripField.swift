// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration

/// What people can change of a trip. The raw values stand in entries and in ``Trip/Change/field``; they are never
/// reused.
package enum TripField: String, Sendable, Hashable, CaseIterable {
    case use
    /// Private kilometres within the trip.
    case detour
    case distance, start, end
    case fromAddress = "from_address"
    case toAddress = "to_address"
    case fromPlace = "from_place"
    case toPlace = "to_place"
    case fromOdometer = "start_odometer"
    case toOdometer = "end_odometer"
    case purpose, partner, project, notes
    case deviationReason = "deviation_reason"
    case driver

    /// What kind of value it has.
    package var kind: Kind {
        switch self {
        case .use: .use
        case .detour, .distance, .fromOdometer, .toOdometer: .distance
        case .start, .end: .instant
        case .fromAddress, .toAddress: .address
        default: .text
        }
    }

    package enum Kind: Sendable, Hashable { case use, distance, instant, address, text }
}

/// A value of a field.
package enum TripValue: Sendable, Hashable {
    /// Unknown, or computed by the logbook again.
    case none
    case use(Trip.Use)
    case distance(Distance)
    /// Microseconds since 1970.
    case instant(Int64)
    case address(StreetAddress)
    case text(String)

    /// As ``Trip/Change`` shows it: kilometres with three digits, instants in UTC, addresses as their service wrote
    /// them; empty for none.
    package var text: String {
        switch self {
        case .none: ""
        case .use(let use): use.rawValue
        case .distance(let distance): Self.kilometres(distance)
        case .instant(let instant): EntryTime.text(instant)
        case .address(let address): address.text
        case .text(let text): text
        }
    }

    private static func kilometres(_ distance: Distance) -> String {
        let metres = String(distance.metres.magnitude % 1000)
        let sign = distance.metres < 0 ? "-" : ""
        let digits = String(repeating: "0", count: 3 - metres.count) + metres
        return "\(sign)\(distance.metres.magnitude / 1000).\(digits) km"
    }
}

extension TripValue {
    /// As entries write it: kilometres as a number, instants as RFC 3339, an address as text or, when its parts are
    /// known, as an object; `null` for none.
    var json: JSON {
        switch self {
        case .none: .null
        case .use(let use): .string(use.rawValue)
        case .distance(let distance): .kilometres(distance)
        case .instant(let instant): .instant(instant)
        case .address(let address): address.json
        case .text(let text): .string(text)
        }
    }

    init(_ field: TripField, _ json: JSON) throws(LogbookError) {
        if json == .null {
            self = .none
            return
        }
        let fields = try EntryFields("The change of a trip", .object([JSON.Member(field.rawValue, json)]))
        let key = field.rawValue
        switch field.kind {
        case .use: self = try fields.choice(key, Trip.Use.self).map(Self.use) ?? .none
        case .distance: self = try fields.kilometres(key).map(Self.distance) ?? .none
        case .instant: self = try fields.instant(key).map(Self.instant) ?? .none
        case .address: self = .address(try StreetAddress(json: json))
        case .text: self = .text(try fields.text(key))
        }
    }
}

extension StreetAddress {
    /// Text alone, or an object with the parts that are known.
    var json: JSON {
        var members: [JSON.Member] = []
        members.add("street", street ?? "")
        members.add("house_number", houseNumber ?? "")
        members.add("postcode", postcode ?? "")
        members.add("town", town ?? "")
        members.add("country", country ?? "")
        guard !members.isEmpty else { return .string(text) }
        members.add("text", text)
        return JSON.object(members).canonical
    }

    init(json: JSON) throws(LogbookError) {
        if let text = json.string {
            self.init(text: text)
            return
        }
        let fields = try EntryFields("The address", json)
        self.init(
            street: try fields.text("street"), houseNumber: try fields.text("house_number"),
            postcode: try fields.text("postcode"), town: try fields.text("town"),
            country: try fields.text("country"), text: try fields.text("text"))
    }

    /// - Throws: `LogbookError` with `invalid`.
    func validate() throws(LogbookError) {
        for part in [text, street ?? "", houseNumber ?? "", postcode ?? "", town ?? "", country ?? ""] {
            try SetupLimits.check(part, "The address", most: SetupLimits.addressLength)
        }
    }
}
