// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation

/// Google Maps Platform: the Geocoding API and the legacy Directions API, and the Routes API, behind one address.
///
/// Written from Google's documentation (2026-11). The legacy services answer HTTP 200 whatever happened and say it in
/// `status`; the Routes API answers google.rpc errors, refuses a question without a field mask, and leaves out members
/// that are zero.
public struct GoogleMapsSimulator: Simulator {
    /// `google-maps`.
    public let name = "google-maps"
    private let world: MapWorld
    private let key: String

    /// Serves a world to whoever has the key.
    public init(_ world: MapWorld = .standard, key: String = "right-key") {
        self.world = world
        self.key = key
    }

    /// The calls of the three services.
    public var routes: [SimulatedRoute] {
        let geocoding = GeocodingCalls(world: world)
        let directions = DirectionsCalls(world: world)
        let calls = RoutesCalls(world: world)
        let matrix = MatrixCalls(world: world)
        return [
            SimulatedRoute(
                .get, "/maps/api/geocode/json", example: "/maps/api/geocode/json?latlng=52.0907,5.1216&key=\(key)",
                source: "Geocoding API, request and response, 2026-11"
            ) { LegacyAnswer.answer($0, key, empty: ["results": []], geocoding.answer) },
            SimulatedRoute(.get, "/maps/api/directions/json", source: "Directions API (Legacy), 2026-11") {
                LegacyAnswer.answer($0, key, empty: ["routes": [], "geocoded_waypoints": []], directions.answer)
            },
            SimulatedRoute(
                .post, "/directions/v2:computeRoutes", source: "Routes API v2, computeRoutes, 2026-11"
            ) { RPCFailure.answer($0, key, calls.answer) },
            SimulatedRoute(
                .post, "/distanceMatrix/v2:computeRouteMatrix", source: "Routes API v2, computeRouteMatrix, 2026-11"
            ) { RPCFailure.answer($0, key, matrix.answer) },
        ]
    }
}
