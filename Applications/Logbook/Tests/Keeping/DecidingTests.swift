// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite struct DecidingTests {
    /// A vehicle with so many drives an hour apart; gives it and its trips.
    private func drives(_ count: Int, _ bench: KeeperBench) async throws -> (vehicle: String, trips: [Trip]) {
        let vehicle = try await bench.vehicle()
        let token = try await bench.token(vehicle: vehicle)
        for _ in 0..<count {
            try await bench.drive(Drive(start: bench.now + 3_600_000_000), from: token)
            bench.clock.advance(by: 5_000)
        }
        return (vehicle, try await bench.logbook.view(of: vehicle, account: "anna").trips)
    }

    @Test(arguments: TestDatabases.engines)
    func `a correction stands beside what was there, with who and why`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let (vehicle, trips) = try await drives(1, bench)
            let changed = try await bench.logbook.correct(
                trips[0].id, to: [.purpose: .text("Visit"), .use: .use(.personal)], reason: "Forgotten",
                account: "anna")
            #expect(changed.purpose == "Visit" && changed.use == .personal)
            #expect(Set(changed.history.map(\.field)) == ["purpose", "use"])
            #expect(changed.history.allSatisfy { $0.actor == "account:anna" && $0.reason == "Forgotten" })
            await #expect(throws: LogbookError(.conflict, "")) {
                try await bench.logbook.correct(
                    trips[0].id, to: [.purpose: .text("Other")], seen: [.purpose: .text("")], account: "anna")
            }
            await #expect(throws: LogbookError(.invalid, "")) {
                try await bench.logbook.correct(
                    trips[0].id, to: [.distance: .distance(Distance(metres: -5 as Int64))], account: "anna")
            }
            #expect(try await bench.logbook.faults(in: vehicle) == [])
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `a voided trip is in no list and no sum, and still in the book`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let (vehicle, trips) = try await drives(2, bench)
            try await bench.logbook.void(trips[0].id, reason: "Ferry", account: "anna")
            #expect(try await bench.logbook.trips(of: "anna").trips.count == 1)
            #expect(try await bench.logbook.sums(of: "anna").trips == 1)
            let view = try await bench.logbook.view(of: vehicle, account: "anna")
            #expect(view.trips.count == 2 && view.trip(trips[0].id)?.isVoided == true)
            await #expect(throws: LogbookError(.conflict, "")) {
                try await bench.logbook.void(trips[0].id, reason: "Again", account: "anna")
            }
        }
    }

    @Test func `trips are joined, split, entered and moved`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let (vehicle, trips) = try await drives(3, bench)
            let other = try await bench.vehicle("Other")
            try await bench.logbook.join([trips[0].id, trips[1].id], account: "anna")
            #expect(try await bench.logbook.trips(of: "anna").trips.count == 2)
            let cut = trips[2].start.instant + 300_000_000
            let second = try await bench.logbook.split(trips[2].id, at: cut, account: "anna")
            #expect(try await bench.logbook.trip(second, account: "anna").trip.start.instant == cut)
            var entered = EnteredTrip(id: TripID(""), start: bench.now - 1_200_000_000, end: bench.now - 600_000_000)
            entered.distance = Distance(metres: 4_000 as Int64)
            let fourth = try await bench.logbook.enter(entered, vehicle: vehicle, account: "anna")
            let moved = try await bench.logbook.move(fourth.id, to: other, account: "anna")
            #expect(moved.vehicle == other && moved.distance.distance == Distance(metres: 4_000 as Int64))
            let ids = try await bench.logbook.view(of: vehicle, account: "anna").trips.filter { !$0.isVoided }.map(\.id)
            #expect(ids == [trips[0].id, trips[2].id, second])
            #expect(try await bench.logbook.faults(in: vehicle) == [])
            #expect(try await bench.logbook.faults(in: other) == [])
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `who decides at the same time on two nodes loses nothing`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.withNodes(engine) { one, other in
            let (vehicle, trips) = try await drives(2, one)
            async let first = one.logbook.correct(trips[0].id, to: [.purpose: .text("One")], account: "anna")
            async let second = other.logbook.correct(trips[0].id, to: [.partner: .text("Two")], account: "anna")
            async let third = other.logbook.correct(trips[1].id, to: [.notes: .text("Three")], account: "anna")
            _ = try await (first, second, third)
            let view = try await one.logbook.view(of: vehicle, account: "anna")
            #expect(view.trips[0].purpose == "One" && view.trips[0].partner == "Two" && view.trips[1].notes == "Three")
        }
    }

    @Test func `a closed month is signed, and what is changed afterwards shows`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let (vehicle, trips) = try await drives(1, bench)
            let clock = try #require(LocalClock.named("Europe/Amsterdam"))
            let month = clock.day(at: trips[0].start.instant).month
            await #expect(throws: LogbookError(.invalid, "")) {
                try await bench.logbook.closeMonth(month, vehicle: vehicle, account: "anna")
            }
            bench.clock.advance(by: 32 * 86_400)
            let signed = try await bench.logbook.closeMonth(month, vehicle: vehicle, account: "anna")
            let size = try await bench.logbook.ledger.size(of: Logbook.book(vehicle: vehicle))
            #expect(signed?.checkpoint.size == size)
            #expect(try await bench.logbook.view(of: vehicle, account: "anna").months.first?.closing?.isIntact == true)
            try await bench.logbook.correct(trips[0].id, to: [.purpose: .text("Late")], account: "anna")
            let view = try await bench.logbook.view(of: vehicle, account: "anna")
            #expect(view.months.first?.closing?.changed == [trips[0].id])
            #expect(view.trips[0].history.last?.isLate == true)
            let book = Logbook.book(vehicle: vehicle)
            #expect(try await bench.logbook.ledger.compare(VehicleState.self, of: book) == .equal(size: size))
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `places and rules change what trips count as, and a change that missed another is refused`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let (vehicle, trips) = try await drives(1, bench)
            let driver = try await bench.logbook.driver("anna")
            let start = try #require(trips[0].start.position)
            let home = PlaceEntry(Place(name: "Home", center: start, role: .home))
            try await bench.logbook.putPlace(home, account: "anna", from: driver.size)
            await #expect(throws: LogbookError(.conflict, "")) {
                try await bench.logbook.putPlace(home, account: "anna", from: driver.size)
            }
            #expect(try await bench.logbook.trip(trips[0].id, account: "anna").trip.start.place == "Home")
            #expect(try await bench.logbook.faults(in: vehicle) == [])
            try await bench.logbook.removePlace(PlaceRemoval(name: "Home"), account: "anna")
            #expect(try await bench.logbook.trip(trips[0].id, account: "anna").trip.start.place == nil)
            await #expect(throws: LogbookError(.notFound, "")) {
                try await bench.logbook.removePlace(PlaceRemoval(name: "Home"), account: "anna")
            }
        }
    }

    @Test func `at a place that is skipped a stop ends no trip from then on, and none of before changes`() async throws
    {
        try await KeeperBench.with(.sqlite) { bench in
            let (vehicle, before) = try await drives(1, bench)
            let end = try #require(before[0].end.position)
            var school = Place(name: "School", center: end, radius: Distance(metres: 300 as Int64))
            school.isSkipped = true
            try await bench.logbook.putPlace(PlaceEntry(school), account: "anna")
            #expect(try await bench.logbook.view(of: vehicle, account: "anna").trips.map(\.id) == before.map(\.id))
            let token = try await bench.token(vehicle: vehicle)
            let there = Drive(start: bench.now + 3_600_000_000)
            try await bench.drive(there, from: token)
            try await bench.drive(Drive(start: there.end + 1_200_000_000, from: 10_000), from: token)
            bench.clock.advance(by: 8_000)
            let after = try await bench.logbook.view(of: vehicle, account: "anna").trips
            #expect(after.count == 2 && after[1].start.instant == there.start)
            #expect(try await bench.logbook.faults(in: vehicle) == [])
        }
    }
}
