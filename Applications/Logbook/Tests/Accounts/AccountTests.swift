// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardJobs
import Testing

@testable import Logbook

@Suite("The account of a vehicle")
struct AccountTests {
    private let week = "2026-01-15T12:00"

    @Test func `a trip gets its places, its use and its reason`() throws {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-12T07:30", AccountBench.home, AccountBench.office)
        let trip = try #require(try bench.view.trips.first)
        #expect(trip.id == found.id)
        #expect(trip.start.place == "Home")
        #expect(trip.end.place == "Office")
        #expect(trip.use == .commute)
        #expect(trip.reason.rule == "commute")
        #expect(trip.commute.metres == 20_000)
        #expect(trip.driver == "anna")
        #expect(trip.zone == "Europe/Amsterdam")
    }

    @Test func `a vehicle that is not set up has no account`() throws {
        var bench = try AccountBench()
        bench.input.vehicle = VehicleSetup()
        #expect(throws: LogbookError(.notFound, "")) { try bench.view }
    }

    @Test func `what is measured counts before the trail and a route only where it agrees`() throws {
        var bench = try AccountBench()
        let first = try bench.drive("2026-01-12T07:30")
        bench.input.found[0].uncertainty = Distance(metres: 1_000 as Int64)
        func measured(_ route: Int64?, _ matched: Int64?) throws -> Trip.Measure {
            bench.input.measured = [
                TripMeasurement(
                    entry: 5, reference: TripReference(first.id, at: first.start + 1),
                    route: route.map { Distance(metres: $0) }, matched: matched.map { Distance(metres: $0) },
                    from: StreetAddress(text: "Huisstraat 7"))
            ]
            return try bench.view.trips[0].distance
        }
        #expect(try measured(nil, nil).source == .trail)
        #expect(
            try measured(19_100, 20_300) == Trip.Measure(distance: Distance(metres: 20_300 as Int64), source: .matched))
        #expect(try measured(19_100, nil).source == .route)
        #expect(try measured(18_900, nil).source == .trail)
        let trip = try bench.view.trips[0]
        #expect(trip.usualRoute?.metres == 18_900)
        #expect(trip.measures.map(\.source) == [.trail, .route])
        #expect(trip.start.address?.text == "Huisstraat 7")
    }

    @Test func `odometers make distances and gaps and what nobody explains is a question`() throws {
        var bench = try AccountBench()
        try bench.read("2026-01-12T07:00", metres: 50_000_100)
        try bench.drive("2026-01-12T07:30", AccountBench.home, AccountBench.office)
        try bench.read("2026-01-12T08:30", metres: 50_020_300)
        try bench.read("2026-01-13T07:00", metres: 50_030_300)
        var view = try bench.view
        #expect(view.trips[0].distance.source == .odometer)
        #expect(view.trips[0].distance.distance.metres == 20_200)
        #expect(view.trips[0].distance.uncertainty.metres == 100)
        #expect(view.trips[0].end.odometer?.value.metres == 50_020_300)
        #expect(view.trips[0].measures.map(\.source) == [.odometer, .trail])
        #expect(view.gaps.map(\.distance.metres) == [10_000])
        #expect(view.questions.map(\.kind) == [.gap])
        #expect(view.totals.unexplained.metres == 10_000)
        try bench.decide(
            week, .explain(try GapExplanation(of: view.gaps[0], explanation: "Garage", use: .business)))
        view = try bench.view
        #expect(view.gaps[0].explanation == "Garage")
        #expect(view.questions.map(\.kind) == [])
        #expect(view.totals.explained.business.metres == 10_000)
        #expect(view.totals.driven.metres == 30_200)
        // A reading that makes the gap larger opens it again.
        bench.input.readings[2] = OdometerReading(
            instant: bench.input.readings[2].instant, value: Distance(metres: 50_031_300 as Int64), device: "car")
        #expect(try bench.view.questions.map(\.kind) == [.gap])
    }

    @Test func `a correction stands beside what it changes and is late after the window`() throws {
        var bench = try AccountBench(.germany)
        let found = try bench.drive("2026-01-12T09:00", AccountBench.office, AccountBench.nowhere)
        try bench.correct("2026-01-15T12:00", found.id, [.purpose: .text("Contract")], reason: "Forgot")
        try bench.correct("2026-01-25T12:00", found.id, [.partner: .text("Klant BV")])
        try bench.correct("2026-01-25T12:01", found.id, [.distance: .distance(Distance(metres: 21_000 as Int64))])
        let trip = try #require(try bench.view.trip(found.id))
        #expect(trip.purpose == "Contract")
        #expect(trip.partner == "Klant BV")
        #expect(trip.distance.source == .entered)
        #expect(trip.business.metres == 21_000)
        #expect(trip.history.map(\.field) == ["purpose", "partner", "distance"])
        #expect(trip.history.map(\.isLate) == [false, true, true])
        #expect(trip.history.map(\.old) == ["", "", "20.000 km"])
        #expect(trip.history[0].reason == "Forgot")
    }

    @Test func `what Germany wants to know is asked with its deadline`() throws {
        var bench = try AccountBench(.germany)
        let found = try bench.drive("2026-01-12T09:00", AccountBench.office, AccountBench.nowhere)
        let question = try #require(try bench.view.questions.first { $0.kind == .missingPurpose })
        #expect(question.id == "missing-purpose:\(found.id)")
        #expect(question.fields == [.purpose, .partner])
        #expect(question.deadline == (try AccountBench.instant("2026-01-19T23:00")))
        #expect(question.isOverdue(at: bench.input.asOf))
        #expect(!question.isOverdue(at: try AccountBench.instant("2026-01-19T22:59")))
        try bench.correct(week, found.id, [.purpose: .text("Contract"), .partner: .text("Klant BV")])
        #expect(try bench.view.questions.contains { $0.kind == .missingPurpose } == false)
    }

    @Test func `a person's use goes before every rule and a detour makes a trip mixed`() throws {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-12T07:30", AccountBench.home, AccountBench.office)
        try bench.correct(week, found.id, [.use: .use(.business)])
        #expect(try bench.view.trips[0].reason.rule == "person")
        try bench.correct(week, found.id, [.detour: .distance(Distance(metres: 5_000 as Int64))])
        var trip = try bench.view.trips[0]
        #expect(trip.use == .mixed)
        #expect(trip.business.metres == 15_000)
        #expect(trip.personal.metres == 5_000)
        try bench.correct(week, found.id, [.use: .none, .detour: .distance(.zero)])
        trip = try bench.view.trips[0]
        #expect(trip.use == .commute)
        #expect(trip.history.count == 4)
    }

    @Test func `a decision finds its trip after late arrivals moved its start`() throws {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-12T09:00")
        try bench.correct(week, found.id, [.purpose: .text("Contract")])
        bench.input.found = []
        let moved = try bench.drive("2026-01-12T08:40", minutes: 50)
        #expect(moved.id != found.id)
        #expect(try bench.view.trips[0].purpose == "Contract")
        bench.input.found = []
        let view = try bench.view
        #expect(view.trips == [])
        #expect(view.orphans.count == 1)
        #expect(view.questions.map(\.kind) == [.orphan])
    }

    @Test func `a voided trip stays, counts nowhere, and its kilometres are a gap`() throws {
        var bench = try AccountBench()
        try bench.read("2026-01-12T07:00", metres: 50_000_100)
        let found = try bench.drive("2026-01-12T07:30")
        try bench.read("2026-01-12T08:30", metres: 50_020_300)
        try bench.decide(week, .void(TripVoiding(TripReference(found.id, at: found.start), reason: "Towed")))
        let view = try bench.view
        #expect(view.trips.map(\.isVoided) == [true])
        #expect(view.totals.trips == 0)
        #expect(view.gaps.map(\.distance.metres) == [20_200])
        #expect(view.trips[0].history.map(\.field) == ["void"])
    }

    @Test func `joined trips are one and split trips are two`() throws {
        var bench = try AccountBench()
        let one = try bench.drive("2026-01-12T08:00", AccountBench.home, AccountBench.nowhere)
        let two = try bench.drive("2026-01-12T09:00", AccountBench.nowhere, AccountBench.office)
        try bench.correct("2026-01-12T10:00", two.id, [.purpose: .text("Contract")])
        try bench.decide(
            "2026-01-12T11:00", .join(try TripJoining([two.id, one.id], of: try bench.view.trips, reason: "One way")))
        var view = try bench.view
        #expect(view.trips.map(\.id) == [one.id])
        #expect(view.trips[0].distance.distance.metres == 40_000)
        #expect(view.trips[0].purpose == "Contract")
        #expect(view.trips[0].end.place == "Office")
        #expect(view.trips[0].history.map(\.field) == ["purpose", "join"])
        let cut = try AccountBench.instant("2026-01-12T08:45")
        let second = TripID(start: cut, vehicle: "k3f9x2m7qa")
        try bench.decide(
            "2026-01-12T12:00", .split(try TripSplitting(of: view.trips[0], cut: cut, second: second, reason: "")))
        view = try bench.view
        #expect(view.trips.map(\.id) == [one.id, second])
        #expect(view.trips.map(\.distance.distance.metres).reduce(0, +) == 40_000)
        #expect(view.trips[0].end.instant == cut)
        #expect(view.trips[1].start.instant == cut)
        #expect(throws: LogbookError(.notFound, "")) {
            try TripJoining([one.id, two.id], of: view.trips, reason: "")
        }
    }

    @Test func `what was measured before trips were joined is not about the joined trip`() throws {
        var bench = try AccountBench()
        let one = try bench.drive("2026-01-12T08:00")
        let two = try bench.drive("2026-01-12T09:00")
        func measure(_ entry: Int64, _ metres: Int64) {
            bench.input.measured.append(
                TripMeasurement(
                    entry: entry, reference: TripReference(one.id, at: one.start + 1),
                    matched: Distance(metres: metres)))
        }
        measure(-1, 21_000)
        #expect(try bench.view.trips[0].distance.distance.metres == 21_000)
        try bench.decide(week, .join(try TripJoining([one.id, two.id], of: try bench.view.trips, reason: "")))
        #expect(try bench.view.trips.map(\.distance.distance.metres) == [40_000])
        measure(5, 41_500)
        #expect(try bench.view.trips.map(\.distance.distance.metres) == [41_500])
    }

    @Test func `a reading that later ones may contradict settles nothing`() throws {
        var bench = try AccountBench()
        for day in 10..<20 {
            try bench.read("2026-01-\(day)T07:00", metres: 50_000_100 + Int64(day) * 20_000)
            try bench.drive("2026-01-\(day)T08:00")
        }
        // Somebody typed one digit too many, late in the evening.
        try bench.read("2026-01-19T20:00", metres: 50_800_100)
        let before = try bench.view
        #expect(before.odometer.anchors.last?.value.metres == 50_800_100)
        try bench.read("2026-01-20T07:00", metres: 50_400_100)
        let new = try bench.drive("2026-01-20T08:00")
        try bench.read("2026-01-20T20:00", metres: 50_420_100)
        let since = try AccountBench.instant("2026-01-20T07:00")
        let again = try Account.make(bench.input, changing: before, since: since)
        #expect(again == (try bench.view))
        #expect(again.gaps == [])
        #expect(again.trips.last?.id == new.id)
        #expect(before.settled(before: since) != nil)
    }

    @Test func `a trip moves to another vehicle with what people said about it`() throws {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-12T08:00")
        try bench.correct(week, found.id, [.use: .use(.business), .purpose: .text("Contract")])
        let trip = try bench.view.trips[0]
        let id = TripID(start: trip.start.instant, vehicle: "other")
        let entered = EnteredTrip(moving: trip, id: id)
        try entered.validate()
        var other = try AccountBench()
        try other.decide(week, .enter(entered))
        let moved = try other.view.trips[0]
        #expect(moved.id == id)
        #expect(moved.use == .business)
        #expect(moved.purpose == "Contract")
        #expect(moved.distance.distance == trip.distance.distance)
        #expect(moved.trail == trip.trail)
        #expect(moved.history.map(\.field) == ["moved_from"])
        #expect(moved.history[0].old == "k3f9x2m7qa \(trip.id)")
    }

    @Test func `an entered trip between readings takes its kilometres out of the gap`() throws {
        var bench = try AccountBench()
        try bench.read("2026-01-12T07:00", metres: 50_000_100)
        try bench.read("2026-01-12T18:00", metres: 50_030_100)
        #expect(try bench.view.gaps.map(\.distance.metres) == [30_000])
        var trip = EnteredTrip(
            id: TripID("a"), start: try AccountBench.instant("2026-01-12T09:00"),
            end: try AccountBench.instant("2026-01-12T09:30"))
        trip.distance = Distance(metres: 12_000 as Int64)
        try bench.decide(week, .enter(trip))
        let view = try bench.view
        #expect(view.trips.map(\.distance.distance.metres) == [12_000])
        #expect(view.gaps.map(\.distance.metres) == [18_000])
        #expect(view.trips[0].origin == .entered)
    }

    @Test func `an odometer that a person corrects is a reading`() throws {
        var bench = try AccountBench()
        let found = try bench.drive("2026-01-12T07:30")
        try bench.correct(
            week, found.id,
            [
                .fromOdometer: .distance(Distance(metres: 50_000_000 as Int64)),
                .toOdometer: .distance(Distance(metres: 50_020_000 as Int64)),
            ])
        let trip = try bench.view.trips[0]
        #expect(trip.distance.source == .odometer)
        #expect(trip.start.odometer?.source == .person)
        #expect(trip.end.odometer?.value.metres == 50_020_000)
    }
}
