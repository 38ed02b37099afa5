// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The body of `computeRoutes`.
enum RouteQuestion {
    /// A question about the way by car through these points. Those between are driven through, not stopped at, and
    /// traffic is left out: the distance of a drive must not depend on when it is asked for.
    static func bytes(_ points: some Collection<Position>) throws(IntegrationError) -> [UInt8] {
        var waypoints = points.map { place($0) }
        guard points.count >= 2, let origin = waypoints.first, let destination = waypoints.last else {
            throw IntegrationError(.invalidRequest, "A route needs two points or more.")
        }
        waypoints = waypoints.dropFirst().dropLast().map { .object(($0.members ?? []) + [.init("via", true)]) }
        let question: JSON = [
            "origin": origin, "destination": destination, "intermediates": .array(waypoints), "travelMode": "DRIVE",
            "routingPreference": "TRAFFIC_UNAWARE", "polylineEncoding": "ENCODED_POLYLINE",
            "polylineQuality": "HIGH_QUALITY",
        ]
        do { return try question.canonicalBytes() } catch {
            throw IntegrationError(.invalidRequest, "The points cannot be written as JSON.", cause: error)
        }
    }

    private static func place(_ position: Position) -> JSON {
        [
            "location": [
                "latLng": ["latitude": .number(position.latitude), "longitude": .number(position.longitude)]
            ]
        ]
    }
}
