// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardCore

/// Everything within so many metres of a point, on a sphere with the mean radius of WGS 84, as PostGIS measures on a
/// sphere. Compared with the ellipsoid a distance is off by 0.6 percent at most.
package struct Circle: Sendable, Hashable {
    /// (2a + b) / 3 of WGS 84, in metres.
    static let radius = (2 * 6_378_137.0 + 6_356_752.314_245_179) / 3

    package let centre: Position
    /// Metres, more than 0.
    package let metres: Double

    /// `nil` when the metres are not between 0 and half of the way around the earth.
    package init?(_ centre: Position, metres: Double) {
        guard metres > 0, metres <= Double.pi * Self.radius + 1 else { return nil }
        self.centre = centre
        self.metres = metres
    }

    /// A part of the map, in degrees.
    struct Box: Sendable, Hashable {
        var south: Double
        var north: Double
        var west: Double
        var east: Double
    }

    /// One or two boxes with all of the circle in them: two where it crosses the line at 180 degrees.
    var boxes: [Box] {
        // A centimetre more than computed, for what rounding loses.
        let margin = 1e-7
        let angle = metres / Self.radius
        let degrees = angle * 180 / .pi + margin
        let south = max(-90, centre.latitude - degrees)
        let north = min(90, centre.latitude + degrees)
        let whole = Box(south: south, north: north, west: -180, east: 180)
        guard south > -90, north < 90, angle < .pi / 2 else { return [whole] }
        let ratio = sin(angle) / cos(centre.latitude * .pi / 180)
        guard ratio < 1 else { return [whole] }
        let width = asin(ratio) * 180 / .pi + margin
        let (west, east) = (centre.longitude - width, centre.longitude + width)
        guard east - west < 360 else { return [whole] }
        if west < -180 {
            return [
                Box(south: south, north: north, west: -180, east: east),
                Box(south: south, north: north, west: west + 360, east: 180),
            ]
        }
        if east > 180 {
            return [
                Box(south: south, north: north, west: west, east: 180),
                Box(south: south, north: north, west: -180, east: east - 360),
            ]
        }
        return [Box(south: south, north: north, west: west, east: east)]
    }

    /// Metres from the centre along a great circle (haversine).
    func distance(to record: LocationRecord) -> Double {
        let (from, to) = (centre.latitude * .pi / 180, record.latitude * .pi / 180)
        let north = sin((to - from) / 2)
        let east = sin((record.longitude - centre.longitude) * .pi / 360)
        let half = north * north + cos(from) * cos(to) * east * east
        return 2 * Self.radius * asin(min(1, half.squareRoot()))
    }
}
