// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation

@testable import Logbook

/// What devices and cars reported, as observations of one car.
enum TraceReplay {
    /// The observations of one car, in the order of the reports. A fix belongs to the car that the device is connected
    /// to, else to the usual one.
    static func observations(of reports: [StewardSimulation.Report], car: String, usual: String = "Blue")
        -> [Observation]
    {
        var connected: [String: String] = [:]
        var result: [Observation] = []
        for report in reports {
            var of = report.car ?? connected[report.device] ?? usual
            if report.kind == .connected { connected[report.device] = report.car }
            if report.kind == .disconnected {
                of = report.car ?? of
                connected[report.device] = nil
            }
            if of == car, let observation = Observation(report) { result.append(observation) }
        }
        return result
    }

    static func trips(
        _ observations: [Observation], setup: TripDetector.Setup = TripDetector.Setup(vehicle: "k3f9x2m7qa")
    ) -> [FoundTrip] {
        var timeline = VehicleTimeline(setup)
        for (entry, observation) in observations.enumerated() {
            if timeline.insert([observation], entry: Int64(entry)).replay != nil {
                timeline.replay(observations[...entry].enumerated().map { (Int64($0.offset), $0.element) })
            }
        }
        return timeline.trips(asOf: .max)
    }
}

extension Observation {
    init?(_ report: StewardSimulation.Report) {
        let instant = Int64((report.time.timeIntervalSince1970 * 1_000_000).rounded())
        let fix = report.position.map {
            Fix(
                position: $0, accuracy: report.accuracy, speed: report.speed, heading: report.heading,
                movement: report.activity.flatMap { Fix.Movement(rawValue: $0.rawValue) })
        }
        let fact: Fact
        switch report.kind {
        case .fix:
            guard let fix else { return nil }
            fact = .fix(fix)
        case .connected: fact = .connected(fix)
        case .disconnected: fact = .disconnected(fix)
        case .carStatus:
            fact = .car(
                CarReport(
                    odometer: report.odometer.flatMap { Distance(metres: $0) }, position: report.position,
                    activity: report.activity.flatMap { CarReport.Activity(rawValue: $0.rawValue) },
                    fetched: report.fetchedTime.map { Int64(($0.timeIntervalSince1970 * 1_000_000).rounded()) }))
        }
        self.init(instant: instant, device: report.device, fact: fact)
    }
}

/// How well found trips fit what was driven.
struct TraceQuality: CustomStringConvertible {
    var truth = 0
    var found = 0
    var missed = 0
    var extra = 0
    var split = 0
    var merged = 0
    /// Of trips found one to one: the way's error in percent, and seconds that start and end are off.
    var errors: [Double] = []
    var starts: [Double] = []
    var ends: [Double] = []
    var odometers: [Double] = []

    init() {}

    init(_ trips: [FoundTrip], _ truth: [TrueTrip], skew: Double = 0) {
        self.truth = truth.count
        found = trips.count
        func overlaps(_ trip: FoundTrip, _ true: TrueTrip) -> Bool {
            let from = `true`.start.timeIntervalSince1970 + skew
            let to = `true`.end.timeIntervalSince1970 + skew
            return Double(trip.start) / 1e6 < to && Double(trip.end) / 1e6 > from
        }
        for real in truth {
            let matching = trips.filter { overlaps($0, real) }
            if matching.isEmpty { missed += 1 }
            if matching.count > 1 { split += 1 }
            guard matching.count == 1, let trip = matching.first, truth.filter({ overlaps(trip, $0) }).count == 1 else {
                continue
            }
            if real.isSeen {
                errors.append((Double(trip.trailDistance.metres) / (real.distance + real.carried) - 1) * 100)
            }
            starts.append(Double(trip.start) / 1e6 - real.start.timeIntervalSince1970 - skew)
            ends.append(Double(trip.end) / 1e6 - real.end.timeIntervalSince1970 - skew)
            if let before = trip.odometerBefore, let after = trip.odometerAfter {
                odometers.append(Double((after.value - before.value).metres) - real.distance)
            }
        }
        for trip in trips {
            let matching = truth.filter { overlaps(trip, $0) }
            if matching.isEmpty { extra += 1 }
            if matching.count > 1 { merged += 1 }
        }
    }

    var isRight: Bool { missed == 0 && extra == 0 && split == 0 && merged == 0 && truth == found }

    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.truth += right.truth
        sum.found += right.found
        sum.missed += right.missed
        sum.extra += right.extra
        sum.split += right.split
        sum.merged += right.merged
        sum.errors += right.errors
        sum.starts += right.starts
        sum.ends += right.ends
        sum.odometers += right.odometers
        return sum
    }

    /// The mean of absolute values.
    static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0) { $0 + abs($1) } / Double(values.count)
    }

    var description: String {
        func show(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
        return "\(found)/\(truth) missed \(missed) extra \(extra) split \(split) merged \(merged) way "
            + "\(show(Self.mean(errors))) % start \(show(Self.mean(starts))) s end \(show(Self.mean(ends))) s odo "
            + "\(show(Self.mean(odometers))) m"
    }
}
