// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardSimulation

/// `GET /maps/api/geocode/json`: what is at a point, or where an address or a place is.
struct GeocodingCalls: Sendable {
    let world: MapWorld

    func answer(_ request: SimulatedRequest) throws(LegacyFailure) -> [JSON.Member] {
        let query = request.query
        let language = query["language"] ?? "en"
        if let text = query["latlng"] {
            guard let point = MapPoint(text) else {
                throw LegacyFailure("INVALID_REQUEST", "Invalid request. Invalid 'latlng' parameter.")
            }
            return try reverse(point, language, query)
        }
        if let id = query["place_id"] {
            guard let place = world.place(id: id) else {
                throw LegacyFailure("INVALID_REQUEST", "Invalid request. Invalid 'place_id' parameter.")
            }
            return [.init("results", [GeocodedAddress(place, language, world).json])]
        }
        guard query["address"] ?? query["components"] != nil else {
            throw LegacyFailure(
                "INVALID_REQUEST",
                "Invalid request. Missing the 'address', 'components', 'latlng' or 'place_id' parameter.")
        }
        return [.init("results", .array(try forward(query, language)))]
    }

    private func forward(_ query: [String: String], _ language: String) throws(LegacyFailure) -> [JSON] {
        var filters: [String: String] = [:]
        for part in (query["components"] ?? "").split(separator: "|") {
            let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
            if pair.count == 2 { filters[pair[0]] = pair[1] }
        }
        let text = query["address"] ?? filters.values.joined(separator: " ")
        guard let place = world.place(text: text) else { throw LegacyFailure("ZERO_RESULTS") }
        let country = filters["country"]?.uppercased() ?? place.country
        let postcode = filters["postal_code"] ?? place.postcode
        guard country == place.country, postcode == place.postcode else { throw LegacyFailure("ZERO_RESULTS") }
        return [GeocodedAddress(place, language, world).json]
    }

    /// The most exact first; where there is an address, its plus code, street, postal code and town come after it.
    private func reverse(
        _ point: MapPoint, _ language: String, _ query: [String: String]
    ) throws(LegacyFailure) -> [JSON.Member] {
        let code = JSON.Member("plus_code", ["global_code": .string(PlusCode.text(point))])
        guard let land = world.land(at: point) else { throw LegacyFailure("ZERO_RESULTS", more: [code]) }
        var results: [JSON] = []
        if let place = world.place(near: point, within: 150) {
            let address = GeocodedAddress(place, language, world)
            results = [address.json, address.plusCode, address.street, address.postcode]
        }
        if let place = world.place(near: point, within: 20_000) {
            results.append(GeocodedAddress(place, language, world).town)
        }
        results.append(GeocodedAddress.country(land, language, point))
        let wanted = filters(query["result_type"])
        let exactness = filters(query["location_type"])
        results = results.filter { result in
            let types = Set((result["types"]?.array ?? []).compactMap(\.string))
            let exact = result["geometry"]?["location_type"]?.string ?? ""
            return (wanted.isEmpty || !wanted.isDisjoint(with: types))
                && (exactness.isEmpty || exactness.contains(exact))
        }
        guard !results.isEmpty else { throw LegacyFailure("ZERO_RESULTS", more: [code]) }
        return [code, .init("results", .array(results))]
    }

    private func filters(_ text: String?) -> Set<String> {
        Set((text ?? "").split(separator: "|").map(String.init))
    }
}
