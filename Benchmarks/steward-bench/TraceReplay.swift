// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logbook
import StewardCore
import StewardSimulation

/// What simulated devices and cars reported, through the logbook's own detector and account.
enum TraceReplay {
    private static let vehicle = "k3f9x2m7qa"

    /// The trips of one car as its driver sees them, without roads, places, rules and corrections.
    static func trips(_ reports: [StewardSimulation.Report], car: String) throws -> [Trip] {
        let timeline = timeline(reports, car: car)
        let asOf = (timeline.latest ?? 0) + 172_800_000_000
        let found = timeline.trips(asOf: asOf)
        let onTheWay = found.flatMap { [$0.odometerBefore, $0.odometerAfter].compactMap { $0 } }
        let record = Vehicle(
            id: vehicle, owner: "driver", name: car, country: .netherlands, zone: "Europe/Amsterdam")
        return try Account.make(
            AccountInput(
                vehicle: VehicleSetup(record), found: found, readings: timeline.readings + onTheWay, asOf: asOf)
        ).trips
    }

    /// Whether the trips of one car are exactly those of the best delivery when its reports arrive this way, each batch
    /// an entry of the vehicle's book.
    static func isSame(
        _ reports: [StewardSimulation.Report], car: String, by delivery: StewardSimulation.Delivery, seed: UInt64
    ) -> Bool {
        // Which car a device is in is known from what it says in its own order, as at the door of the server.
        let own = Set(Self.reports(reports, of: car))
        var timeline = VehicleTimeline(TripDetector.Setup(vehicle: vehicle))
        var book: [(entry: Int64, observation: Observation)] = []
        for (number, batch) in delivery.deliver(reports, seed: seed).enumerated() {
            let entry = Int64(number)
            let observations = batch.reports.filter(own.contains).compactMap { Observation($0) }
            book += observations.map { (entry, $0) }
            guard let from = timeline.insert(observations, entry: entry).replay else { continue }
            timeline.replay(book.filter { $0.entry >= from })
        }
        return timeline.trips(asOf: .max) == Self.timeline(reports, car: car).trips(asOf: .max)
    }

    private static func timeline(_ reports: [StewardSimulation.Report], car: String) -> VehicleTimeline {
        var timeline = VehicleTimeline(TripDetector.Setup(vehicle: vehicle))
        let observations = Self.reports(reports, of: car).compactMap { Observation($0) }
        timeline.replay(observations.enumerated().map { (Int64($0.offset), $0.element) })
        return timeline
    }

    /// The reports about one car. A fix belongs to the car that the device is connected to, else to the usual one.
    private static func reports(
        _ reports: [StewardSimulation.Report], of car: String
    ) -> [StewardSimulation.Report] {
        var connected: [String: String] = [:]
        var result: [StewardSimulation.Report] = []
        for report in reports {
            var of = report.car ?? connected[report.device] ?? "Blue"
            if report.kind == .connected { connected[report.device] = report.car }
            if report.kind == .disconnected {
                of = report.car ?? of
                connected[report.device] = nil
            }
            if of == car { result.append(report) }
        }
        return result
    }
}

extension Observation {
    /// What a simulated device or car said.
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
