// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation
import Testing

@Suite("Scenario")
struct ScenarioTests {
    /// Metres of a great circle by the haversine formula, written here a second time on purpose.
    static func haversine(_ from: Position, _ to: Position) -> Double {
        let radians = Double.pi / 180
        let north = sine((to.latitude - from.latitude) * radians / 2)
        let east = sine((to.longitude - from.longitude) * radians / 2)
        let part =
            north * north + sine((90 - from.latitude) * radians) * sine((90 - to.latitude) * radians) * east * east
        // Lines between vertices are metres long, for which the arc's sine is the arc.
        return 2 * 6_371_000 * part.squareRoot()
    }

    /// The sine by its series, good to 1e-15 for angles up to π/2.
    private static func sine(_ angle: Double) -> Double {
        var term = angle
        var sum = angle
        for index in 1..<14 {
            term *= -angle * angle / Double(2 * index * (2 * index + 1))
            sum += term
        }
        return sum
    }

    @Test("the same seed gives the same reports and truth, another seed others", arguments: Scenario.allCases)
    func deterministic(scenario: Scenario) {
        let first = scenario.trace(devices: ReportingDevice.all, services: CarService.all, seed: 3)
        #expect(first == scenario.trace(devices: ReportingDevice.all, services: CarService.all, seed: 3))
        let other = scenario.trace(devices: ReportingDevice.all, services: CarService.all, seed: 4)
        #expect(first.reports != other.reports)
        #expect(first.truth != other.truth)
    }

    @Test("another device reports the same truth", arguments: Scenario.allCases)
    func oneTruth(scenario: Scenario) {
        #expect(scenario.trace(devices: [.stream]).truth == scenario.trace(devices: [.liar, .phone]).truth)
    }

    @Test("the length of the line is what the odometer counts and the ferry carries", arguments: Scenario.allCases)
    func distances(scenario: Scenario) {
        for trip in scenario.trace(devices: []).truth {
            let line = zip(trip.line, trip.line.dropFirst()).reduce(0) { $0 + Self.haversine($1.0, $1.1) }
            #expect(abs(line - trip.distance - trip.carried) < 0.0005 * line)
            #expect(abs(line - trip.lineLength) < 0.0001 * line)
            #expect(abs(trip.odometerAfter - trip.odometerBefore - trip.distance) < 0.01)
            #expect(trip.line.first == trip.from.position)
            let last = trip.line.last.map { Self.haversine($0, trip.to.position) }
            #expect(last ?? .infinity < 1)
            let gaps = zip(trip.line, trip.line.dropFirst()).map(Self.haversine)
            #expect(gaps.allSatisfy { $0 < 40 }, "\(gaps.max() ?? 0)")
        }
    }

    @Test("drives follow each other: place after place, odometer after odometer", arguments: Scenario.allCases)
    func continuous(scenario: Scenario) {
        let truth = scenario.trace(devices: []).truth
        #expect(!truth.isEmpty)
        for trip in truth {
            #expect(trip.start < trip.end)
            let mean = trip.distance / trip.end.timeIntervalSince(trip.start)
            #expect((0.5...30).contains(mean), "\(mean) m/s")
        }
        for (before, after) in zip(truth, truth.dropFirst()) where before.car == after.car {
            #expect(before.end < after.start)
            #expect(before.odometerAfter == after.odometerBefore)
            #expect(before.to == after.from)
        }
    }

    @Test("sequences count each device's reports, and its times rise", arguments: Scenario.allCases)
    func sequences(scenario: Scenario) {
        let trace = scenario.trace(devices: ReportingDevice.all, services: CarService.all)
        for (_, reports) in Dictionary(grouping: trace.reports, by: \.device) {
            #expect(reports.map(\.sequence) == Array(0..<reports.count))
            #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.trueTime <= $1.trueTime })
        }
        #expect(zip(trace.reports, trace.reports.dropFirst()).allSatisfy { $0.trueTime <= $1.trueTime })
    }

    @Test("no car brakes, accelerates or jumps more than a car can", arguments: Scenario.allCases)
    func physics(scenario: Scenario) throws {
        let trace = scenario.trace(devices: [.perfect])
        let fixes = trace.reports.filter { $0.kind == .fix }
        for (before, after) in zip(fixes, fixes.dropFirst()) {
            let seconds = after.trueTime.timeIntervalSince(before.trueTime)
            guard seconds < 1.5 else { continue }
            let change = try #require(after.speed) - (try #require(before.speed))
            #expect((-2.8...2.3).contains(change / seconds), "\(change) m/s at \(before.trueTime)")
            let moved = Self.haversine(try #require(before.position), try #require(after.position))
            #expect(moved < 28.5 * seconds, "\(moved) m at \(before.trueTime)")
        }
    }

    @Test("a receiver without error lies on the line, and its fixes add up to the distance within one percent")
    func perfect() throws {
        let trace = Scenario.motorway.trace(devices: [.perfect])
        for trip in trace.truth {
            let fixes = trace.reports.filter { $0.kind == .fix && (trip.start...trip.end).contains($0.trueTime) }
            let places = fixes.compactMap(\.position)
            let length = zip(places, places.dropFirst()).reduce(0) { $0 + Self.haversine($1.0, $1.1) }
            #expect(abs(length - trip.distance) < trip.distance * 0.01)
            let fastest = fixes.compactMap(\.speed).max()
            #expect(try #require(fastest) > 25)
            #expect(try #require(fastest) < 28)
            let jumps = zip(places, places.dropFirst()).map(Self.haversine)
            #expect(try #require(jumps.max()) < 29)
        }
    }
}
