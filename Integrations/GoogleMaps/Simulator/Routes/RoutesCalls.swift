// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// `POST /directions/v2:computeRoutes`.
struct RoutesCalls: Sendable {
    let world: MapWorld

    /// Intermediate waypoints that are taken at once.
    private static let mostIntermediates = 25

    func answer(_ request: RoutesRequest) throws(RPCFailure) -> JSON {
        let form = try RouteForm(request)
        let origin = try request.stop("origin", world)
        let destination = try request.stop("destination", world)
        var between = try request.stops("intermediates", world)
        guard between.count <= Self.mostIntermediates else {
            throw .invalid(
                "Too many intermediate waypoints: \(between.count). The maximum is \(Self.mostIntermediates).")
        }
        guard form.mode != "TRANSIT" || between.isEmpty else {
            throw .invalid("Intermediate waypoints are not supported for TRANSIT.")
        }
        let land = world.land(at: origin.point)
        guard land != nil, (between + [destination]).allSatisfy({ world.land(at: $0.point) == land }) else {
            return [:]
        }
        var order: [Int] = []
        if request.flag("optimizeWaypointOrder") {
            guard between.allSatisfy({ !$0.isVia }) else {
                throw .invalid("The waypoint order cannot be optimized with via waypoints.")
            }
            order = Self.order(from: origin.point, between)
            between = order.map { between[$0] }
        }
        let stops = [origin] + between + [destination]
        let isRepeated = request.flag("computeAlternativeRoutes") && between.isEmpty
        let routes = (isRepeated ? [false, true] : [false]).map { other in
            ComputedRouteForm(stops: stops, form: form, other: other).json(order: order)
        }
        return ["routes": .array(routes)]
    }

    /// Each time the nearest that is left.
    private static func order(from start: MapPoint, _ stops: [RoutesStop]) -> [Int] {
        var here = start
        var left = Array(stops.indices)
        var order: [Int] = []
        while let next = left.min(by: { stops[$0].point.metres(to: here) < stops[$1].point.metres(to: here) }) {
            order.append(next)
            left.removeAll { $0 == next }
            here = stops[next].point
        }
        return order
    }
}

/// How an answer is written.
struct RouteForm {
    let mode: String
    let withTraffic: Bool
    let isGeoJSON: Bool
    let isImperial: Bool

    init(_ request: RoutesRequest) throws(RPCFailure) {
        mode = try request.word("travelMode", .travelMode)
        let preference = try request.word("routingPreference", .preference)
        withTraffic = preference.hasPrefix("TRAFFIC_AWARE")
        isGeoJSON = try request.word("polylineEncoding", .encoding) == "GEO_JSON_LINESTRING"
        isImperial = try request.word("units", .units) == "IMPERIAL"
        _ = try request.word("polylineQuality", .quality)
        let isDriven = ["DRIVE", "TWO_WHEELER", "TRAVEL_MODE_UNSPECIFIED"].contains(mode)
        guard isDriven || preference == "ROUTING_PREFERENCE_UNSPECIFIED" else {
            throw .invalid("Routing preference cannot be set for this travel mode.")
        }
    }

    /// The time that a way takes with the traffic there is, if that was asked for.
    func seconds(_ still: Double) -> Double { withTraffic ? still * 1.25 : still }
}
