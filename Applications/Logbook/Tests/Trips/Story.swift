// SPDX-License-Identifier: Apache-2.0
import StewardCore

@testable import Logbook

/// What devices report while a car goes straight north and its driver does this and that. Time goes on with every step.
struct Story {
    /// Seconds since 2026-11-22 08:00 UTC.
    var seconds = 0.0
    /// Metres north of where it begins.
    var north = 0.0
    var east = 0.0
    var device = "phone"
    var accuracy: Double? = 8
    var observations: [Observation] = []

    static let start: Int64 = 1_795_334_400_000_000
    static func instant(_ seconds: Double) -> Int64 { start + Int64(seconds * 1_000_000) }
    static func position(north: Double, east: Double = 0) -> Position {
        // A degree of a sphere of 6 371 000 m is 111 194.93 m.
        Position(latitude: 52 + north / 111_194.93, longitude: 5 + east / 68_458.1) ?? Story.origin
    }
    static let origin = Position(latitude: 52, longitude: 5)!

    var now: Int64 { Self.instant(seconds) }
    var here: Position { Self.position(north: north, east: east) }

    mutating func say(_ fact: Observation.Fact, after wait: Double = 0) {
        seconds += wait
        observations.append(Observation(instant: now, device: device, fact: fact))
    }

    func fix(_ movement: Fix.Movement? = nil, speed: Double? = nil) -> Fix {
        Fix(position: here, accuracy: accuracy, speed: speed, movement: movement)
    }

    mutating func connect(after wait: Double = 5) { say(.connected(fix()), after: wait) }
    mutating func disconnect(after wait: Double = 5) { say(.disconnected(nil), after: wait) }
    mutating func ping(_ movement: Fix.Movement? = nil, after wait: Double = 0) {
        say(.fix(fix(movement)), after: wait)
    }

    /// Moves on, with a fix every so many seconds.
    mutating func go(
        _ metres: Double, at speed: Double = 14, every interval: Double = 15, _ movement: Fix.Movement? = nil
    ) {
        let goal = north + metres
        let step = speed * interval * (metres < 0 ? -1 : 1)
        while abs(goal - north) > 1 {
            let part = min(abs(goal - north), abs(step)) / abs(step)
            north += step * part
            seconds = ((seconds + interval * part) * 1000).rounded() / 1000
            ping(movement)
        }
    }

    mutating func stand(minutes: Double, every interval: Double = 15, _ movement: Fix.Movement? = nil) {
        let until = seconds + minutes * 60
        while seconds + interval <= until { ping(movement, after: interval) }
        seconds = until
    }

    mutating func silence(minutes: Double) { seconds += minutes * 60 }

    mutating func car(
        _ activity: CarReport.Activity?, odometer kilometres: Double? = nil, position: Position? = nil,
        after wait: Double = 0, by device: String = "evcc"
    ) {
        seconds += wait
        let report = CarReport(
            odometer: kilometres.flatMap { Distance(kilometres: $0) }, position: position, activity: activity)
        observations.append(Observation(instant: now, device: device, fact: .car(report)))
    }

    /// Every action, and those of time passing for three hours more.
    func actions(_ setup: TripDetector.Setup = Story.setup, waiting: Double = 10_800) -> [TripDetector.Action] {
        var detector = TripDetector(setup)
        var actions: [TripDetector.Action] = []
        for observation in Observation.ordered(observations) { actions += detector.handle(observation) }
        return actions + detector.advance(to: Self.instant(seconds + waiting))
    }

    func trips(_ setup: TripDetector.Setup = Story.setup) -> [FoundTrip] {
        actions(setup).compactMap { if case .ended(let trip) = $0 { trip } else { nil } }
    }

    /// The trip that goes on after what was said.
    func live(_ setup: TripDetector.Setup = Story.setup) -> LiveTrip? {
        var detector = TripDetector(setup)
        for observation in Observation.ordered(observations) { _ = detector.handle(observation) }
        _ = detector.advance(to: now)
        return detector.live
    }

    static let setup = TripDetector.Setup(vehicle: "k3f9x2m7qa")

    /// A setup with a skip place so many metres north.
    static func skipping(north: Double, radius: Int64 = 200) -> TripDetector.Setup {
        TripDetector.Setup(
            vehicle: "k3f9x2m7qa",
            skipPlaces: [
                TripDetector.SkipPlace(center: position(north: north), radius: Distance(metres: radius))
            ])
    }
}

extension FoundTrip {
    /// Seconds of the story at which it began and ended.
    var span: [Double] { [start, end].map { Double($0 - Story.start) / 1e6 } }
    var kilometres: Double { trailDistance.kilometres }
}
