// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Logbook

@Suite struct EarthTests {
    private func at(_ latitude: Double, _ longitude: Double) -> Position {
        Position(latitude: latitude, longitude: longitude) ?? Story.origin
    }

    @Test func `a place is no distance from itself`() {
        for place in [at(0, 0), at(52, 5), at(90, 0), at(-90, 77), at(0, 180)] {
            #expect(Earth.distance(place, place) == 0)
            #expect(Earth.near(place, place) == 0)
        }
    }

    /// By the sphere of 6 371 000 m: a quarter of it is 10 007.543 km, a degree 111.194927 km.
    @Test(arguments: [
        (0.0, 0.0, 0.0, 90.0, 10_007_543.4), (0, 0, 90, 0, 10_007_543.4), (90, 0, -90, 0, 20_015_086.8),
        (0, 0, 0, 180, 20_015_086.8), (10, 20, -10, -160, 20_015_086.8), (0, 179.5, 0, -179.5, 111_194.9),
        (89.9, 0, 89.9, 180, 22_239.0), (90, 12, 90, -140, 0), (52, 5, 52.001, 5, 111.2), (0, 0, 1, 0, 111_194.9),
    ])
    func `distances are right at the equator, the poles, the date line and between antipodes`(
        _ latitude1: Double, _ longitude1: Double, _ latitude2: Double, _ longitude2: Double, _ metres: Double
    ) {
        let (first, second) = (at(latitude1, longitude1), at(latitude2, longitude2))
        #expect(abs(Earth.distance(first, second) - metres) < 0.1 + metres * 1e-6)
        #expect(abs(Earth.near(first, second) - metres) < 0.1 + metres * 1e-6)
        #expect(Earth.distance(first, second) == Earth.distance(second, first))
    }

    @Test func `the quick distance is the great circle's, to a metre in twenty kilometres`() {
        var random = SplitMix(seed: 3)
        for _ in 0..<20_000 {
            let place = at(.random(in: -79...79, using: &random), .random(in: -180...180, using: &random))
            let other = at(
                place.latitude + .random(in: -0.49...0.49, using: &random),
                min(max(place.longitude + .random(in: -0.49...0.49, using: &random), -180), 180))
            let exact = Earth.distance(place, other)
            #expect(abs(Earth.near(place, other) - exact) <= exact / 20_000 + 0.001)
        }
    }

    @Test func `a way of no point or of one has no length, and segments add up`() {
        #expect(Earth.length([]) == 0)
        #expect(Earth.length([at(52, 5)]) == 0)
        let there = [at(52, 5), at(52.1, 5), at(52, 5)]
        #expect(abs(Earth.length(there) - 22_239) < 1)
    }

    @Test func `thinning keeps the first, the last and what is fifty metres from the one before`() {
        let points = (0...100).map { TrailPoint(instant: Int64($0), position: Story.position(north: Double($0) * 7)) }
        let thin = Thinning.thinned(points)
        #expect(thin.first == points.first)
        #expect(thin.last == points.last)
        #expect(thin.count == 14)
        #expect(Thinning.thinned([]).isEmpty)
        #expect(Thinning.thinned([points[0]]) == [points[0]])
    }
}

@Suite struct PolylineTests {
    /// The example of the format's description.
    @Test func `a way is written as its description says`() throws {
        let points = try [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)].map {
            try #require(Position(latitude: $0.0, longitude: $0.1))
        }
        #expect(Polyline.encode(points) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@")
        #expect(Polyline.decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == points)
        #expect(Polyline.encode([]).isEmpty)
        #expect(Polyline.decode("") == [])
    }

    @Test func `any way reads back to a metre`() throws {
        var random = SplitMix(seed: 9)
        for _ in 0..<200 {
            let points = (0..<20).map { _ in
                Position(
                    latitude: .random(in: -90...90, using: &random), longitude: .random(in: -180...180, using: &random))
                    ?? Story.origin
            }
            let again = try #require(Polyline.decode(Polyline.encode(points)))
            #expect(zip(points, again).allSatisfy { Earth.distance($0, $1) < 1.2 })
        }
    }

    @Test(arguments: ["_p~iF", "_p~iF~ps|", " ", "_p~iF~ps|U\u{7F}", "~~~~~~~~~~~~", "__________?~"])
    func `what is no way is refused`(_ text: String) { #expect(Polyline.decode(text) == nil) }
}
