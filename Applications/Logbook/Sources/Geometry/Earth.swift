// SPDX-License-Identifier: Apache-2.0
package import StewardCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Distances on the earth, taken as a sphere of 6 371 000 m.
package enum Earth {
    /// Metres, the mean radius of the international unions of geodesy.
    package static let radius = 6_371_000.0
    private static let radian = Double.pi / 180

    /// The great circle between two points in metres, by the haversine formula. Right across the date line, at the
    /// poles and between antipodes.
    package static func distance(_ from: Position, _ to: Position) -> Double {
        let phi1 = from.latitude * radian
        let phi2 = to.latitude * radian
        let lambda = (to.longitude - from.longitude) * radian
        let north = sin((phi2 - phi1) / 2)
        let east = sin(lambda / 2)
        let h = north * north + cos(phi1) * cos(phi2) * east * east
        return 2 * radius * asin(min(1, h.squareRoot()))
    }

    /// The same, quick for neighbours: within half a degree and away from the poles the surface is taken as flat, which
    /// is right to a part in 20 000 there. It uses nothing but the operations that are equal on every machine.
    package static func near(_ from: Position, _ to: Position) -> Double {
        let north = to.latitude - from.latitude
        var east = abs(to.longitude - from.longitude)
        if east > 180 { east = 360 - east }
        guard abs(north) < 0.5, east < 0.5, abs(from.latitude) < 80 else { return distance(from, to) }
        let across = east * cosine(degrees: from.latitude + north / 2)
        return (north * north + across * across).squareRoot() * (radius * radian)
    }

    /// The way through points, each to the next. None for none or one of them.
    package static func length(_ points: some Sequence<Position>) -> Double {
        var sum = 0.0
        var last: Position?
        for point in points {
            if let last { sum += near(last, point) }
            last = point
        }
        return sum
    }

    /// The cosine of an angle between -90° and 90°, by its series; right to 10⁻¹².
    private static func cosine(degrees: Double) -> Double {
        let x = degrees * radian
        let square = x * x
        var sum = 1 - square / 306
        sum = 1 - square / 240 * sum
        sum = 1 - square / 182 * sum
        sum = 1 - square / 132 * sum
        sum = 1 - square / 90 * sum
        sum = 1 - square / 56 * sum
        sum = 1 - square / 30 * sum
        sum = 1 - square / 12 * sum
        return 1 - square / 2 * sum
    }
}
