// SPDX-License-Identifier: Apache-2.0
import Foundation
public import StewardCore
public import StewardIntegration

extension OpenChargeMap: ChargerFinding {
    /// Stations around a point, the nearest first: one request. A station without an id or a place is left out.
    /// - Throws: `IntegrationError`; `invalidRequest` for a radius or limit out of range.
    public func chargers(
        near position: Position, within radius: Distance, limit: Int
    ) async throws -> [ChargingStation] {
        guard radius > .zero, radius <= Self.farthest, (1...500).contains(limit) else {
            throw IntegrationError(
                .invalidRequest,
                "Stations can be looked for within 1 m to 500 km, 1 to 500 at a time; give a radius and a limit "
                    + "between.")
        }
        let found = try await client.stations(near: position, within: radius, limit: limit)
        // The service's own distance is rounded, and its order is not promised.
        let stations = found.compactMap { $0.station }
            .map { (station: $0, metres: Self.metres(position, $0.position)) }
            .filter { $0.metres <= Double(radius.metres) }
            .sorted { ($0.metres, $0.station.id) < ($1.metres, $1.station.id) }
        return stations.prefix(limit).map(\.station)
    }

    private static let farthest = Distance(metres: Int64(500_000))

    /// The great circle on a sphere of 6,371 km, in metres.
    static func metres(_ from: Position, _ to: Position) -> Double {
        let radians = Double.pi / 180
        let north = sin((to.latitude - from.latitude) * radians / 2)
        let east = sin((to.longitude - from.longitude) * radians / 2)
        let chord = north * north + cos(from.latitude * radians) * cos(to.latitude * radians) * east * east
        return 12_742_000 * asin(min(1, chord.squareRoot()))
    }
}
