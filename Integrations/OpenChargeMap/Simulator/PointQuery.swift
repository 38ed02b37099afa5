// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// The parameters of `GET /poi`, read as the service's document names them.
struct PointQuery {
    let output: String
    let isCompact: Bool
    let isVerbose: Bool
    let isCamelCase: Bool
    let includesComments: Bool
    let inMiles: Bool
    let centre: GeoPoint?
    private let distance: Double?
    private let maxResults: Int
    private let sortBy: String
    private let greaterThan: Int?
    private let modifiedSince: Date?
    private let box: GeoBox?
    private let countryCode: String?
    private let ids: [String: Set<Int>]
    private let openData: Bool?

    init(_ query: [String: String]) throws(QueryFault) {
        for name in ["polygon", "polyline"] where query[name] != nil {
            throw QueryFault(501, "The filter \(name) is not simulated.")
        }
        output = (query["output"] ?? "json").lowercased()
        isCompact = query["compact"]?.lowercased() == "true"
        isVerbose = query["verbose"]?.lowercased() != "false"
        isCamelCase = query["camelcase"]?.lowercased() == "true"
        includesComments = query["includecomments"]?.lowercased() == "true"
        inMiles = (query["distanceunit"] ?? "miles").lowercased() != "km"
        openData = query["opendata"].map { $0.lowercased() == "true" }
        let latitude = try Self.number(query, "latitude")
        let longitude = try Self.number(query, "longitude")
        centre = latitude.flatMap { latitude in longitude.map { GeoPoint(latitude: latitude, longitude: $0) } }
        distance = try Self.number(query, "distance")
        maxResults = try Self.number(query, "maxresults").map { Int($0) } ?? 100
        sortBy = (query["sortby"] ?? "").lowercased()
        greaterThan = try Self.number(query, "greaterthanid").map { Int($0) }
        modifiedSince = try Self.date(query, "modifiedsince")
        box = try query["boundingbox"].map { text throws(QueryFault) in try GeoBox(text) }
        countryCode = query["countrycode"]?.uppercased()
        var ids: [String: Set<Int>] = [:]
        for name in SimulatedCharger.listedIDs.keys {
            guard let text = query[name] else { continue }
            ids[name] = Set(text.split(separator: ",").compactMap { Int($0) })
        }
        self.ids = ids
    }

    /// The stations that fit, in the order that was asked for: the nearest first around a point, else the newest.
    func points(of register: ChargerRegister) -> [FoundCharger] {
        let unit = inMiles ? 1609.344 : 1000
        let found = register.chargers.filter(fits).compactMap { charger -> FoundCharger? in
            guard let centre else { return FoundCharger(charger: charger, distance: nil) }
            let far = centre.metres(to: charger.point) / unit
            if let distance, far > distance { return nil }
            return FoundCharger(charger: charger, distance: far)
        }
        return Array(found.sorted(by: isBefore).prefix(max(0, maxResults)))
    }

    private func fits(_ charger: SimulatedCharger) -> Bool {
        if let greaterThan, charger.id <= greaterThan { return false }
        if let modifiedSince, charger.modifiedAt < modifiedSince { return false }
        if let box, !box.contains(charger.point) { return false }
        if let countryCode, charger.country?.code != countryCode { return false }
        if let openData, charger.isOpenData != openData { return false }
        return ids.allSatisfy { name, wanted in
            guard let read = SimulatedCharger.listedIDs[name] else { return true }
            return !wanted.isDisjoint(with: read(charger))
        }
    }

    private func isBefore(_ one: FoundCharger, _ other: FoundCharger) -> Bool {
        switch sortBy {
        case "id_asc": return one.charger.id < other.charger.id
        case "modified_asc": return one.charger.modifiedAt < other.charger.modifiedAt
        default: break
        }
        if let near = one.distance, let far = other.distance { return near < far }
        return one.charger.id > other.charger.id
    }

    /// A value without nulls unless `verbose`, with other keys for `camelcase`.
    func form(_ json: JSON) -> JSON {
        switch json {
        case .array(let elements): return .array(elements.map(form))
        case .object(let members):
            let kept = members.filter { isVerbose || $0.value != .null }
            return .object(kept.map { .init(isCamelCase ? CamelCase.key($0.key) : $0.key, form($0.value)) })
        default: return json
        }
    }

    private static func number(_ query: [String: String], _ name: String) throws(QueryFault) -> Double? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard let number = Double(text), abs(number) <= 1e9 else {
            throw QueryFault(400, "The parameter \(name) must be a number.")
        }
        return number
    }

    private static func date(_ query: [String: String], _ name: String) throws(QueryFault) -> Date? {
        guard let text = query[name] else { return nil }
        let whole = text.contains("T") ? text : text + "T00:00:00"
        guard let date = try? Date(whole.hasSuffix("Z") ? whole : whole + "Z", strategy: .iso8601) else {
            throw QueryFault(400, "The parameter \(name) must be a time.")
        }
        return date
    }
}

/// A station, and how far it is from the point in the unit that was asked for.
struct FoundCharger {
    let charger: SimulatedCharger
    let distance: Double?
}
