// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A route as the Directions API writes it.
struct DirectionsRoute {
    private let stops: [DirectionsStop]
    private let query: [String: String]
    private let world: MapWorld
    private let other: Bool

    init(_ stops: [DirectionsStop], query: [String: String], world: MapWorld, other: Bool) {
        self.stops = stops
        self.query = query
        self.world = world
        self.other = other
    }

    func json(order: [Int]) -> JSON {
        var legs: [JSON] = []
        var points: [MapPoint] = []
        var start = 0
        for end in stops.indices.dropFirst() where !stops[end].isVia || end == stops.count - 1 {
            let part = Array(stops[start...end])
            legs.append(leg(part, &points))
            start = end
        }
        return [
            "summary": other ? "N2" : "N1", "bounds": points.viewport, "copyrights": "Map data ©2026",
            "overview_polyline": ["points": .string(PolylineText.text(points))], "warnings": [],
            "waypoint_order": .array(order.map { .integer(Int64($0)) }), "legs": .array(legs),
        ]
    }

    private func leg(_ stops: [DirectionsStop], _ points: inout [MapPoint]) -> JSON {
        let ways = zip(stops, stops.dropFirst()).map { DrivenWay(from: $0.point, to: $1.point, other: other) }
        points += ways.points(orElse: stops[0].point)
        let end = stops[stops.count - 1]
        var members: [JSON.Member] = [
            .init("distance", distance(ways.metres)), .init("duration", duration(ways.seconds)),
            .init("start_address", .string(address(stops[0]))), .init("end_address", .string(address(end))),
            .init("start_location", stops[0].point.lower), .init("end_location", end.point.lower),
            .init("steps", .array(ways.flatMap(\.pieces).map(step))), .init("traffic_speed_entry", []),
        ]
        let via = stops.dropFirst().dropLast().enumerated().map { number, stop -> JSON in
            ["location": stop.point.lower, "step_index": .integer(Int64(number)), "step_interpolation": 0]
        }
        members.append(.init("via_waypoint", .array(via)))
        if query["departure_time"] != nil {
            members.append(.init("duration_in_traffic", duration(ways.seconds * 1.25)))
        }
        return .object(members)
    }

    private func step(_ piece: DrivenWay.Piece) -> JSON {
        let first = piece.points.first ?? MapPoint(0, 0)
        let last = piece.points.last ?? first
        return [
            "distance": distance(piece.metres), "duration": duration(piece.seconds),
            "html_instructions": .string(piece.isEastWest ? "Drive <b>along</b>" : "Turn and drive <b>up</b>"),
            "polyline": ["points": .string(PolylineText.text(piece.points))], "start_location": first.lower,
            "end_location": last.lower, "travel_mode": .string((query["mode"] ?? "driving").uppercased()),
        ]
    }

    private func address(_ stop: DirectionsStop) -> String {
        guard let place = stop.place else { return String(PlusCode.text(stop.point)) }
        return GeocodedAddress(place, query["language"] ?? "en", world).json["formatted_address"]?.string ?? ""
    }

    private func distance(_ metres: Double) -> JSON {
        let isImperial = query["units"] == "imperial"
        let tenths = (metres / (isImperial ? 160.9344 : 100)).rounded() / 10
        return ["text": .string("\(tenths) \(isImperial ? "mi" : "km")"), "value": .rounded(metres)]
    }

    private func duration(_ seconds: Double) -> JSON {
        ["text": .string("\(Int((seconds / 60).rounded())) mins"), "value": .rounded(seconds)]
    }
}
