// SPDX-License-Identifier: Apache-2.0
import StewardCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What lies between a receiver and the sky, as it hits fixes.
struct Sky {
    /// How much larger errors are than under an open sky.
    var scale = 1.0
    /// How often there is no fix.
    var missing = 0.0

    static let open = Sky()
    static let street = Sky(scale: 1.4)
    static let garage = Sky(scale: 8, missing: 0.4)
    static let tunnelEnd = Sky(scale: 6)
    static let tunnel = Sky(scale: 1, missing: 1)

    /// How far outside a tunnel fixes are bad, in metres.
    static let tunnelMouth = 250.0

    /// The sky over a place of a road.
    init(over road: Road, at distance: Double, limit: Double) {
        self = limit < 15 ? .street : .open
        for cover in road.covers {
            let isInside = cover.distances.contains(distance)
            switch cover.kind {
            case .garage: if isInside { self = .garage }
            case .tunnel:
                let from = cover.distances.lowerBound - Self.tunnelMouth
                let to = cover.distances.upperBound + Self.tunnelMouth
                if isInside { self = .tunnel } else if distance > from, distance < to { self = .tunnelEnd }
            }
        }
    }

    private init(scale: Double = 1, missing: Double = 0) {
        self.scale = scale
        self.missing = missing
    }
}

/// A receiver's error: a slow drift (a first-order Gauss-Markov process) and what is new with every fix.
struct FixError {
    private let noise: ReportingDevice.Noise
    private var drift: PlanePoint
    private var last = -Double.infinity

    init(_ noise: ReportingDevice.Noise, random: inout TraceRandom) {
        self.noise = noise
        drift = PlanePoint(x: random.gaussian(), y: random.gaussian())
    }

    /// Where the receiver says it is, and the radius that it says it is right within.
    mutating func fix(
        at position: Position, time: Double, sky: Sky, random: inout TraceRandom
    ) -> (position: Position, accuracy: Double) {
        let elapsed = min(time - last, 86_400)
        last = time
        let kept = noise.lasting / (noise.lasting + elapsed)
        let fresh = (1 - kept * kept).squareRoot()
        drift.x = drift.x * kept + random.gaussian() * fresh
        drift.y = drift.y * kept + random.gaussian() * fresh
        let size = noise.metres * sky.scale
        var error = PlanePoint(
            x: (drift.x * 0.85 + random.gaussian() * 0.53) * size,
            y: (drift.y * 0.85 + random.gaussian() * 0.53) * size)
        var radius = max(1, 1.5 * size * random.uniform(0.8...1.2))
        if random.chance(noise.outliers) {
            error = PlanePoint(x: random.uniform(1500...6000), y: 0).turned(random.uniform(0...6.28))
            radius = random.uniform(400...2000)
        }
        if case .metres(let claim) = noise.claim { radius = claim }
        return (Self.moved(position, by: error), (radius * 10).rounded() / 10)
    }

    private static func moved(_ position: Position, by error: PlanePoint) -> Position {
        let degree = RoadPlane.earthRadius * RoadPlane.radians
        let latitude = position.latitude + error.y / degree
        let longitude = position.longitude + error.x / (degree * cos(position.latitude * RoadPlane.radians))
        return Position(
            latitude: (latitude * 1e7).rounded() / 1e7, longitude: (longitude * 1e7).rounded() / 1e7) ?? position
    }
}
