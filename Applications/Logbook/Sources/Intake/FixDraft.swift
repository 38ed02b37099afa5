// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A fix while its members are read, in whatever order they come.
struct FixDraft {
    var instant: Int64?
    var latitude: Double?
    var longitude: Double?
    var accuracy: Double?
    var speed: Double?
    var heading: Double?
    var movement: Fix.Movement?

    /// Where it is; `nil` when a coordinate is missing, or both are 0 as receivers without a position send them.
    var position: Position? {
        guard let latitude, let longitude, latitude != 0 || longitude != 0 else { return nil }
        return Position(latitude: latitude, longitude: longitude)
    }

    /// Whether one coordinate is there and the other is not.
    var isHalf: Bool { (latitude == nil) != (longitude == nil) }

    /// The fix; `nil` when there is no position.
    var fix: Fix? {
        position.map { position in
            Fix(
                position: position, accuracy: accuracy, speed: speed, heading: heading.map { $0 == 360 ? 0 : $0 },
                movement: movement)
        }
    }

    /// Reads a member under one of the names that most senders use; `false` leaves an unknown one unread.
    mutating func read(
        _ key: JSONReader.Key, _ reader: inout JSONReader, _ faults: inout Faults
    ) throws(JSONError) -> Bool {
        switch key {
        case "lat", "latitude": latitude = try reader.read(.latitude, &faults)
        case "lng", "lon", "long", "longitude": longitude = try reader.read(.longitude, &faults)
        case "accuracy", "acc": accuracy = try reader.read(.accuracy, &faults)
        case "speed": speed = try reader.read(.speed, &faults)
        case "heading", "course", "bearing": heading = try reader.read(.heading, &faults)
        default: return false
        }
        return true
    }
}

extension Fix.Movement {
    /// What a phone calls a movement: Core Motion, Android's activity recognition, Overland and Google each in their
    /// own words; `nil` for what is none of ours, as trains and planes.
    init?(word: String) {
        switch word.lowercased() {
        case "still", "stationary": self = .still
        case "walking", "on_foot": self = .walking
        case "running": self = .running
        case "cycling", "on_bicycle": self = .cycling
        case "driving", "automotive", "in_vehicle", "in_passenger_vehicle", "in_road_vehicle", "in_car",
            "in_four_wheeler_vehicle":
            self = .driving
        default: return nil
        }
    }

    /// The one of several that tells most: a phone that lies still in a car that drives says both.
    init?(words: [String]) {
        let movements = Set(words.compactMap(Self.init(word:)))
        guard let found = [Self.driving, .cycling, .running, .walking, .still].first(where: movements.contains) else {
            return nil
        }
        self = found
    }
}
