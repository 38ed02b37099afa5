// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

extension GoogleMaps: PlaceNaming {
    /// The address at a point: one request.
    ///
    /// Of the places that Google names there the one with a house number is taken, else one with a street, else one
    /// with a town. A country or a sea is no address.
    /// - Throws: `IntegrationError`.
    public func address(at position: Position, language: String) async throws -> StreetAddress? {
        let addresses = try await client.geocode(position, language: language).map(\.address)
        return addresses.first { $0.street != nil && $0.houseNumber != nil }
            ?? addresses.first { $0.street != nil } ?? addresses.first { $0.town != nil }
    }
}

extension GeocodedPlace {
    /// The place as an address.
    var address: StreetAddress {
        let parts = [part("street_number"), part("subpremise")].compactMap(\.self)
        let towns = [
            "locality", "postal_town", "sublocality_level_1", "sublocality", "administrative_area_level_3",
            "administrative_area_level_2",
        ]
        return StreetAddress(
            street: part("route"), houseNumber: parts.joined(separator: "-"), postcode: part("postal_code"),
            town: towns.lazy.compactMap(part).first, country: country, text: text)
    }

    /// The long name of the component with this type; a plus code is none.
    private func part(_ type: String) -> String? {
        guard !types.contains("plus_code") else { return nil }
        return components.first { $0.types.contains(type) }?.longName
    }

    private var country: String? {
        let letters = components.first { $0.types.contains("country") }?.shortName
        return letters.flatMap { $0.utf8.count == 2 ? $0 : nil }
    }
}
