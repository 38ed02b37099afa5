// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A point in degrees.
public struct MapPoint: Sendable, Hashable {
    /// North of the equator.
    public let latitude: Double
    /// East of Greenwich.
    public let longitude: Double

    /// Makes a point.
    public init(_ latitude: Double, _ longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Reads `52.09,5.12`; `nil` for anything else and for what is not on the earth.
    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Double($0.trimmingCharacters(in: .whitespaces))
        }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1] else { return nil }
        self.init(checking: latitude, longitude)
    }

    /// `nil` for what is not on the earth.
    init?(checking latitude: Double, _ longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.init(latitude, longitude)
    }

    /// The great circle to another point, in metres.
    func metres(to other: MapPoint) -> Double {
        let radians = Double.pi / 180
        let north = (other.latitude - latitude) * radians
        let east = (other.longitude - longitude) * radians
        let middle = (other.latitude + latitude) / 2 * radians
        // Near points: the chord of a small rectangle; the spherical law of cosines loses them.
        guard max(abs(north), abs(east)) > 0.01 else {
            return 6_371_000 * (north * north + east * east * cos(middle) * cos(middle)).squareRoot()
        }
        let (here, there) = (latitude * radians, other.latitude * radians)
        return 6_371_000 * acos(min(1, sin(here) * sin(there) + cos(here) * cos(there) * cos(east)))
    }
}
