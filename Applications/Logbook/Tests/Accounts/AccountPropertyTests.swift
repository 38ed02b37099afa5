// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs
import StewardTestKit
import Testing

@testable import Logbook

@Suite("Accounts of random vehicles")
struct AccountPropertyTests {
    /// Weeks of random trips, readings, decisions and closed months.
    struct Case {
        var bench: AccountBench
        /// Everything in the order in which it came to light, by what it is about.
        private var random: SeededGenerator

        init(seed: Int, days: Int = 36) throws {
            random = SeededGenerator(seed: UInt64(seed))
            bench = try AccountBench(Vehicle.Country.allCases[seed % 4])
            var time = try AccountBench.instant("2026-01-02T06:00")
            var odometer: Int64 = 50_000_000
            let end = time + Int64(days) * 86_400_000_000
            while time < end {
                time += Int64(random.below(random.below(3) == 0 ? 1_800 : 90)) * 60_000_000
                if random.below(2) == 0 { read(time, odometer) }
                if random.below(9) == 0 { odometer += Int64(random.below(30_000)) }
                time += 60_000_000
                let metres = Int64(random.below(60_000)) + 300
                drive(time, metres)
                odometer += metres
                time += 60_000_000 + metres * 60_000
                if random.below(2) == 0 { read(time + 1, odometer) }
            }
            bench.input.asOf = end + 86_400_000_000
            try decide()
        }

        private mutating func read(_ time: Int64, _ metres: Int64) {
            let slip = random.below(12)
            let value = slip > 1 ? metres : metres + (slip == 0 ? 1 : -1) * Int64(random.below(90_000))
            bench.input.readings.append(
                OdometerReading(instant: time, value: Distance(metres: value), device: "car"))
        }

        private mutating func position() -> Position? {
            switch random.below(5) {
            case 0: AccountBench.home
            case 1: AccountBench.office
            case 2: nil
            default:
                Position(
                    latitude: 52.3 + Double(random.below(4_000_000)) / 1e7,
                    longitude: 5.3 + Double(random.below(4_000_000)) / 1e7)
            }
        }

        private mutating func drive(_ time: Int64, _ metres: Int64) {
            var trip = FoundTrip(
                id: TripID(start: time, vehicle: "k3f9x2m7qa"), start: time, end: time + 60_000_000 + metres * 60_000)
            trip.from = position()
            trip.to = position()
            trip.trailDistance = Distance(metres: metres * Int64(90 + random.below(20)) / 100)
            // Of some, nothing but the odometer tells how far they were.
            if metres % 8 == 0 { trip.trailDistance = .zero }
            trip.uncertainty = Distance(metres: metres / 20)
            trip.ending = .parked
            trip.trail = [trip.from, trip.to].enumerated().compactMap { place, position in
                position.map { TrailPoint(instant: place == 0 ? trip.start : trip.end, position: $0) }
            }
            bench.input.found.append(trip)
            guard random.below(3) == 0 else { return }
            bench.input.measured.append(
                TripMeasurement(
                    entry: Int64(bench.input.measured.count), reference: TripReference(trip.id, at: trip.start + 1),
                    route: Distance(metres: metres), matched: random.below(2) == 0 ? trip.trailDistance : nil,
                    from: StreetAddress(text: "Street \(trip.id) 1"), to: StreetAddress(text: "Street \(trip.id) 2")))
        }

        private mutating func decide() throws {
            var view = try bench.view
            for number in 0..<12 {
                // Some decisions are about trips that the ones just before changed.
                if number % 4 == 0 { view = try bench.view }
                let counted = view.trips.filter { !$0.isVoided }
                // Half of them are about the same few trips, so that one follows another.
                let place = random.below(number % 2 == 0 ? 5 : counted.count - 1)
                let trip = counted[place]
                let actor = "anna"
                let instant = trip.end.instant + 3_600_000_000 + Int64(random.below(20)) * 86_400_000_000
                let act = try act(trip, counted[place + 1], view)
                bench.input.decisions.append(
                    TripDecision(
                        entry: Int64(bench.input.decisions.count), instant: instant, actor: actor, act))
            }
            let closing = try bench.view.closing(of: "2026-01", asOf: .max / 2)
            bench.input.decisions.append(
                TripDecision(
                    entry: Int64(bench.input.decisions.count), instant: try AccountBench.instant("2026-02-03T09:00"),
                    actor: "anna", .close(closing)))
        }

        private mutating func act(_ trip: Trip, _ next: Trip, _ view: AccountView) throws -> TripDecision.Act {
            switch random.below(7) {
            case 0: return .void(TripVoiding(TripReference(trip), reason: "No trip"))
            case 1: return .join(TripJoining([TripReference(trip), TripReference(next)], reason: ""))
            case 2:
                let cut = trip.start.instant + (trip.end.instant - trip.start.instant) / 3
                return .split(
                    try TripSplitting(
                        of: trip, cut: cut, second: TripID(start: cut, vehicle: "k3f9x2m7qa"), reason: ""))
            case 3 where !view.gaps.isEmpty:
                let gap = view.gaps[random.below(view.gaps.count)]
                return .explain(
                    try GapExplanation(of: gap, explanation: "Garage", use: random.below(2) == 0 ? .personal : nil))
            case 4:
                var entered = EnteredTrip(
                    id: TripID("entered-\(bench.input.decisions.count)"), start: trip.end.instant + 1,
                    end: trip.end.instant + 30_000_000)
                entered.distance = Distance(metres: Int64(random.below(9_000)))
                return .enter(entered)
            default:
                let length = Distance(metres: trip.distance.distance.metres + Int64(random.below(2_000)))
                let values: [TripField: TripValue] = [
                    .use: .use(Trip.Use.allCases[random.below(4)]), .distance: .distance(length),
                    .detour: .distance(Distance(metres: length.metres / 3)),
                    .purpose: .text("Purpose \(bench.input.decisions.count)"),
                ]
                return .correct(try TripCorrection(of: trip, to: values, reason: "Better"))
            }
        }
    }

