// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation
import Testing

@Suite("ReportingDevice")
struct ReportingDeviceTests {
    private func fixes(_ device: ReportingDevice, _ scenario: Scenario = .motorway) -> [Report] {
        scenario.trace(devices: [device]).reports.filter { $0.kind == .fix }
    }

    /// How far each fix of one device is from a perfect device's place at the same time.
    private func errors(_ noise: ReportingDevice.Noise) throws -> [(metres: Double, accuracy: Double)] {
        var device = ReportingDevice("x", pace: .interval(5), noise: noise, firstFix: 0)
        device.reportsActivity = false
        let trace = Scenario.motorway.trace(devices: [device])
        return try trace.reports.filter { $0.kind == .fix }.compactMap { fix in
            guard let trip = trace.truth.first(where: { ($0.start...$0.end).contains(fix.trueTime) }) else {
                return nil
            }
            let place = try #require(fix.position)
            let nearest = trip.line.map { ScenarioTests.haversine($0, place) }.min()
            return (try #require(nearest), try #require(fix.accuracy))
        }
    }

    @Test("it keeps its interval, or its distance")
    func pace() throws {
        let every = fixes(.minutePhone).map(\.trueTime)
        let gaps = zip(every, every.dropFirst()).map { $1.timeIntervalSince($0) }.filter { $0 < 3600 }
        #expect(gaps.allSatisfy { (59...61).contains($0) })
        let device = ReportingDevice("x", pace: .distance(100), noise: .none, hasBluetooth: false)
        let places = fixes(device).compactMap(\.position)
        let steps = zip(places, places.dropFirst()).map(ScenarioTests.haversine)
        #expect(steps.filter { (100...131).contains($0) }.count > steps.count - 4)
        #expect(places.count > 400)
    }

    @Test("a device without error is on the road; others are as far off as their noise says")
    func noise() throws {
        // The line's vertices are 25 m apart, so that no place on it is more than 13 m from one.
        #expect(try errors(.none).allSatisfy { $0.metres < 14 && $0.accuracy == 1 })
        let noisy = try errors(ReportingDevice.Noise(metres: 40))
        let mean = noisy.map(\.metres).reduce(0, +) / Double(noisy.count)
        // The nearest vertex of a straight road: the error across the road alone, 40 m * sqrt(2 / π), and more in town.
        #expect((25...60).contains(mean), "\(mean)")
        let honest = noisy.filter { $0.metres <= $0.accuracy }.count
        #expect(Double(honest) > 0.6 * Double(noisy.count))
    }

    @Test("a liar says 5 metres, and jumps more than a kilometre now and then")
    func liar() throws {
        let fixes = fixes(.liar, .ordinaryDay)
        #expect(fixes.allSatisfy { $0.accuracy == 5 })
        let jumps = zip(fixes, fixes.dropFirst()).filter { before, after in
            guard let from = before.position, let to = after.position else { return false }
            return ScenarioTests.haversine(from, to) > 1000 && after.trueTime.timeIntervalSince(before.trueTime) < 20
        }
        #expect(!jumps.isEmpty)
        #expect(jumps.count < fixes.count / 20)
    }

    @Test("errors last: neighbouring fixes are off in the same direction")
    func drift() throws {
        var device = ReportingDevice("x", pace: .interval(5), noise: ReportingDevice.Noise(metres: 20))
        device.resting = 5
        let trace = Scenario.phoneLeftInCar.trace(devices: [device])
        let place = trace.truth[0].to.position
        let rest = (trace.truth[0].end + 60)...(trace.truth[1].start - 60)
        let offsets = try trace.reports.filter { $0.kind == .fix && rest.contains($0.trueTime) }.map {
            try #require($0.position).latitude - place.latitude
        }
        #expect(offsets.count > 1000)
        let same = zip(offsets, offsets.dropFirst()).filter { $0.sign == $1.sign }.count
        #expect(Double(same) / Double(offsets.count) > 0.65)
    }

    @Test("a wrong clock is wrong in every report, by the same time", arguments: [90.0, -90, 3600])
    func skew(seconds: Double) {
        let reports = Scenario.city.trace(devices: [ReportingDevice("x", skew: seconds)]).reports
        #expect(reports.allSatisfy { abs($0.time.timeIntervalSince($0.trueTime) - seconds) < 0.001 })
        #expect(reports.contains { $0.kind == .connected })
    }

    @Test("Bluetooth tells when, where and which car; without it there are fixes alone, before and after too")
    func events() throws {
        let phone = Scenario.city.trace()
        let kinds = phone.reports.filter { $0.kind != .fix }
        #expect(kinds.map(\.kind) == [.connected, .disconnected, .connected, .disconnected])
        #expect(kinds.allSatisfy { $0.car == "Blue" && $0.position != nil })
        #expect(kinds[0].trueTime < phone.truth[0].start && kinds[0].trueTime > phone.truth[0].start - 10)
        #expect(kinds[1].trueTime > phone.truth[0].end && kinds[1].trueTime < phone.truth[0].end + 11)
        let stream = Scenario.city.trace(devices: [.stream])
        #expect(stream.reports.allSatisfy { $0.kind == .fix && $0.activity == nil })
        #expect(stream.reports.contains { $0.trueTime < stream.truth[0].start - 60 })
        #expect(stream.reports.contains { $0.trueTime > stream.truth[1].end + 500 })
        #expect(
            Scenario.city.trace(devices: [.minutePhone]).reports.allSatisfy { $0.speed == nil && $0.heading == nil })
    }
}

@Suite("CarService")
struct CarServiceTests {
    private func statuses(_ service: CarService, _ scenario: Scenario = .ordinaryDay) -> [Report] {
        scenario.trace(devices: [], services: [service]).reports
    }

    @Test("shows whole units, never more than was driven", arguments: [100.0, 1000])
    func resolution(metres: Double) throws {
        let trace = Scenario.motorway.trace(devices: [], services: [CarService(resolution: metres)])
        #expect(trace.reports.allSatisfy { $0.odometer?.truncatingRemainder(dividingBy: metres) == 0 })
        let last = try #require(trace.reports.last?.odometer)
        let truth = try #require(trace.truth.last?.odometerAfter)
        #expect(last <= truth && last > truth - metres)
    }

    @Test("is read later than it was measured, and as late as it says")
    func delay() throws {
        for report in statuses(.late) {
            let delay = try #require(report.fetchedTime).timeIntervalSince(report.time)
            #expect((1799...10_801).contains(delay))
        }
        let without = statuses(.late).filter { $0.odometer == nil }.count
        #expect(without > 0 && without < statuses(.late).count)
    }

    @Test("decreases once, or never")
    func glitch() {
        func falls(_ service: CarService) -> Int {
            let odometers = statuses(service).compactMap(\.odometer)
            return zip(odometers, odometers.dropFirst()).filter { $1 < $0 }.count
        }
        #expect(falls(.glitching) == 1)
        #expect(falls(.plug) == 0)
    }

    @Test("says driving on the way and parked after it")
    func activity() {
        let trace = Scenario.city.trace(devices: [], services: [.plug])
        for report in trace.reports {
            let drives = trace.truth.contains { ($0.start - 6...$0.end).contains(report.trueTime) }
            #expect(report.activity == (drives ? .driving : .parked))
        }
        #expect(trace.reports.allSatisfy { $0.position != nil && $0.car == "Blue" })
    }
}
