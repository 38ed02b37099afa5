// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// When a car is where on a road.
///
/// Speed at each vertex is the fastest that the limits, the stops, accelerating by 1.7 m/s² and braking by 2.2 m/s² let
/// it be. Between two vertices acceleration is constant, so place and speed at any instant are exact.
struct Motion: Sendable {
    /// A vertex in time.
    struct Knot: Sendable {
        /// Seconds after the departure at which the car comes, and leaves; equal where it does not stop.
        var arrival: Double
        var departure: Double
        /// Metres per second on passing.
        var speed: Double
    }

    let road: Road
    let knots: [Knot]

    /// Seconds from the departure to the arrival.
    var duration: Double { knots.last?.arrival ?? 0 }

    init(_ road: Road) {
        self.road = road
        let speeds = Self.speeds(road)
        var dwell: [Int: Double] = [:]
        for stop in road.stops { dwell[stop.vertex, default: 0] += stop.dwell }
        var time = 0.0
        var knots: [Knot] = []
        knots.reserveCapacity(speeds.count)
        for index in road.vertices.indices {
            if index > 0 {
                let metres = road.vertices[index].distance - road.vertices[index - 1].distance
                time += metres / Self.mean(speeds[index - 1], speeds[index])
            }
            let arrival = time
            time += dwell[index] ?? 0
            knots.append(Knot(arrival: arrival, departure: time, speed: speeds[index]))
        }
        self.knots = knots
    }

    /// The mean speed between two vertices; creeping when the car stands at both.
    private static func mean(_ first: Double, _ second: Double) -> Double { max((first + second) / 2, 0.6) }

    private static func speeds(_ road: Road) -> [Double] {
        let vertices = road.vertices
        var speeds = vertices.map(\.limit)
        for stop in road.stops { speeds[stop.vertex] = 0 }
        speeds[0] = 0
        speeds[speeds.count - 1] = 0
        for index in speeds.indices.dropFirst() {
            let metres = vertices[index].distance - vertices[index - 1].distance
            speeds[index] = min(speeds[index], (speeds[index - 1] * speeds[index - 1] + 3.4 * metres).squareRoot())
        }
        for index in speeds.indices.dropLast().reversed() {
            let metres = vertices[index + 1].distance - vertices[index].distance
            speeds[index] = min(speeds[index], (speeds[index + 1] * speeds[index + 1] + 4.4 * metres).squareRoot())
        }
        return speeds
    }

    /// The knot that is passed at or before a time, not before `hint`.
    func knot(at seconds: Double, from hint: Int = 0) -> Int {
        var index = hint
        while index + 1 < knots.count, knots[index + 1].arrival <= seconds { index += 1 }
        return index
    }

    /// Where the car is, given ``knot(at:from:)``.
    func state(at seconds: Double, knot index: Int) -> MotionState {
        let vertex = road.vertices[index]
        let knot = knots[index]
        let next = index + 1
        let heading = RoadPlane.heading(
            road.vertices[next < knots.count ? index : index - 1].position,
            road.vertices[next < knots.count ? next : index].position)
        guard seconds > knot.departure, next < knots.count else {
            return MotionState(
                position: vertex.position, distance: vertex.distance, odometer: vertex.odometer,
                speed: knot.departure > knot.arrival ? 0 : knot.speed, heading: heading)
        }
        let end = road.vertices[next]
        let metres = end.distance - vertex.distance
        let time = seconds - knot.departure
        let whole = knots[next].arrival - knot.departure
        let gained = (knots[next].speed - knot.speed) / max(whole, 1e-9)
        let creeps = knot.speed + knots[next].speed < 1.2
        let passed = creeps ? metres * time / whole : knot.speed * time + gained * time * time / 2
        let part = min(max(passed / max(metres, 1e-9), 0), 1)
        let from = vertex.position
        let to = end.position
        let position = Position(
            latitude: from.latitude + (to.latitude - from.latitude) * part,
            longitude: from.longitude + (to.longitude - from.longitude) * part)
        return MotionState(
            position: position ?? from, distance: vertex.distance + metres * part,
            odometer: vertex.odometer + (end.odometer - vertex.odometer) * part,
            speed: creeps ? metres / whole : knot.speed + gained * time, heading: heading)
    }

    /// Where the car is at a time, found from the start.
    func state(at seconds: Double) -> MotionState { state(at: seconds, knot: knot(at: seconds)) }
}

/// Where somebody is and how fast they go.
struct MotionState: Sendable {
    var position: Position
    /// Metres from the start of the way, and those that the wheels turned.
    var distance: Double
    var odometer: Double
    /// Metres per second.
    var speed: Double
    /// Degrees clockwise from north.
    var heading: Double
}
