// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardCore
import StewardSimulation

/// What `/reverse` gives.
struct ReverseAnswer {
    private let address: SimulatedAddress
    /// The parts that are near enough, in the language that was asked for.
    private let parts: [(key: String, name: String)]
    private let hasDetails: Bool

    /// The nearest address, with as many parts as the distance and the zoom allow; `nil` when all are far.
    init?(_ query: ReverseQuery, _ addresses: [SimulatedAddress]) {
        let near = addresses.map { ($0, Self.metres(query, $0.position)) }.min { $0.1 < $1.1 }
        guard let (address, metres) = near, metres <= 50_000 else { return nil }
        self.address = address
        hasDetails = query.hasDetails
        let isHouse = metres <= 200 && query.zoom >= 18
        let isRoad = metres <= 5_000 && query.zoom >= 16
        parts = address.parts.filter { part in
            switch part.key {
            case "house_number": isHouse
            case "road", "pedestrian": isRoad
            case "postcode": isRoad
            default: true
            }
        }.map { ($0.key, $0.name(in: query.languages)) }
    }

    private static func metres(_ query: ReverseQuery, _ place: Position) -> Double {
        let north = (query.latitude - place.latitude) * 111_195
        let east = (query.longitude - place.longitude) * 111_195 * cos(place.latitude * .pi / 180)
        return (north * north + east * east).squareRoot()
    }

    private var text: String { parts.map(\.name).joined(separator: ", ") }

    func reply(_ format: ReverseQuery.Format) -> SimulatedReply {
        format == .xml ? xml : .json(.object(members(format)))
    }

    private func members(_ format: ReverseQuery.Format) -> [JSON.Member] {
        let kind = parts.first?.key ?? "country"
        var members: [JSON.Member] = [
            .init("place_id", 20_261_101), .init("osm_type", "node"), .init("osm_id", 4_611_686),
            .init("licence", .string(Self.licence)), .init("lat", .string("\(address.position.latitude)")),
            .init("lon", .string("\(address.position.longitude)")),
            .init(format == .json ? "class" : "category", kind == "house_number" ? "place" : "highway"),
            .init("type", kind == "house_number" ? "house" : "tertiary"),
            .init("place_rank", kind == "house_number" ? 30 : 26), .init("importance", .number(0.1)),
            .init("addresstype", .string(kind == "house_number" ? "place" : kind)),
            .init("name", .string(kind == "house_number" ? "" : parts.first?.name ?? "")),
            .init("display_name", .string(text)), .init("boundingbox", box),
        ]
        if hasDetails {
            let details = parts.map { JSON.Member($0.key, .string($0.name)) }
            members.append(.init("address", .object(details + [.init("country_code", .string(address.countryCode))])))
        }
        return members
    }

    private static let licence = "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright"

    private var box: JSON {
        let (latitude, longitude) = (address.position.latitude, address.position.longitude)
        return .array(
            [latitude - 0.0001, latitude + 0.0001, longitude - 0.0001, longitude + 0.0001].map {
                .string(String(format: "%.7f", $0))
            })
    }

    private var xml: SimulatedReply {
        let place = "lat=\"\(address.position.latitude)\" lon=\"\(address.position.longitude)\""
        var lines = "<result place_id=\"20261101\" osm_type=\"node\" osm_id=\"4611686\" \(place)>"
        lines += Self.escaped(text) + "</result>"
        if hasDetails {
            let details = parts + [("country_code", address.countryCode)]
            lines += "<addressparts>" + details.map { "<\($0.0)>\(Self.escaped($0.1))</\($0.0)>" }.joined()
            lines += "</addressparts>"
        }
        return Self.xml("<reversegeocode>\(lines)</reversegeocode>")
    }

    /// Where nothing is near; the status is 200 all the same.
    static func nothing(_ format: ReverseQuery.Format) -> SimulatedReply {
        guard format == .xml else { return .json(["error": "Unable to geocode"]) }
        return xml("<reversegeocode><error>Unable to geocode</error></reversegeocode>")
    }

    /// A request that is wrong, with status 400.
    static func wrong(_ message: String, _ format: ReverseQuery.Format) -> SimulatedReply {
        guard format == .xml else {
            return .json(["error": ["code": 400, "message": .string(message)]], status: .badRequest)
        }
        var reply = xml("<error><code>400</code><message>\(escaped(message))</message></error>")
        reply.status = .badRequest
        return reply
    }

    private static func xml(_ content: String) -> SimulatedReply {
        .text("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n" + content, type: "text/xml; charset=utf-8")
    }

    private static func escaped(_ text: String) -> String {
        let marks: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;"]
        return text.map { marks[$0] ?? String($0) }.joined()
    }
}
