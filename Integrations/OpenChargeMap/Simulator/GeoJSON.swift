// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// `output=geojson` (RFC 7946): the longitude comes first.
enum GeoJSON {
    static func collection(_ found: [FoundCharger]) -> JSON {
        ["type": "FeatureCollection", "features": .array(found.map { feature($0.charger) })]
    }

    private static func feature(_ charger: SimulatedCharger) -> JSON {
        let place: [JSON] = [.decimal(charger.point.longitude), .decimal(charger.point.latitude)]
        return [
            "type": "Feature", "id": .integer(Int64(charger.id)),
            "geometry": ["type": "Point", "coordinates": .array(place)],
            "properties": ["name": .string(charger.title), "town": .text(charger.town)],
        ]
    }
}
