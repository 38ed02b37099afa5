// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardSimulation

/// `GET /maps/api/directions/json`.
struct DirectionsCalls: Sendable {
    let world: MapWorld

    /// Points between the ends that are taken at once.
    private static let mostWaypoints = 25
    private static let modes = ["driving", "walking", "bicycling", "transit"]

    func answer(_ request: SimulatedRequest) throws(LegacyFailure) -> [JSON.Member] {
        let query = request.query
        guard let origin = query["origin"], let destination = query["destination"] else {
            let missing = query["origin"] == nil ? "origin" : "destination"
            throw LegacyFailure("INVALID_REQUEST", "Invalid request. Missing the '\(missing)' parameter.")
        }
        guard Self.modes.contains(query["mode"] ?? "driving") else {
            throw LegacyFailure("INVALID_REQUEST", "Invalid request. Invalid 'mode' parameter.")
        }
        var texts = (query["waypoints"] ?? "").split(separator: "|").map(String.init)
        let isOptimized = texts.first == "optimize:true"
        if texts.first?.hasPrefix("optimize:") == true { texts.removeFirst() }
        guard texts.count <= Self.mostWaypoints else {
            throw LegacyFailure(
                "MAX_WAYPOINTS_EXCEEDED", "Too many waypoints in the request (\(texts.count)). The maximum is 25.")
        }
        let stops = try stops([origin] + texts + [destination])
        let checked = stops.map { world.land(at: $0.point) }
        guard let land = checked.first, land != nil, checked.allSatisfy({ $0 == land }) else {
            throw LegacyFailure("ZERO_RESULTS", more: [.init("geocoded_waypoints", .array(stops.map(\.json)))])
        }
        let order = isOptimized ? Self.order(stops) : Array(texts.indices)
        let ordered = [stops[0]] + order.map { stops[$0 + 1] } + [stops[stops.count - 1]]
        let isRepeated = query["alternatives"] == "true" && texts.isEmpty
        let routes = (isRepeated ? [false, true] : [false]).map { other in
            DirectionsRoute(ordered, query: query, world: world, other: other).json(order: order)
        }
        return [.init("geocoded_waypoints", .array(stops.map(\.json))), .init("routes", .array(routes))]
    }

    private func stops(_ texts: [String]) throws(LegacyFailure) -> [DirectionsStop] {
        var stops: [DirectionsStop] = []
        for text in texts {
            let isVia = text.hasPrefix("via:")
            let text = isVia ? String(text.dropFirst(4)) : text
            guard let stop = DirectionsStop(text, isVia: isVia, world) else {
                let all = texts.map { text -> JSON in
                    let isKnown = DirectionsStop(text.replacing("via:", with: ""), isVia: false, world) != nil
                    return ["geocoder_status": isKnown ? "OK" : "ZERO_RESULTS"]
                }
                throw LegacyFailure("NOT_FOUND", more: [.init("geocoded_waypoints", .array(all))])
            }
            stops.append(stop)
        }
        return stops
    }

    /// Each time the nearest that is left.
    private static func order(_ stops: [DirectionsStop]) -> [Int] {
        var left = Array(stops.indices.dropFirst().dropLast())
        var here = stops[0].point
        var order: [Int] = []
        while let next = left.min(by: { stops[$0].point.metres(to: here) < stops[$1].point.metres(to: here) }) {
            order.append(next - 1)
            here = stops[next].point
            left.removeAll { $0 == next }
        }
        return order
    }
}

/// A place that directions lead to or through.
struct DirectionsStop {
    let point: MapPoint
    let isVia: Bool
    let place: MapPlace?

    /// Reads coordinates, `place_id:…` or an address; `nil` when nothing is known by that.
    init?(_ text: String, isVia: Bool, _ world: MapWorld) {
        self.isVia = isVia
        if let point = MapPoint(text) {
            self.point = point
            place = world.place(near: point, within: 150)
            return
        }
        let found =
            text.hasPrefix("place_id:") ? world.place(id: String(text.dropFirst(9))) : world.place(text: text)
        guard let found else { return nil }
        point = found.point
        place = found
    }

    var json: JSON {
        [
            "geocoder_status": "OK", "place_id": .string(place?.id ?? "simulated-\(PlusCode.text(point))"),
            "types": [place == nil ? "plus_code" : "street_address"],
        ]
    }
}
