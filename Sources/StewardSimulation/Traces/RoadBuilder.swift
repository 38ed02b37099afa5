// SPDX-License-Identifier: Apache-2.0
import StewardCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Draws a road, piece by piece from where it stands.
struct RoadBuilder {
    /// How far apart vertices are at most, in metres.
    private static let spacing = 25.0
    private static let cornerLimit = 5.0
    private static let cornerRadius = 9.0

    private let plane: RoadPlane
    private var points: [PlanePoint]
    /// Fastest at each point; whether the piece that ends there is carried.
    private var limits: [Double]
    private var carried: [Bool]
    private var stops: [Road.Stop] = []
    private var garages: [ClosedRange<Int>] = []

    init(plane: RoadPlane, at start: PlanePoint) {
        self.plane = plane
        points = [start]
        limits = [Self.cornerLimit]
        carried = [false]
    }

    /// Where the road has come to.
    var end: PlanePoint { points[points.count - 1] }

    private mutating func add(_ point: PlanePoint, limit: Double, carried isCarried: Bool = false) {
        guard (point - end).length > 0.01 else { return }
        points.append(point)
        limits.append(limit)
        carried.append(isCarried)
    }

    /// Stands here for so many seconds.
    mutating func stop(_ kind: Road.StopKind, seconds: Double) {
        stops.append(Road.Stop(kind: kind, vertex: points.count - 1, dwell: seconds))
    }

    /// Goes straight to a point; `carried` on a ferry.
    mutating func straight(to target: PlanePoint, limit: Double, carried isCarried: Bool = false) {
        let from = end
        let count = max(1, Int(((target - from).length / Self.spacing).rounded(.up)))
        for step in 1...count {
            add(from + (target - from) * (Double(step) / Double(count)), limit: limit, carried: isCarried)
        }
    }

    /// Goes to a point in gentle bends; `wiggle` is how far aside they reach, as a part of the way.
    mutating func curve(to target: PlanePoint, limit: Double, wiggle: Double, random: inout TraceRandom) {
        let from = end
        let way = target - from
        let aside = PlanePoint(x: -way.y, y: way.x)
        // More bends on longer ways, each as steep as the others.
        let bends = 3 + min(17, Int(way.length / 3000))
        let waves = (1...bends).map { wiggle * random.gaussian() / Double($0) }
        let count = max(2, Int((way.length * 1.6 / Self.spacing).rounded(.up)))
        for step in 1...count {
            let part = Double(step) / Double(count)
            var offset = 0.0
            for (index, wave) in waves.enumerated() { offset += wave * sin(Double(index + 1) * .pi * part) }
            add(from + way * part + aside * offset, limit: step == count ? Self.cornerLimit * 1.6 : limit)
        }
    }

    /// Goes to a point along streets that cross at right angles and lie at `angle`; lights stop the car now and then.
    mutating func grid(to target: PlanePoint, angle: Double, random: inout TraceRandom) {
        let corners = Self.corners(from: end, to: target, angle: angle, random: &random)
        for (index, corner) in corners.enumerated() {
            let limit = random.chance(0.25) ? 8.3 : 13.9
            let block = corner - end
            let following = index + 1 < corners.count ? corners[index + 1] - corner : PlanePoint(x: 0, y: 0)
            let radius = min(Self.cornerRadius, block.length / 2, following.length / 2)
            let turns = abs(block.x * following.y - block.y * following.x) > block.length * following.length * 0.2
            guard turns, radius > 1 else {
                straight(to: corner, limit: limit)
                if index + 1 < corners.count { light(&random) }
                continue
            }
            straight(to: corner - block * (radius / block.length), limit: limit)
            light(&random)
            bend(around: corner, to: corner + following * (radius / following.length))
        }
    }

    private mutating func light(_ random: inout TraceRandom) {
        if random.chance(0.22) { stop(.light, seconds: random.uniform(6...70).rounded()) }
    }

    /// A quarter turn as a quadratic curve.
    private mutating func bend(around corner: PlanePoint, to exit: PlanePoint) {
        let entry = end
        for part in [0.2, 0.4, 0.6, 0.8, 1.0] {
            let first = entry + (corner - entry) * part
            let second = corner + (exit - corner) * part
            add(first + (second - first) * part, limit: Self.cornerLimit)
        }
    }

    /// The corners on the way through a grid, the last one being the target.
    private static func corners(
        from: PlanePoint, to target: PlanePoint, angle: Double, random: inout TraceRandom
    ) -> [PlanePoint] {
        var left = (target - from).turned(-angle)
        var here = from
        var corners: [PlanePoint] = []
        while abs(left.x) + abs(left.y) > 0.5 {
            let alongX = random.unit() * (abs(left.x) + abs(left.y)) < abs(left.x)
            let whole = alongX ? left.x : left.y
            let block = abs(whole) < 140 ? whole : random.uniform(80...280) * (whole < 0 ? -1 : 1)
            let step = abs(block) < abs(whole) ? block : whole
            let move = PlanePoint(x: alongX ? step : 0, y: alongX ? 0 : step)
            left = left - move
            here = here + move.turned(angle)
            corners.append(here)
        }
        return corners.isEmpty ? [target] : corners
    }

    /// Winds down, or up, a parking garage to a point: three turns of 16 m radius around it, then into the place.
    mutating func garage(around target: PlanePoint, outwards: Bool = false) {
        let from = points.count - 1
        let turns = 36
        for step in 0...turns {
            let angle = Double(step) / 12 * 2 * .pi
            add(target + PlanePoint(x: 16, y: 0).turned(angle), limit: 2.8)
        }
        if !outwards { add(target, limit: 2) }
        garages.append(from...(points.count - 1))
    }

    /// The road as drawn.
    func road() -> Road {
        var vertices: [Road.Vertex] = []
        vertices.reserveCapacity(points.count)
        var distance = 0.0
        var odometer = 0.0
        var previous: Position?
        for (index, point) in points.enumerated() {
            let position = plane.position(point)
            let step = previous.map { RoadPlane.metres($0, position) } ?? 0
            distance += step
            odometer += carried[index] ? 0 : step
            vertices.append(
                Road.Vertex(position: position, distance: distance, odometer: odometer, limit: limits[index]))
            previous = position
        }
        let covers = garages.map {
            Road.Cover(
                kind: .garage, distances: vertices[$0.lowerBound].distance...vertices[$0.upperBound].distance)
        }
        return Road(vertices: vertices, stops: stops, covers: covers)
    }
}

extension RoadBuilder {
    /// Goes to a point on foot, round a corner.
    mutating func walk(to target: PlanePoint, random: inout TraceRandom) {
        let way = target - end
        let corner = end + way * 0.5 + PlanePoint(x: -way.y, y: way.x) * random.uniform(0.1...0.3)
        straight(to: corner, limit: 1.4)
        straight(to: target, limit: 1.4)
    }
}
