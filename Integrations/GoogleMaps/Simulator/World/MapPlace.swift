// SPDX-License-Identifier: Apache-2.0

/// An address of the simulated world.
public struct MapPlace: Sendable {
    /// Google's id for it.
    public let id: String
    /// Where it is.
    public let point: MapPoint
    /// Street.
    public let street: String
    /// House number.
    public let number: String
    /// Postal code.
    public let postcode: String
    /// Town by language; `en` is always there.
    public let town: [String: String]
    /// Country's letters (ISO 3166-1).
    public let country: String

    /// Makes an address.
    public init(
        _ id: String, at point: MapPoint, street: String, number: String, postcode: String, town: [String: String],
        country: String
    ) {
        self.id = id
        self.point = point
        self.street = street
        self.number = number
        self.postcode = postcode
        self.town = town
        self.country = country
    }

    /// The town in a language, or in English.
    func town(_ language: String) -> String { MapPlace.name(town, language) }

    /// A name in a language, by its first part, or in English.
    static func name(_ names: [String: String], _ language: String) -> String {
        let base = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
        return names[base] ?? names["en"] ?? ""
    }
}
