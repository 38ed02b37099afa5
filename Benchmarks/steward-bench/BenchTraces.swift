// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import FoundationEssentials
import Logbook
import StewardCore
import StewardSimulation

/// Days that are hard to record, driven on invented roads and reported by simulated devices: which trips the logbook
/// finds, and how far the distance that it states is from what the car drove. The same seed gives the same figures.
struct BenchTraces: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traces", abstract: "Measure trips and distances from simulated drives.")

    @Option(help: "The first seed; each further day has the next one.") var seed: UInt64 = 1
    @Option(help: "How many days of each kind, on other roads and with other errors each.") var days = 20

    func run() async throws {
        guard (1...1_000).contains(days) else { throw ValidationError("--days is from 1 to 1000.") }
        var rows: [JSON] = []
        for device in ReportingDevice.all { rows += try figures([device], service: nil) }
        for service in CarService.all { rows += try figures([.phone], service: service) }
        let page: JSON = [
            "days": .integer(Int64(days)), "deliveries": .array(StewardSimulation.Delivery.all.map { delivered($0) }),
            "rows": .array(rows), "seed": .string(String(seed)),
        ]
        print(String(decoding: try page.canonicalBytes(), as: UTF8.self))
    }

    private var seeds: Range<UInt64> { seed..<(seed + UInt64(days)) }

    /// A row for each kind of day, and one for all of them.
    private func figures(_ devices: [ReportingDevice], service: CarService?) throws -> [JSON] {
        var all = TraceFigures()
        var rows: [JSON] = []
        for scenario in Scenario.allCases {
            // Without Bluetooth nobody can tell which of two cars it was.
            if scenario == .twoCars, !devices.allSatisfy(\.hasBluetooth) { continue }
            var figures = TraceFigures()
            for seed in seeds {
                let trace = scenario.trace(devices: devices, services: service.map { [$0] } ?? [], seed: seed)
                try figures.add(trace, skew: devices.first?.skew ?? 0, isTold: service != nil)
            }
            all.add(figures)
            rows.append(row(figures, devices, service, kind: scenario.rawValue))
        }
        return rows + [row(all, devices, service, kind: "all")]
    }

    private func row(
        _ figures: TraceFigures, _ devices: [ReportingDevice], _ service: CarService?, kind: String
    ) -> JSON {
        let names = devices.map(\.name) + (service.map { [$0.name] } ?? [])
        return .object(
            [JSON.Member("by", .string(names.joined(separator: " + "))), JSON.Member("kind", .string(kind))]
                + figures.members)
    }

    /// On how many days a way of delivery gave exactly the trips of the best one.
    private func delivered(_ delivery: StewardSimulation.Delivery) -> JSON {
        var (count, same) = (0, 0)
        for scenario in Scenario.allCases {
            for seed in seeds {
                let trace = scenario.trace(devices: [.phone, .stream], services: [.late], seed: seed)
                count += 1
                if TraceReplay.isSame(trace.reports, car: "Blue", by: delivery, seed: seed) { same += 1 }
            }
        }
        return [
            "days": .integer(Int64(count)), "delivery": .string(delivery.name), "same": .integer(Int64(same)),
        ]
    }
}

/// How trips and their distances fit what was driven.
struct TraceFigures {
    /// Drives that the devices could tell of, those that came out as one trip each, and trips that nobody drove.
    private var expected = 0, found = 0, extra = 0
    /// Of each trip that was found, by which part its distance is too long.
    private var errors: [Double] = []
    /// Trips whose distance states how far it may be off, and those that are no further off.
    private var stated = 0, covered = 0

    /// - Parameter isTold: whether the cars tell of drives that no device is along on.
    mutating func add(_ trace: Trace, skew: Double, isTold: Bool) throws {
        for car in Set(trace.truth.map(\.car)).sorted() {
            let trips = try TraceReplay.trips(trace.reports, car: car)
            let truth = trace.truth.filter { $0.car == car }
            for real in truth where isTold || real.isSeen {
                expected += 1
                let matching = trips.filter { $0.overlaps(real, skew: skew) }
                guard matching.count == 1, truth.count(where: { matching[0].overlaps($0, skew: skew) }) == 1 else {
                    continue
                }
                found += 1
                add(matching[0].distance, metres: real.distance)
            }
            extra += trips.count { trip in !truth.contains { trip.overlaps($0, skew: skew) } }
        }
    }

    private mutating func add(_ measure: Trip.Measure, metres: Double) {
        let error = Double(measure.distance.metres) - metres
        errors.append(error / metres)
        guard measure.source == .trail else { return }
        stated += 1
        if abs(error) <= Double(measure.uncertainty.metres) { covered += 1 }
    }

    mutating func add(_ other: TraceFigures) {
        expected += other.expected
        found += other.found
        extra += other.extra
        errors += other.errors
        stated += other.stated
        covered += other.covered
    }

    var members: [JSON.Member] {
        let sizes = errors.map(abs).sorted()
        let counts = [
            ("covered", covered), ("expected", expected), ("extra", extra), ("found", found), ("stated", stated),
        ].map { JSON.Member($0.0, .integer(Int64($0.1))) }
        guard let worst = sizes.last else { return counts }
        return counts + [
            JSON.Member("bias", .number(Self.median(errors.sorted()))),
            JSON.Member("median", .number(Self.median(sizes))), JSON.Member("worst", .number(worst)),
        ]
    }

    /// The middle of sorted values.
    private static func median(_ sorted: [Double]) -> Double {
        (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}

extension Trip {
    fileprivate func overlaps(_ drive: TrueTrip, skew: Double) -> Bool {
        Double(start.instant) / 1e6 < drive.end.timeIntervalSince1970 + skew
            && Double(end.instant) / 1e6 > drive.start.timeIntervalSince1970 + skew
    }
}
