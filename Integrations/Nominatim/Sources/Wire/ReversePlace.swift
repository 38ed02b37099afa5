// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardIntegration

/// A place with its address. Which parts an address has differs from place to place and from country to country.
package struct ReversePlace: Sendable, Equatable {
    /// The whole address as the server writes it.
    package let text: String
    /// Its parts by their names, as `road` and `postcode`.
    package let parts: [String: String]

    /// Reads the parts; what is no text is left out.
    static func parts(_ reader: inout JSONReader) throws(JSONError) -> [String: String] {
        var parts: [String: String] = [:]
        try reader.readObject { key, reader throws(JSONError) in
            if try reader.peekKind() == .string {
                parts[key.text] = try reader.readString()
            } else {
                try reader.skipValue()
            }
        }
        return parts
    }

    /// The parts that a street address has. The first of the names that is there counts.
    package var streetAddress: StreetAddress {
        StreetAddress(
            street: part(["road", "pedestrian", "footway", "cycleway", "path", "square", "place", "house_name"]),
            houseNumber: part(["house_number"]), postcode: part(["postcode"]),
            town: part([
                "city", "town", "village", "municipality", "hamlet", "isolated_dwelling", "city_district", "suburb",
            ]),
            country: part(["country_code"]), text: text)
    }

    private func part(_ names: [String]) -> String? { names.lazy.compactMap { parts[$0] }.first { !$0.isEmpty } }
}
