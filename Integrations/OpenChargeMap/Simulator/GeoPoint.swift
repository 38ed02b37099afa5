// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A point in degrees.
public struct GeoPoint: Sendable, Hashable {
    /// North of the equator.
    public let latitude: Double
    /// East of Greenwich.
    public let longitude: Double

    /// Makes a point.
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// The great circle to another point, by the angle between the two directions from the earth's middle.
    func metres(to other: GeoPoint) -> Double {
        func direction(_ point: GeoPoint) -> SIMD3<Double> {
            let (north, east) = (point.latitude * .pi / 180, point.longitude * .pi / 180)
            return [cos(north) * cos(east), cos(north) * sin(east), sin(north)]
        }
        let apart = direction(self) - direction(other)
        let chord = (apart * apart).sum().squareRoot()
        return 2 * 6_371_000 * asin(min(1, chord / 2))
    }
}

/// `boundingbox=(lat,lng),(lat2,lng2)`: two opposite corners.
struct GeoBox {
    private let latitudes: ClosedRange<Double>
    private let longitudes: ClosedRange<Double>

    init(_ text: String) throws(QueryFault) {
        let numbers = text.split { "(), ".contains($0) }.compactMap { Double($0) }
        guard numbers.count == 4 else {
            throw QueryFault(400, "The parameter boundingbox must be (lat,lng),(lat2,lng2).")
        }
        latitudes = min(numbers[0], numbers[2])...max(numbers[0], numbers[2])
        longitudes = min(numbers[1], numbers[3])...max(numbers[1], numbers[3])
    }

    func contains(_ point: GeoPoint) -> Bool {
        latitudes.contains(point.latitude) && longitudes.contains(point.longitude)
    }
}
