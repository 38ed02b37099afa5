// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A question to the Routes API. Enumerations come as words or, from generated clients, as numbers; a member that does
/// not exist is refused.
struct RoutesRequest {
    private let body: JSON

    private static let members: Set<String> = [
        "origin", "destination", "intermediates", "travelMode", "routingPreference", "polylineQuality",
        "polylineEncoding", "departureTime", "arrivalTime", "computeAlternativeRoutes", "routeModifiers",
        "languageCode", "regionCode", "units", "optimizeWaypointOrder", "requestedReferenceRoutes",
        "extraComputations", "trafficModel", "transitPreferences", "origins", "destinations",
    ]

    init(_ bytes: [UInt8]) throws(RPCFailure) {
        guard let body = try? JSON(parsing: bytes), let members = body.members else {
            throw .invalid("Invalid JSON payload received. Unexpected end of string or token.")
        }
        for member in members where !Self.members.contains(member.key) {
            throw .invalid("Invalid JSON payload received. Unknown name \"\(member.key)\": Cannot find field.")
        }
        self.body = body
    }

    /// Whether a truth value is set.
    func flag(_ name: String) -> Bool { body[name]?.bool ?? false }

    /// The word of an enumeration; its first when it is not given.
    func word(_ name: String, _ words: RoutesEnum) throws(RPCFailure) -> String {
        switch body[name] ?? .null {
        case .null: return words.words[0]
        case .string(let text) where words.words.contains(text): return text
        case .integer(let number):
            guard let word = words.word(of: Int(number)) else { fallthrough }
            return word
        default:
            throw .invalid("Invalid value at '\(name)' (type.googleapis.com/google.maps.routing.v2.\(words.name)).")
        }
    }

    /// One waypoint.
    func stop(_ name: String, _ world: MapWorld) throws(RPCFailure) -> RoutesStop {
        guard let json = body[name], json != .null else { throw .invalid("The field \(name) must be set.") }
        return try RoutesStop(json, name, world)
    }

    /// A list of waypoints; empty when it is not there. `member` is where in each element it stands.
    func stops(_ name: String, member: String? = nil, _ world: MapWorld) throws(RPCFailure) -> [RoutesStop] {
        var stops: [RoutesStop] = []
        for (number, json) in (body[name]?.array ?? []).enumerated() {
            stops.append(try RoutesStop(member.flatMap { json[$0] } ?? json, "\(name)[\(number)]", world))
        }
        return stops
    }
}

/// A waypoint.
struct RoutesStop {
    let point: MapPoint
    let isVia: Bool

    init(_ json: JSON, _ name: String, _ world: MapWorld) throws(RPCFailure) {
        isVia = json["via"]?.bool ?? false
        if let place = json["location"]?["latLng"] {
            // Members that are zero are left out by clients, too.
            let (latitude, longitude) = (Self.degrees(place["latitude"]), Self.degrees(place["longitude"]))
            guard let latitude, let longitude, let point = MapPoint(checking: latitude, longitude) else {
                throw .invalid("Invalid \(name): the latitude or longitude is out of range.")
            }
            self.point = point
        } else if let id = json["placeId"]?.string {
            guard let place = world.place(id: id) else { throw .invalid("Invalid \(name): unknown place ID.") }
            point = place.point
        } else if let text = json["address"]?.string {
            guard let place = world.place(text: text) else {
                throw .invalid("Address not found in \(name).")
            }
            point = place.point
        } else {
            throw .invalid("Invalid \(name): a waypoint needs a location, a placeId or an address.")
        }
    }

    private static func degrees(_ json: JSON?) -> Double? {
        switch json {
        case nil: 0
        case .integer(let whole): Double(whole)
        case .number(let number): number
        default: nil
        }
    }
}

/// The words of an enumeration and their numbers (google/maps/routing/v2, 2026-11).
struct RoutesEnum {
    let name: String
    let words: [String]
    private let numbers: [Int]

    private init(_ name: String, _ words: [String], numbers: [Int]? = nil) {
        self.name = name
        self.words = words
        self.numbers = numbers ?? Array(words.indices)
    }

    func word(of number: Int) -> String? { numbers.firstIndex(of: number).map { words[$0] } }

    static let travelMode = RoutesEnum(
        "RouteTravelMode", ["TRAVEL_MODE_UNSPECIFIED", "DRIVE", "BICYCLE", "WALK", "TWO_WHEELER", "TRANSIT"],
        numbers: [0, 1, 2, 3, 4, 7])
    static let preference = RoutesEnum(
        "RoutingPreference",
        ["ROUTING_PREFERENCE_UNSPECIFIED", "TRAFFIC_UNAWARE", "TRAFFIC_AWARE", "TRAFFIC_AWARE_OPTIMAL"])
    static let encoding = RoutesEnum(
        "PolylineEncoding", ["POLYLINE_ENCODING_UNSPECIFIED", "ENCODED_POLYLINE", "GEO_JSON_LINESTRING"])
    static let quality = RoutesEnum("PolylineQuality", ["POLYLINE_QUALITY_UNSPECIFIED", "HIGH_QUALITY", "OVERVIEW"])
    static let units = RoutesEnum("Units", ["UNITS_UNSPECIFIED", "METRIC", "IMPERIAL"])
}
