// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// A way on wheels or on foot, in time.
struct Leg: Sendable {
    enum Mode: Sendable {
        case driving
        case walking
    }

    /// Seconds from 1970 at which it begins.
    let start: Double
    let motion: Motion
    let mode: Mode
    /// Whether it begins, and ends, in a garage.
    let garages: (atStart: Bool, atEnd: Bool)

    var end: Double { start + motion.duration }
}

/// A script as it was driven: every way in time, and the truth of every drive.
struct DrivenDay: Sendable {
    /// A drive and what belongs to it.
    struct Drive: Sendable {
        let journey: DayScript.Journey
        let leg: Leg
        let walks: [Leg]
        let truth: TrueTrip
        /// When the devices were dead, in seconds from 1970.
        let dead: ClosedRange<Double>?
    }

    let script: DayScript
    private(set) var drives: [Drive] = []

    /// Drives a script.
    /// - Parameter odometers: what the cars show, in metres; counted on.
    init(_ script: DayScript, odometers: inout [String: Double]) {
        self.script = script
        var free = -Double.infinity
        for (index, journey) in script.journeys.enumerated() {
            let road = script.roads.road(
                from: journey.from, to: journey.to, kind: journey.kind, hazards: journey.hazards,
                purpose: "\(script.name) \(index)")
            let wish = journey.departure.timeIntervalSince1970
            let start = wish < free ? (free + 2400).rounded() : wish
            let leg = Leg(
                start: start, motion: Motion(road), mode: .driving,
                garages: (journey.from.isGarage, journey.to.isGarage))
            let before = odometers[journey.car] ?? 48_213_400
            odometers[journey.car] = before + road.driven
            let dead = journey.batteryEmpty.map { empty in
                let from = leg.start + leg.motion.duration * empty.from
                return from...(from + empty.seconds)
            }
            let walks = Self.walks(journey, about: leg, roads: script.roads)
            free = walks.map(\.end).max().map { max($0, leg.end) } ?? leg.end
            drives.append(
                Drive(
                    journey: journey, leg: leg, walks: walks,
                    truth: TrueTrip(journey, leg: leg, odometerBefore: before, dead: dead), dead: dead))
        }
    }

    private static func walks(_ journey: DayScript.Journey, about leg: Leg, roads: RoadModel) -> [Leg] {
        var walks: [Leg] = []
        let random = TraceRandom(seed: UInt64(leg.start), purpose: "walk")
        for (metres, isBefore) in [(journey.walkBefore, true), (journey.walkAfter, false)] where metres > 0 {
            var bends = random
            let car = roads.plane.point(isBefore ? journey.from.position : journey.to.position)
            let door = car + PlanePoint(x: metres * 0.8, y: 0).turned(bends.uniform(0...6))
            var builder = RoadBuilder(plane: roads.plane, at: isBefore ? door : car)
            builder.walk(to: isBefore ? car : door, random: &bends)
            let motion = Motion(builder.road())
            let start = isBefore ? leg.start - 25 - motion.duration : leg.end + 20
            walks.append(Leg(start: start, motion: motion, mode: .walking, garages: (false, false)))
        }
        return walks
    }
}

extension TrueTrip {
    /// What really happened on a drive.
    init(_ journey: DayScript.Journey, leg: Leg, odometerBefore: Double, dead: ClosedRange<Double>?) {
        let road = leg.motion.road
        car = journey.car
        from = journey.from
        to = journey.to
        start = Date(timeIntervalSince1970: leg.start)
        end = Date(timeIntervalSince1970: leg.end)
        line = road.vertices.map(\.position)
        distance = road.driven
        carried = road.length - road.driven
        self.odometerBefore = odometerBefore
        odometerAfter = odometerBefore + road.driven
        var passed: [Int: Double] = [:]
        stops = road.stops.map { stop in
            let from = leg.start + leg.motion.knots[stop.vertex].arrival + passed[stop.vertex, default: 0]
            passed[stop.vertex, default: 0] += stop.dwell
            return Stop(
                kind: stop.kind, position: road.vertices[stop.vertex].position,
                times: Date(timeIntervalSince1970: from)...Date(timeIntervalSince1970: from + stop.dwell))
        }
        let tunnels = road.covers.filter { $0.kind == .tunnel }.map { cover in
            let knots = leg.motion.knots
            let from = leg.start + knots[road.vertex(at: cover.distances.lowerBound)].departure
            return from...max(from, leg.start + knots[road.vertex(at: cover.distances.upperBound)].arrival)
        }
        silences = (tunnels + (dead.map { [$0] } ?? [])).map {
            Date(timeIntervalSince1970: $0.lowerBound)...Date(timeIntervalSince1970: $0.upperBound)
        }
        isSeen = journey.isSeen
    }
}
