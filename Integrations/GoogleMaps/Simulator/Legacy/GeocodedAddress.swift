// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A place as the Geocoding API writes it, whole and in its coarser parts.
struct GeocodedAddress {
    private let place: MapPlace
    private let townName: String
    private let countryName: String

    init(_ place: MapPlace, _ language: String, _ world: MapWorld) {
        self.place = place
        townName = place.town(language)
        countryName = MapPlace.name(world.land(at: place.point)?.names ?? [:], language)
    }

    private var numberPart: JSON { Self.component(place.number, types: ["street_number"]) }
    private var streetPart: JSON { Self.component(place.street, types: ["route"]) }
    private var townPart: JSON { Self.component(townName, types: ["locality", "political"]) }
    private var postcodePart: JSON { Self.component(place.postcode, types: ["postal_code"]) }
    private var countryPart: JSON {
        Self.component(countryName, short: place.country, types: ["country", "political"])
    }

    /// The whole address.
    var json: JSON {
        result(
            "\(place.street) \(place.number), \(place.postcode) \(townName), \(countryName)", types: ["street_address"],
            [numberPart, streetPart, townPart, countryPart, postcodePart], exact: "ROOFTOP", id: place.id)
    }

    /// Its plus code, which has no street.
    var plusCode: JSON {
        let code = PlusCode.text(place.point)
        return result(
            "\(code.dropFirst(4)) \(townName), \(countryName)", types: ["plus_code"],
            [Self.component(String(code), types: ["plus_code"]), townPart, countryPart], exact: "GEOMETRIC_CENTER",
            id: place.id + "-code")
    }

    /// The street without a number.
    var street: JSON {
        result(
            "\(place.street), \(place.postcode) \(townName), \(countryName)", types: ["route"],
            [streetPart, townPart, countryPart, postcodePart], exact: "GEOMETRIC_CENTER", id: place.id + "-street")
    }

    /// The postal code.
    var postcode: JSON {
        result(
            "\(place.postcode) \(townName), \(countryName)", types: ["postal_code"],
            [postcodePart, townPart, countryPart], exact: "APPROXIMATE", id: place.id + "-postcode")
    }

    /// The town.
    var town: JSON {
        result(
            "\(townName), \(countryName)", types: ["locality", "political"], [townPart, countryPart],
            exact: "APPROXIMATE", id: place.id + "-town")
    }

    private func result(_ text: String, types: [String], _ parts: [JSON], exact: String, id: String) -> JSON {
        Self.result(text, types: types, parts, exact: exact, id: id, at: place.point)
    }

    /// The country that a piece of land belongs to.
    static func country(_ land: MapWorld.Land, _ language: String, _ point: MapPoint) -> JSON {
        let name = MapPlace.name(land.names, language)
        return result(
            name, types: ["country", "political"],
            [component(name, short: land.country, types: ["country", "political"])], exact: "APPROXIMATE",
            id: "simulated-\(land.country)", at: point)
    }

    private static func result(
        _ text: String, types: [String], _ parts: [JSON], exact: String, id: String, at point: MapPoint
    ) -> JSON {
        [
            "address_components": .array(parts), "formatted_address": .string(text),
            "geometry": [
                "location": point.lower, "location_type": .string(exact), "viewport": [point, point].viewport,
            ],
            "place_id": .string(id), "types": .array(types.map { .string($0) }),
        ]
    }

    private static func component(_ name: String, short: String? = nil, types: [String]) -> JSON {
        [
            "long_name": .string(name), "short_name": .string(short ?? name),
            "types": .array(types.map { .string($0) }),
        ]
    }
}

extension MapPoint {
    /// `{"lat", "lng"}`, as the older services write it.
    var lower: JSON { ["lat": .decimal(latitude), "lng": .decimal(longitude)] }
}

extension [MapPoint] {
    /// The corners of the box around the points, a little larger.
    var viewport: JSON {
        let (north, south) = (map(\.latitude).max() ?? 0, map(\.latitude).min() ?? 0)
        let (east, west) = (map(\.longitude).max() ?? 0, map(\.longitude).min() ?? 0)
        return [
            "northeast": MapPoint(Swift.min(90, north + 0.001), Swift.min(180, east + 0.001)).lower,
            "southwest": MapPoint(Swift.max(-90, south - 0.001), Swift.max(-180, west - 0.001)).lower,
        ]
    }
}

extension JSON {
    /// A number that is written whole when it is.
    static func decimal(_ value: Double) -> JSON {
        guard let whole = Int64(exactly: value) else { return .number(value) }
        return .integer(whole)
    }
    /// A number to the nearest whole.
    static func rounded(_ value: Double) -> JSON { .integer(Int64(value.rounded())) }
}
