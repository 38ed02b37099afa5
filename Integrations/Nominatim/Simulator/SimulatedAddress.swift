// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// A house with its address, as OpenStreetMap would have it.
public struct SimulatedAddress: Sendable {
    /// A part of an address in each language that has a name for it; under an empty tag the name on the spot.
    public struct Part: Sendable {
        /// The part's name, as `road`.
        public let key: String
        /// What it reads, by language.
        public let names: [String: String]

        /// A part with one name, or with names in some languages besides.
        public init(_ key: String, _ name: String, _ names: [String: String] = [:]) {
            self.key = key
            self.names = names.merging(["": name]) { _, own in own }
        }

        /// What it reads in the first of these languages that there is.
        func name(in languages: [String]) -> String {
            languages.lazy.compactMap { names[$0] }.first ?? names[""] ?? ""
        }
    }

    /// Where it is.
    public let position: Position
    /// Its parts, from the smallest to the largest, without the country's code.
    public let parts: [Part]
    /// The country's two letters, lower case.
    public let countryCode: String

    /// Describes a house.
    public init(_ position: Position, _ parts: [Part], countryCode: String) {
        self.position = position
        self.parts = parts
        self.countryCode = countryCode
    }
}

extension SimulatedAddress {
    /// Invented addresses in four countries.
    public static let examples: [SimulatedAddress] = [
        example(
            52.0021, 5.0083,
            [
                Part("house_number", "12-A"), Part("road", "Proefstraat"), Part("village", "Voorbeelddorp"),
                Part("municipality", "Voorbeeldgemeente"), Part("state", "Utrecht"), Part("postcode", "3999 ZZ"),
                Part("country", "Nederland", ["en": "Netherlands", "de": "Niederlande", "th": "ประเทศเนเธอร์แลนด์"]),
            ], "nl"),
        example(
            13.75, 100.5,
            [
                Part("house_number", "99/1"), Part("road", "ถนนตัวอย่าง", ["en": "Example Road"]),
                Part("suburb", "แขวงตัวอย่าง", ["en": "Example Subdistrict"]),
                Part("city", "กรุงเทพมหานคร", ["en": "Bangkok", "nl": "Bangkok"]), Part("postcode", "10299"),
                Part("country", "ประเทศไทย", ["en": "Thailand", "nl": "Thailand", "de": "Thailand"]),
            ], "th"),
        example(
            52.52, 13.4,
            [
                Part("house_number", "7"), Part("pedestrian", "Beispielplatz"), Part("suburb", "Mitte"),
                Part("city", "Berlin"), Part("postcode", "10999"),
                Part("country", "Deutschland", ["en": "Germany", "nl": "Duitsland", "th": "ประเทศเยอรมนี"]),
            ], "de"),
        example(
            44.5, -73.2,
            [
                Part("house_number", "1200"), Part("road", "Sample Hill Road"), Part("hamlet", "Sample Corners"),
                Part("county", "Sample County"), Part("state", "Vermont"), Part("postcode", "05499-0001"),
                Part("country", "United States", ["nl": "Verenigde Staten", "th": "สหรัฐอเมริกา"]),
            ], "us"),
    ]

    private static func example(
        _ latitude: Double, _ longitude: Double, _ parts: [Part], _ countryCode: String
    ) -> SimulatedAddress {
        guard let position = Position(latitude: latitude, longitude: longitude) else {
            preconditionFailure("\(latitude), \(longitude) is no place on earth.")
        }
        return SimulatedAddress(position, parts, countryCode: countryCode)
    }
}
