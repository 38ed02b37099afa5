// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

/// A wrong request: the sentence that stands in the answer with status 400.
struct WrongParameter: Error {
    let message: String
    init(_ message: String) { self.message = message }
}

/// A request of `/reverse`, taken apart.
struct ReverseQuery {
    enum Format: String, CaseIterable { case xml, json, jsonv2 }

    let latitude: Double
    let longitude: Double
    let hasDetails: Bool
    /// From 0, a country, to 18, a building.
    let zoom: Int
    /// What was asked for, the dearest first.
    let languages: [String]

    init(_ request: SimulatedRequest) throws(WrongParameter) {
        latitude = try Self.number("lat", request)
        longitude = try Self.number("lon", request)
        hasDetails = (request.query["addressdetails"] ?? "1") != "0"
        guard let zoom = Int(request.query["zoom"] ?? "18") else {
            throw WrongParameter("Parameter 'zoom' must be a number.")
        }
        self.zoom = min(18, max(0, zoom))
        languages = Self.languages(request.query["accept-language"] ?? request.headerFields[.acceptLanguage] ?? "")
    }

    /// The answer's format; XML unless another is asked for.
    static func format(_ request: SimulatedRequest) throws(WrongParameter) -> Format {
        guard let text = request.query["format"] else { return .xml }
        guard let format = Format(rawValue: text) else {
            let names = Format.allCases.map(\.rawValue).joined(separator: ", ")
            throw WrongParameter("Parameter 'format' must be one of: \(names)")
        }
        return format
    }

    private static func number(_ name: String, _ request: SimulatedRequest) throws(WrongParameter) -> Double {
        guard let text = request.query[name] else { throw WrongParameter("Parameter '\(name)' missing.") }
        guard let number = Double(text), number.isFinite else {
            throw WrongParameter("Parameter '\(name)' must be a number.")
        }
        return number
    }

    /// The tags of an Accept-Language field by their weights, each followed by its language without region.
    private static func languages(_ field: String) -> [String] {
        let weighted = field.split(separator: ",").enumerated().map { place, text in
            let parts = text.split(separator: ";")
            let weight = parts.dropFirst().first.flatMap { Double($0.drop { $0 != "=" }.dropFirst()) } ?? 1
            return (tag: String(parts.first ?? "").filter { $0 != " " }, weight, place)
        }
        return weighted.sorted { ($1.1, $0.2) < ($0.1, $1.2) }.flatMap { one in
            [one.tag, String(one.tag.prefix { $0 != "-" })]
        }
    }
}
