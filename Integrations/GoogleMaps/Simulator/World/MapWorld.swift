// SPDX-License-Identifier: Apache-2.0

/// The simulated world: pieces of land with roads everywhere on them, and addresses. All else is sea.
public struct MapWorld: Sendable {
    /// A piece of land; no road leads from one to another.
    public struct Land: Sendable, Equatable {
        let name: String
        let country: String
        let names: [String: String]
        let latitudes: ClosedRange<Double>
        let longitudes: ClosedRange<Double>

        /// Makes a piece of land; `names` are the country's by language.
        public init(
            _ name: String, country: String, names: [String: String], latitudes: ClosedRange<Double>,
            longitudes: ClosedRange<Double>
        ) {
            self.name = name
            self.country = country
            self.names = names
            self.latitudes = latitudes
            self.longitudes = longitudes
        }

        func contains(_ point: MapPoint) -> Bool {
            latitudes.contains(point.latitude) && longitudes.contains(point.longitude)
        }
    }

    let lands: [Land]
    let places: [MapPlace]

    /// Makes a world.
    public init(lands: [Land], places: [MapPlace]) {
        self.lands = lands
        self.places = places
    }

    /// A mainland and an island of the Netherlands, each in a box, and some of their addresses.
    public static let standard = MapWorld(
        lands: [
            Land(
                "Mainland", country: "NL", names: ["en": "Netherlands", "nl": "Nederland", "de": "Niederlande"],
                latitudes: 51.4...52.9, longitudes: 4.2...6.9),
            Land(
                "Texel", country: "NL", names: ["en": "Netherlands", "nl": "Nederland", "de": "Niederlande"],
                latitudes: 53.0...53.2, longitudes: 4.7...4.9),
        ],
        places: [
            MapPlace(
                "simulated-domplein-29", at: MapPoint(52.0907, 5.1216), street: "Domplein", number: "29",
                postcode: "3512 JE", town: ["en": "Utrecht"], country: "NL"),
            MapPlace(
                "simulated-binnenhof-1", at: MapPoint(52.0796, 4.3130), street: "Binnenhof", number: "1",
                postcode: "2513 AA", town: ["en": "The Hague", "nl": "Den Haag", "de": "Den Haag"], country: "NL"),
            MapPlace(
                "simulated-coolsingel-40", at: MapPoint(51.9225, 4.4792), street: "Coolsingel", number: "40",
                postcode: "3011 AD", town: ["en": "Rotterdam"], country: "NL"),
            MapPlace(
                "simulated-dam-1", at: MapPoint(52.3731, 4.8922), street: "Dam", number: "1", postcode: "1012 JS",
                town: ["en": "Amsterdam"], country: "NL"),
            MapPlace(
                "simulated-emmalaan-66", at: MapPoint(53.0561, 4.7975), street: "Emmalaan", number: "66",
                postcode: "1791 AV", town: ["en": "Den Burg"], country: "NL"),
        ])

    func land(at point: MapPoint) -> Land? { lands.first { $0.contains(point) } }

    func place(id: String) -> MapPlace? { places.first { $0.id == id } }

    /// The nearest address, when it is within so many metres.
    func place(near point: MapPoint, within metres: Double) -> MapPlace? {
        places.map { ($0, $0.point.metres(to: point)) }.filter { $0.1 <= metres }.min { $0.1 < $1.1 }?.0
    }

    /// The first address in which every word of a text stands.
    func place(text: String) -> MapPlace? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        guard !words.isEmpty else { return nil }
        return places.first { place in
            let names = lands.filter { $0.country == place.country }.flatMap(\.names.values) + place.town.values
            let known = ([place.street, place.number, place.postcode, place.country] + names).joined(separator: " ")
            let parts = Set(known.lowercased().split { !$0.isLetter && !$0.isNumber })
            return words.allSatisfy { parts.contains($0) }
        }
    }
}
