// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation
import Testing

@testable import Logbook

/// Days that are hard to record, as many devices report them: the right trips must come out.
@Suite struct ScenarioTests {
    /// What is carried, and what the car tells by itself.
    struct Equipment: Sendable, CustomTestStringConvertible {
        let devices: [ReportingDevice]
        let service: CarService?

        init(_ devices: [ReportingDevice], _ service: CarService? = nil) {
            self.devices = devices
            self.service = service
        }

        var testDescription: String {
            (devices.map(\.name) + [service?.name].compactMap { $0 }).joined(separator: " + ")
        }

        /// What this equipment can know of a day; `nil` when it sees it all.
        func sees(_ trip: TrueTrip, in scenario: Scenario) -> Bool {
            service != nil || trip.isSeen && !(scenario == .phoneLeftInCar && isSlow)
        }

        /// Whether it looks around only every half hour while it lies in the car.
        var isSlow: Bool { devices == [.stream] }
        /// Whether it tells which car it is in.
        var knowsCars: Bool { devices.allSatisfy(\.hasBluetooth) }
    }

    static let equipment: [Equipment] =
        ReportingDevice.all.map { Equipment([$0]) } + CarService.all.map { Equipment([.phone], $0) } + [
            Equipment([.minutePhone], .plain), Equipment([.stream], .plug), Equipment([.distanceFilter], .late),
            Equipment([.liar], .glitching), Equipment([.slowClock], .plain), Equipment([.phone, .stream]),
            Equipment([.minutePhone, .distanceFilter]), Equipment([.phone, .liar]), Equipment([.phone, .fastClock]),
            Equipment([.stream, .distanceFilter]), Equipment([.phone, .minutePhone, .stream], .plug),
        ]

    @Test(arguments: Scenario.allCases)
    func `every scenario gives the right trips, whatever reports it`(_ scenario: Scenario) {
        for equipment in Self.equipment where scenario != .twoCars || equipment.knowsCars {
            let trace = scenario.trace(
                devices: equipment.devices, services: [equipment.service].compactMap { $0 }, seed: 2)
            for car in Set(trace.truth.map(\.car)).sorted() {
                let trips = TraceReplay.trips(TraceReplay.observations(of: trace.reports, car: car))
                let truth = trace.truth.filter { $0.car == car && equipment.sees($0, in: scenario) }
                guard !truth.isEmpty else { continue }
                let skew = equipment.devices.first?.skew ?? 0
                let quality = TraceQuality(trips, truth, skew: skew)
                #expect(quality.isRight, "\(scenario.rawValue), \(equipment.testDescription), \(car): \(quality)")
            }
        }
    }

    @Test(arguments: StewardSimulation.Delivery.all)
    func `every way of delivery gives the trips of the best one`(_ delivery: StewardSimulation.Delivery) {
        for scenario in [Scenario.trafficJam, .petrolStop, .ordinaryDay, .midnight, .phoneRevived] {
            let trace = scenario.trace(devices: [.phone, .stream], services: [.late], seed: 3)
            let expected = TraceReplay.trips(TraceReplay.observations(of: trace.reports, car: "Blue"))
            var timeline = VehicleTimeline(Story.setup)
            var all: [(entry: Int64, observation: Observation)] = []
            for (entry, batch) in delivery.deliver(trace.reports).enumerated() {
                let observations = batch.reports.compactMap { Observation($0) }
                all += observations.map { (Int64(entry), $0) }
                guard let from = timeline.insert(observations, entry: Int64(entry)).replay else { continue }
                timeline.replay(all.filter { $0.entry >= from })
            }
            #expect(timeline.trips(asOf: .max) == expected, "\(scenario.rawValue)")
            #expect(expected.count == trace.truth.count)
        }
    }

    /// The largest error of a way in percent, by what reports it, over all scenarios in which it sees everything.
    @Test(arguments: [
        (ReportingDevice.perfect, 2.5), (.phone, 8), (.liar, 12), (.distanceFilter, 10), (.stream, 14),
        (.minutePhone, 24),
    ])
    func `the way is as long as it was, within what a device can know`(_ device: ReportingDevice, _ limit: Double) {
        for scenario in Scenario.allCases where scenario != .phoneDead && scenario != .phoneLeftInCar {
            if scenario == .twoCars, !device.hasBluetooth { continue }
            let trace = scenario.trace(devices: [device], seed: 5)
            let trips = TraceReplay.trips(TraceReplay.observations(of: trace.reports, car: "Blue"))
            let truth = trace.truth.filter { $0.car == "Blue" && $0.isSeen }
            for error in TraceQuality(trips, truth).errors {
                // On the ramps of a garage nobody sees a satellite.
                let most = scenario == .parkingGarage ? limit * 1.5 : limit
                #expect(abs(error) <= most, "\(scenario.rawValue)")
            }
        }
    }
}
