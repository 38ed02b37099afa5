// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension Report {
    private var seconds: Int64 { Int64(time.timeIntervalSince1970.rounded(.down)) }

    /// A body of the compatible API: `lat`, `lng`, and if wanted what it allows besides.
    func webhookBody(_ place: Position, isTimed: Bool) -> JSON {
        var members = [
            JSON.Member("lat", .number(place.latitude)), JSON.Member("lng", .number(place.longitude)),
        ]
        if isTimed {
            members.append(JSON.Member("timestamp", .string(CivilTime.text(time))))
            if let accuracy { members.append(JSON.Member("accuracy", .number(accuracy))) }
            if let speed { members.append(JSON.Member("speed", .number(speed))) }
        }
        return .object(members)
    }

    /// `_type` location. The application leaves `acc`, `cog` and `vel` out when they are zero, and `vel` is whole km/h.
    func ownTracksLocation(_ place: Position) -> JSON {
        var members = [
            JSON.Member("_type", "location"), JSON.Member("lat", .number(place.latitude)),
            JSON.Member("lon", .number(place.longitude)), JSON.Member("tst", .integer(seconds)),
            JSON.Member("created_at", .integer(seconds + 1)), JSON.Member("tid", .string(String(device.suffix(2)))),
            JSON.Member("t", "v"), JSON.Member("conn", "m"), JSON.Member("bs", 1),
        ]
        let whole: [(String, Double?)] = [
            ("acc", accuracy), ("vel", speed.map { $0 * 3.6 }), ("cog", heading), ("batt", battery.map { $0 * 100 }),
        ]
        for (key, value) in whole {
            guard let value, value.rounded() != 0 else { continue }
            members.append(JSON.Member(key, .integer(Int64(value.rounded()))))
        }
        return .object(members)
    }

    /// The query of the OsmAnd protocol: times in epoch seconds, speed in knots.
    func osmAndQuery(_ place: Position) -> String {
        var query = "id=\(device.queryEscaped)&timestamp=\(seconds)&lat=\(place.latitude)&lon=\(place.longitude)"
        if let speed { query += "&speed=\((speed / 0.514_444 * 100).rounded() / 100)" }
        if let heading { query += "&bearing=\(heading)" }
        if let accuracy { query += "&accuracy=\(accuracy)" }
        if let battery { query += "&batt=\((battery * 100).rounded())" }
        return query
    }

    /// A location of Traccar Client. What the phone does not know is −1; `odometer` counts the phone's own metres from
    /// when the application was installed, and is no car's.
    func traccarLocation(_ place: Position) -> JSON {
        let coordinates: JSON = [
            "latitude": .number(place.latitude), "longitude": .number(place.longitude),
            "accuracy": .number(accuracy ?? -1), "speed": .number(speed ?? -1), "heading": .number(heading ?? -1),
            "altitude": 0,
        ]
        let type: JSON =
            switch activity {
            case .driving: "in_vehicle"
            case .walking: "walking"
            case .still: "still"
            default: "unknown"
            }
        return [
            "device_id": .string(device),
            "location": [
                "timestamp": .string(CivilTime.text(time)), "coords": coordinates,
                "is_moving": .bool(speed ?? 1 > 0.5), "odometer": .number(Double(sequence) * 137), "extras": [:],
                "battery": ["level": .number(battery ?? -1), "is_charging": false],
                "activity": ["type": type, "confidence": 80],
            ],
        ]
    }

    /// A GeoJSON feature of Overland; longitude comes first, and what is unknown is −1.
    var overlandFeature: JSON? {
        guard let position else { return nil }
        let motion: JSON =
            switch activity {
            case .driving: speed ?? 1 < 0.5 ? ["driving", "stationary"] : ["driving"]
            case .walking: ["walking"]
            case .still: ["stationary"]
            default: []
            }
        return [
            "type": "Feature",
            "geometry": [
                "type": "Point", "coordinates": [.number(position.longitude), .number(position.latitude)],
            ],
            "properties": [
                "timestamp": .string(CivilTime.text(time, offset: 0, fraction: false)), "altitude": 0,
                "speed": .number(speed ?? -1), "horizontal_accuracy": .number(accuracy ?? -1),
                "vertical_accuracy": -1, "motion": motion, "battery_state": "unplugged",
                "battery_level": .number(battery ?? -1), "wifi": "", "device_id": .string(device),
            ],
        ]
    }
}
