// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A route as the Routes API writes it. Members that are zero or empty are left out, as in every JSON form of a
/// protocol buffer.
struct ComputedRouteForm {
    private let stops: [RoutesStop]
    private let form: RouteForm
    private let other: Bool
    private let ways: [DrivenWay]

    init(stops: [RoutesStop], form: RouteForm, other: Bool) {
        self.stops = stops
        self.form = form
        self.other = other
        ways = zip(stops, stops.dropFirst()).map { DrivenWay(from: $0.point, to: $1.point, other: other) }
    }

    func json(order: [Int]) -> JSON {
        let points = ways.points(orElse: stops[0].point)
        var members =
            measures(ways.metres, ways.seconds) + [
                .init("legs", .array(legs)), .init("polyline", polyline(points)),
                .init("description", .string(other ? "N2" : "N1")), .init("viewport", Self.viewport(points)),
                .init("routeLabels", [other ? "DEFAULT_ROUTE_ALTERNATE" : "DEFAULT_ROUTE"]),
                .init("travelAdvisory", [:]),
            ]
        if !order.isEmpty {
            members.append(.init("optimizedIntermediateWaypointIndex", .array(order.map { .integer(Int64($0)) })))
        }
        return .object(members)
    }

    /// One leg for every stop; a point that is driven through does not end one.
    private var legs: [JSON] {
        var legs: [JSON] = []
        var start = 0
        for end in stops.indices.dropFirst() where !stops[end].isVia || end == stops.count - 1 {
            legs.append(leg(Array(ways[start..<end]), stops[start].point, stops[end].point))
            start = end
        }
        return legs
    }

    private func leg(_ ways: [DrivenWay], _ start: MapPoint, _ end: MapPoint) -> JSON {
        let steps = ways.flatMap(\.pieces)
        var members =
            measures(ways.metres, ways.seconds) + [
                .init("polyline", polyline(ways.points(orElse: start))), .init("startLocation", start.latLng),
                .init("endLocation", end.latLng),
            ]
        if !steps.isEmpty { members.append(.init("steps", .array(steps.enumerated().map { step($1, $0) }))) }
        return .object(members)
    }

    private func step(_ piece: DrivenWay.Piece, _ number: Int) -> JSON {
        let start = piece.points.first ?? MapPoint(0, 0)
        let words = piece.isEastWest ? "Drive along" : "Turn and drive up"
        let members: [JSON.Member] =
            Self.distance(piece.metres) + [
                .init("staticDuration", Self.duration(piece.seconds)), .init("polyline", polyline(piece.points)),
                .init("startLocation", start.latLng), .init("endLocation", (piece.points.last ?? start).latLng),
                .init(
                    "navigationInstruction",
                    ["maneuver": number == 0 ? "DEPART" : "TURN_LEFT", "instructions": .string(words)]),
                .init("travelMode", .string(form.mode == "TRAVEL_MODE_UNSPECIFIED" ? "DRIVE" : form.mode)),
            ]
        return .object(members)
    }

    private func measures(_ metres: Double, _ seconds: Double) -> [JSON.Member] {
        let time = form.seconds(seconds)
        let tenths = (metres / (form.isImperial ? 160.9344 : 100)).rounded() / 10
        let far = JSON.string("\(tenths) \(form.isImperial ? "mi" : "km")")
        let texts: JSON = [
            "distance": ["text": far], "duration": ["text": .string("\(Int((time / 60).rounded())) mins")],
            "staticDuration": ["text": .string("\(Int((seconds / 60).rounded())) mins")],
        ]
        return Self.distance(metres) + [
            .init("duration", Self.duration(time)), .init("staticDuration", Self.duration(seconds)),
            .init("localizedValues", texts),
        ]
    }

    private func polyline(_ points: [MapPoint]) -> JSON {
        guard form.isGeoJSON else { return ["encodedPolyline": .string(PolylineText.text(points))] }
        let line = points.map { JSON.array([.decimal($0.longitude), .decimal($0.latitude)]) }
        return ["geoJsonLinestring": ["type": "LineString", "coordinates": .array(line)]]
    }

    /// `distanceMeters`, or nothing for zero.
    static func distance(_ metres: Double) -> [JSON.Member] {
        let whole = Int64(metres.rounded())
        return whole == 0 ? [] : [.init("distanceMeters", .integer(whole))]
    }

    /// A time span as `165s`.
    static func duration(_ seconds: Double) -> JSON { .string("\(Int64(seconds.rounded()))s") }

    private static func viewport(_ points: [MapPoint]) -> JSON {
        let north = MapPoint(points.map(\.latitude).max() ?? 0, points.map(\.longitude).max() ?? 0)
        let south = MapPoint(points.map(\.latitude).min() ?? 0, points.map(\.longitude).min() ?? 0)
        return ["low": south.degrees, "high": north.degrees]
    }
}

extension MapPoint {
    /// `{"latitude", "longitude"}` without zeros.
    var degrees: JSON {
        let members = [("latitude", latitude), ("longitude", longitude)].filter { $0.1 != 0 }
        return .object(members.map { .init($0.0, .decimal($0.1)) })
    }
    /// A location.
    var latLng: JSON { ["latLng": degrees] }
}
