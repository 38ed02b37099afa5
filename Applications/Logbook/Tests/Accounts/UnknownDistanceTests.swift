// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Testing

@testable import Logbook

/// What is missing is missing: it is no zero.
@Suite("Trips of which nothing tells the distance")
struct UnknownDistanceTests {
    private static let minute: Int64 = 60_000_000

    private func leg(_ start: Int64, _ end: Int64, _ metres: Int64?, off: Int64 = 0) -> Leg {
        Leg(
            start: start * Self.minute, end: end * Self.minute, estimate: metres.map { Distance(metres: $0) },
            uncertainty: Distance(metres: off))
    }

    private func reading(_ minute: Int64, _ metres: Int64) -> OdometerReading {
        OdometerReading(instant: minute * Self.minute, value: Distance(metres: metres), device: "car")
    }

    private func odometers(_ account: Continuity) -> [[Int64?]] {
        account.legs.map { [$0.before?.value.metres, $0.after?.value.metres] }
    }

    @Test func `a drive that only the car tells of without its first reading has no known distance`() throws {
        var story = Story()
        story.car(.driving, odometer: nil)
        for _ in 0..<5 { story.car(.driving, odometer: nil, after: 300) }
        story.car(.parked, odometer: 50_025.4, after: 300)
        let found = try #require(story.trips().first)
        var bench = try AccountBench()
        bench.input.found = [found]
        bench.input.readings = [try #require(found.odometerAfter)]
        let trip = try #require(try bench.view.trips.first)
        #expect(trip.distance == .unknown)
        #expect(trip.distance.known == nil)
        #expect(trip.measures == [])
        #expect(trip.json["distance"] == ["distance": .null, "source": "unknown", "uncertainty": .null])
        #expect(trip.value(of: .distance) == .none)
        #expect(trip.start.odometer == nil)
        #expect(trip.end.odometer?.value.metres == 50_025_400)
    }

    @Test func `what the readings of both neighbours leave is the trip's when it alone can have driven that`() {
        let account = Continuity(
            legs: [leg(0, 20, 10_000), leg(600, 630, nil), leg(700, 720, 8_000)],
            readings: [reading(-1, 100_100), reading(21, 110_100), reading(699, 135_100), reading(721, 143_100)])
        #expect(account.legs.map(\.distance.metres) == [10_000, 25_000, 8_000])
        #expect(account.legs.map(\.isUnknown) == [false, false, false])
        #expect(account.legs[1].source == .odometer)
        #expect(account.gaps == [])
        #expect(odometers(account) == [[100_100, 110_100], [110_100, 135_100], [135_100, 143_100]])
    }

    @Test func `what it cannot have driven is a gap beside it and its distance stays unknown`() {
        // 200 km in half an hour.
        let account = Continuity(
            legs: [leg(0, 20, 10_000), leg(600, 630, nil), leg(700, 720, 8_000)],
            readings: [reading(-1, 100_100), reading(21, 110_100), reading(699, 310_100), reading(721, 318_100)])
        #expect(account.legs.map(\.isUnknown) == [false, true, false])
        #expect(account.legs[1].source == nil)
        #expect(account.gaps.map(\.distance.metres) == [200_000])
        #expect(account.gaps.map(\.isOpen) == [true])
        #expect(odometers(account) == [[100_100, 110_100], [110_100, nil], [310_100, 318_100]])
    }

    @Test func `what several of them drove together is a gap after the last`() {
        let account = Continuity(
            legs: [leg(0, 20, 10_000), leg(100, 130, nil), leg(200, 210, 5_000), leg(300, 330, nil)],
            readings: [reading(-1, 100_100), reading(21, 110_100), reading(400, 135_100)])
        #expect(account.legs.map(\.isUnknown) == [false, true, false, true])
        #expect(account.gaps.map(\.distance.metres) == [20_000])
        #expect(account.gaps.map(\.at) == [330 * Self.minute])
        #expect(odometers(account) == [[100_100, 110_100], [110_100, nil], [nil, nil], [nil, nil]])
    }

    @Test func `beside trips that are known it gets what they leave and is off by what they may be`() {
        let account = Continuity(
            legs: [leg(0, 20, 10_000, off: 400), leg(100, 130, nil)],
            readings: [reading(-1, 100_100), reading(200, 125_100)])
        #expect(account.legs.map(\.distance.metres) == [10_000, 15_000])
        #expect(account.legs.map(\.source) == [nil, .odometer])
        #expect(account.legs[1].uncertainty >= Distance(metres: 400 as Int64))
        // No more than the others may be off is nothing that can be told from it.
        let within = Continuity(
            legs: [leg(0, 20, 10_000, off: 400), leg(100, 130, nil)],
            readings: [reading(-1, 100_100), reading(200, 110_400)])
        #expect(within.legs.map(\.distance.metres) == [10_300, 0])
        #expect(within.legs.map(\.isUnknown) == [false, true])
        #expect(within.gaps == [])
    }

    @Test func `an odometer that did not rise tells nothing about it`() {
        let account = Continuity(
            legs: [leg(100, 130, nil)], readings: [reading(0, 100_000), reading(140, 100_000)])
        #expect(account.legs.map(\.isUnknown) == [true])
        #expect(account.refused.map(\.reason) == [.repeated])
        #expect(odometers(account) == [[100_000, nil]])
    }

    @Test func `what a reading on the way leaves open may be as long as a car drives in that time`() {
        let account = Continuity(legs: [leg(0, 60, nil)], readings: [reading(30, 100_100), reading(60, 125_100)])
        #expect(account.legs.map(\.distance.metres) == [25_000])
        #expect(account.legs[0].source == .odometer)
        // Half an hour at 130 km/h.
        #expect(account.legs[0].uncertainty >= Distance(metres: 65_000 as Int64))
        #expect(odometers(account) == [[nil, 125_100]])
    }

    @Test func `sums count nothing for it and no rule about distances holds`() throws {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-12T07:30", AccountBench.home, AccountBench.office)
        bench.input.found[0].trailDistance = .zero
        bench.input.found[0].trail = []
        let view = try bench.view
        #expect(view.trips.map(\.distance.known) == [nil])
        #expect(view.totals.distance == .zero)
        #expect(view.totals.trips == 1)
        let clock = try #require(LocalClock.named("Europe/Amsterdam"))
        let facts = TripFacts(view.trips[0], clock: clock, places: [:])
        let rules = [
            UseRule(
                id: "short", name: "", [.distance(least: nil, most: Distance(metres: 5_000 as Int64))], use: .business),
            UseRule(
                id: "not-long", name: "", [.not(.distance(least: Distance(metres: 5_000 as Int64), most: nil))],
                use: .business),
        ]
        let use = Classifier(rules: rules).use(of: Classifier.Surroundings(trips: [facts], place: 0))
        #expect(use.reason.rule == Trip.Reason.none)
        // A person's word makes it known.
        try bench.correct("2026-01-15T12:00", found.id, [.distance: .distance(Distance(metres: 21_000 as Int64))])
        #expect(try bench.view.trips[0].distance.known?.metres == 21_000)
        #expect(try bench.view.trips[0].history.map(\.old) == [""])
    }

    @Test func `reports, lists and exports say that it is not known and never zero`() throws {
        var bench = try AccountBench()
        try bench.drive("2026-01-12T07:30", AccountBench.home, AccountBench.office)
        bench.input.found[0].trailDistance = .zero
        let view = try bench.view
        let options = ReportOptions(language: .english, now: try AccountBench.instant("2026-02-01T09:00"))
        let report = try Report.make(
            country: .netherlands, period: try #require(.month(2026, 1)), trips: view.trips, gaps: view.gaps,
            vehicle: view.vehicle, options: options)
        let section = try #require(report.sections.first)
        let cells = zip(section.columns.map(\.id), section.rows[0].cells.map { report.text($0.value) })
        let texts = Dictionary(cells, uniquingKeysWith: { first, _ in first })
        #expect(texts["distance"] == "–")
        #expect(report.json["sections"]?.array?.first?["rows"]?.array?.first?["cells"]?["distance"] == .null)
        let listed = ListedTrip(view.trips[0], country: .netherlands).json
        #expect(listed["distance_source"] == "unknown")
        let row = try TripExport(trips: view.trips, vehicle: view.vehicle).json["rows"]?.array?.first?.array
        #expect(row?[10] == .null && row?[12] == .null && row?[13] == .null)
    }

    @Test func `joined with another or moved it stays unknown`() throws {
        var bench = try AccountBench()
        let first = try bench.drive("2026-01-12T07:30", AccountBench.home, AccountBench.office)
        let second = try bench.drive("2026-01-12T09:00", AccountBench.office, AccountBench.nowhere)
        bench.input.found[1].trailDistance = .zero
        let view = try bench.view
        let moving = EnteredTrip(moving: try #require(view.trip(second.id)), id: TripID("moved"))
        #expect(moving.distance == nil)
        try moving.validate()
        let joining = TripJoining(
            [first.id, second.id].compactMap { view.trip($0) }.map { TripReference($0) }, reason: "One way")
        try bench.decide("2026-01-15T12:00", .join(joining))
        #expect(try bench.view.trips.map(\.distance.known) == [nil])
    }
}