    @Test(arguments: 1...16)
    func `uses add up to distances and trips and gaps to the odometer`(seed: Int) throws {
        let view = try Case(seed: seed).bench.view
        for trip in view.trips {
            #expect(trip.business + trip.commute + trip.personal == trip.distance.distance)
            #expect(trip.distance.distance >= .zero && trip.detour <= trip.personal)
            #expect((trip.measures.first ?? .unknown) == trip.distance)
        }
        // Readings that were taken on the way divide a trip; between those of stands all trips are whole.
        let stands = view.odometer.anchors.filter { anchor in
            !view.trips.contains {
                !$0.isVoided && $0.start.instant < anchor.instant && anchor.instant < $0.end.instant
            }
        }
        let first = try #require(stands.first)
        let last = try #require(stands.last)
        let between = view.trips.filter {
            !$0.isVoided && $0.start.instant >= first.instant && $0.end.instant <= last.instant
        }
        let driven = between.reduce(0) { $0 + $1.distance.distance.metres }
        let inside = view.gaps.filter { $0.before.instant >= first.instant && $0.after.instant <= last.instant }
        let gaps = inside.reduce(0) { $0 + $1.distance.metres }
        #expect(driven + gaps == (last.value - first.value).metres)
        #expect(view.gaps.allSatisfy { $0.distance > .zero })
        #expect(view.months.reduce(0) { $0 + $1.totals.trips } == view.trips.filter { !$0.isVoided }.count)
    }

    @Test(arguments: 1...10)
    func `the order in which anything comes makes no difference`(seed: Int) throws {
        let bench = try Case(seed: seed).bench
        let view = try bench.view
        var random = SeededGenerator(seed: UInt64(seed) + 77)
        var shuffled = bench.input
        shuffled.found.shuffle(using: &random)
        shuffled.decisions.shuffle(using: &random)
        shuffled.measured.shuffle(using: &random)
        shuffled.readings.shuffle(using: &random)
        #expect(try Account.make(shuffled) == view)
    }

    @Test(arguments: 1...32)
    func `an account made from a settled moment on is the same as one made whole`(seed: Int) throws {
        let whole = try Case(seed: seed).bench.input
        let view = try Account.make(whole)
        let days = [14, 20, 30, 35][seed % 4]
        let since = try AccountBench.instant("2026-01-02T06:00") + Int64(days) * 86_400_000_000
        // Before anything from that moment on was known.
        var early = whole
        early.found.removeAll { $0.start >= since }
        early.readings.removeAll { $0.instant >= since }
        early.measured.removeAll { $0.reference.at >= since }
        early.decisions.removeAll { ($0.act.at ?? 0) >= since }
        let closings = early.decisions.contains { if case .close = $0.act { true } else { false } }
        #expect(closings)
        let before = try Account.make(early)
        let again = try Account.make(whole, changing: before, since: since)
        #expect(again == view)
    }

    @Test func `most accounts have a settled moment`() throws {
        var settled = 0
        for seed in 1...8 {
            let view = try Case(seed: seed).bench.view
            if let part = view.settled(before: try AccountBench.instant("2026-02-04T06:00")) {
                settled += 1
                #expect(!part.view.trips.isEmpty)
            }
        }
        #expect(settled >= 6)
    }

    @Test(arguments: 1...16)
    func `an employer learns nothing of private trips but day and kilometres`(seed: Int) throws {
        let view = try Case(seed: seed).bench.view
        let employer = EmployerView(view)
        let text = String(decoding: try employer.json.canonicalBytes(), as: UTF8.self)
        let open = view.trips.filter { $0.use != .personal }
        let shared = Set(open.flatMap { Self.secrets($0) })
        var count = 0
        for trip in view.trips where trip.use == .personal {
            for secret in Self.secrets(trip) where !shared.contains(secret) {
                count += 1
                #expect(!Self.has(text, secret), "seed \(seed), \(trip.id): \(secret)")
            }
            #expect(Self.has(text, trip.digest) == !trip.isVoided)
        }
        #expect(count > 0)
        let hidden = view.trips.filter { $0.use == .personal && !$0.isVoided }
        let rows = employer.trips.filter { $0.use == .personal }
        #expect(rows.map(\.distance) == hidden.map(\.distance.known))
        #expect(rows.allSatisfy { $0.details == nil })
        #expect(
            employer.trips.filter { $0.use == .mixed }.allSatisfy {
                $0.details?.trail.isEmpty == true || $0.personal == .zero
            })
    }

    private static func has(_ text: String, _ part: String) -> Bool {
        text.withCString { text in part.withCString { strstr(text, $0) != nil } }
    }

    /// What would tell where and when a trip went.
    private static func secrets(_ trip: Trip) -> [String] {
        var secrets = [trip.id.text, EntryTime.text(trip.start.instant), EntryTime.text(trip.end.instant)]
        for end in [trip.start, trip.end] {
            if let address = end.address?.text { secrets.append(address) }
            if let position = end.position, position.latitude > 52.2 {
                secrets += ["\(position.latitude)", "\(position.longitude)"]
            }
        }
        if !trip.purpose.isEmpty { secrets.append("\"\(trip.purpose)\"") }
        return secrets
    }
}
