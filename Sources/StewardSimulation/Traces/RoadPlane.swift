// SPDX-License-Identifier: Apache-2.0
import StewardCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A point in metres east (`x`) and north (`y`) of the centre of a map.
struct PlanePoint: Sendable, Hashable {
    var x: Double
    var y: Double

    static func + (left: Self, right: Self) -> Self { Self(x: left.x + right.x, y: left.y + right.y) }
    static func - (left: Self, right: Self) -> Self { Self(x: left.x - right.x, y: left.y - right.y) }
    static func * (point: Self, factor: Double) -> Self { Self(x: point.x * factor, y: point.y * factor) }

    /// Distance from the centre.
    var length: Double { (x * x + y * y).squareRoot() }

    /// The point turned about the centre, anticlockwise, by radians.
    func turned(_ angle: Double) -> Self {
        Self(x: x * cos(angle) - y * sin(angle), y: x * sin(angle) + y * cos(angle))
    }
}

/// The plane that roads are drawn on, and the way from it to the sphere.
///
/// The plane is only a drawing board. Distances are measured on the sphere of 6,371,000 m that logbooks measure with,
/// along the vertices that came off the board, so nothing is lost by the projection.
struct RoadPlane: Sendable {
    static let earthRadius = 6_371_000.0
    static let radians = Double.pi / 180

    let centre: Position
    private let metresPerLatitude = Self.earthRadius * Self.radians
    private let metresPerLongitude: Double

    init(centre: Position) {
        self.centre = centre
        metresPerLongitude = Self.earthRadius * Self.radians * cos(centre.latitude * Self.radians)
    }

    /// The place of a point, rounded to 1e-7 degrees: a centimetre, and coarse enough that the last bits of a machine's
    /// mathematical library don't show.
    func position(_ point: PlanePoint) -> Position {
        let latitude = centre.latitude + point.y / metresPerLatitude
        let longitude = centre.longitude + point.x / metresPerLongitude
        return Position(
            latitude: (latitude * 1e7).rounded() / 1e7, longitude: (longitude * 1e7).rounded() / 1e7) ?? centre
    }

    /// The point of a place.
    func point(_ position: Position) -> PlanePoint {
        PlanePoint(
            x: (position.longitude - centre.longitude) * metresPerLongitude,
            y: (position.latitude - centre.latitude) * metresPerLatitude)
    }

    /// Metres between two places less than some kilometres apart; equals the great circle's length to a millionth.
    static func metres(_ from: Position, _ to: Position) -> Double {
        let middle = (from.latitude + to.latitude) / 2 * radians
        let east = (to.longitude - from.longitude) * radians * cos(middle)
        let north = (to.latitude - from.latitude) * radians
        return (east * east + north * north).squareRoot() * earthRadius
    }

    /// Where the next place lies, in degrees clockwise from north, 0 to 360.
    static func heading(_ from: Position, _ to: Position) -> Double {
        let east = (to.longitude - from.longitude) * cos(from.latitude * radians)
        let degrees = atan2(east, to.latitude - from.latitude) / radians
        return degrees < 0 ? degrees + 360 : degrees
    }
}
