// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite struct SettlingTests {
    private func trips(_ bench: KeeperBench, _ account: String = "anna") async throws -> [JSON] {
        try JSON(parsing: try await bench.logbook.trips(of: account).json).array ?? []
    }

    @Test(arguments: TestDatabases.engines)
    func `a drive that ended is in the lists, and one that goes on is not yet`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            let drive = Drive(start: bench.now + 60_000_000)
            try await bench.drive(drive, from: token)
            #expect(try await trips(bench).isEmpty, "it may still go on")
            bench.clock.advance(by: 3_600)
            let listed = try await trips(bench)
            #expect(listed.count == 1)
            #expect(listed.first?["car_id"]?.string == vehicle)
            let kilometres = try #require(listed.first?["distance_km"])
            #expect(abs((kilometres.double ?? 0) - 10) < 0.3)
            #expect(listed.first?["gps_trail"]?.array?.count ?? 0 > 30)
            let sums = try await bench.logbook.sums(of: "anna")
            #expect(sums.trips == 1 && abs(sums.distance.metres - 10_000) < 300)
            #expect(try await bench.logbook.faults(in: vehicle) == [])
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `step by step the tables come out as when they are built from nothing`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            var odometer = Distance(metres: 50_000_000 as Int64)
            for day in 0..<4 {
                for turn in 0..<2 {
                    let drive = Drive(
                        start: bench.now + 3_600_000_000, minutes: 8 + day, from: turn == 0 ? 0 : 8_000,
                        odometer: odometer)
                    odometer += Distance(metres: Int64(drive.minutes) * 1_000)
                    try await bench.drive(drive, from: token, pieces: 5 + turn * 20)
                    bench.clock.advance(by: turn == 0 ? 4_000 : 30_000)
                    try await bench.logbook.settleNews()
                }
            }
            let trips = try await bench.logbook.view(of: vehicle, account: "anna").trips
            #expect(trips.count == 8)
            try await bench.logbook.correct(
                trips[2].id, to: [.purpose: .text("Visit")], reason: "forgotten", account: "anna")
            let before = try await bench.tables(of: vehicle)
            #expect(try await bench.logbook.faults(in: vehicle) == [])
            try await bench.logbook.rebuild(vehicle)
            #expect(try await bench.tables(of: vehicle) == before)
            let book = Logbook.book(vehicle: vehicle)
            #expect(try await bench.logbook.ledger.compare(VehicleState.self, of: book) != .neverRecorded)
            let size = try await bench.logbook.ledger.size(of: book)
            #expect(try await bench.logbook.ledger.compare(VehicleState.self, of: book) == .equal(size: size))
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `what comes a day late and backwards gives the same trips`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let start = bench.now
            let drives = (0..<5).map { Drive(start: start + Int64($0 + 1) * 7_200_000_000, minutes: 12) }
            let late = try await bench.vehicle("Late")
            let early = try await bench.vehicle("Early")
            let lateToken = try await bench.token(vehicle: late)
            let earlyToken = try await bench.token(vehicle: early)
            for drive in drives {
                try await bench.drive(drive, from: earlyToken)
                try await bench.logbook.settleNews()
            }
            bench.clock.advance(by: 86_400)
            // The newest first, then an old one in small pieces from its end.
            try await bench.record(drives[4].observations, from: lateToken)
            try await bench.logbook.settleNews()
            for drive in drives[..<4].reversed() {
                for piece in drive.observations.reversed() { try await bench.record([piece], from: lateToken) }
                try await bench.logbook.settleNews()
            }
            let expected = try await bench.logbook.view(of: early, account: "anna").trips
            let found = try await bench.logbook.view(of: late, account: "anna").trips
            #expect(expected.count == 5)
            #expect(found.map(\.start) == expected.map(\.start))
            #expect(found.map(\.trail) == expected.map(\.trail))
            #expect(try await bench.logbook.faults(in: late) == [])
            #expect(try await bench.logbook.faults(in: early) == [])
        }
    }

    @Test func `what comes weeks late finds its place, though trips of those weeks are in memory no more`() async throws
    {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let (token, other) = (try await bench.token(), try await bench.token())
            let forgotten = Drive(start: bench.now + 4 * 86_400_000_000 + 20_000_000_000, odometer: nil)
            for day in 1...12 {
                let start = bench.now + 86_400_000_000
                try await bench.drive(Drive(start: start, minutes: 6 + day % 3), from: token)
                bench.clock.advance(by: 4_000)
                try await bench.logbook.settleNews()
            }
            #expect(try await bench.logbook.view(of: vehicle, account: "anna").trips.count == 12)
            try await bench.record(forgotten.observations, from: other)
            try await bench.logbook.settleNews()
            let trips = try await bench.logbook.view(of: vehicle, account: "anna").trips
            #expect(trips.count == 13 && trips.contains { $0.start.instant == forgotten.start })
            #expect(try await bench.logbook.faults(in: vehicle) == [])
        }
    }

    @Test func `a trip of which nothing is heard any more ends, whoever looks`() async throws {
        try await KeeperBench.withNodes(.sqlite) { one, other in
            _ = try await one.vehicle()
            let token = try await one.token()
            let drive = Drive(start: one.now + 60_000_000)
            try await one.record(Array(drive.observations.dropLast()), from: token)
            one.clock.advance(by: 3_600)
            #expect(try await trips(other).isEmpty)
            one.clock.advance(by: 7_200)
            #expect(try await other.logbook.recover().changed == 1)
            #expect(try await trips(one).count == 1)
            #expect(try await other.logbook.recover().vehicles == 0)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `two nodes that settle at once agree`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.withNodes(engine) { one, other in
            let vehicle = try await one.vehicle()
            let token = try await one.token()
            for turn in 0..<4 {
                let drive = Drive(start: one.now + 3_600_000_000)
                let node = turn.isMultiple(of: 2) ? one : other
                try await node.drive(drive, from: token)
                one.clock.advance(by: 5_000)
                async let first: Void = one.logbook.settle(account: "anna")
                async let second: Void = other.logbook.settle(account: "anna")
                _ = try await (first, second)
            }
            #expect(try await trips(one).count == 4)
            #expect(try await trips(one) == trips(other))
            #expect(try await other.logbook.faults(in: vehicle) == [])
            #expect(try await one.logbook.faults(in: vehicle) == [])
        }
    }

    @Test func `a process that starts anew goes on where the tables are`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            try await bench.drive(Drive(start: bench.now + 60_000_000), from: token)
            bench.clock.advance(by: 5_000)
            #expect(try await trips(bench).count == 1)
            let half = Drive(start: bench.now + 60_000_000).observations
            try await bench.record(Array(half.prefix(20)), from: token)
            let again = KeeperBench(
                logbook: KeeperBench.logbook(bench.database, bench.clock), database: bench.database, clock: bench.clock)
            #expect(try await again.logbook.liveTrip(of: vehicle, account: "anna") != nil)
            try await again.record(Array(half.dropFirst(20)), from: token)
            bench.clock.advance(by: 5_000)
            #expect(try await trips(again).count == 2)
            #expect(try await again.logbook.faults(in: vehicle) == [])
        }
    }

    @Test func `a row that somebody changed by hand is found`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            try await bench.drive(Drive(start: bench.now + 60_000_000), from: token)
            bench.clock.advance(by: 5_000)
            try await bench.logbook.settle(account: "anna")
            _ = try await bench.database.write { try $0.execute("UPDATE logbook_trips SET distance = distance + 1000") }
            let faults = try await bench.logbook.faults(in: vehicle)
            #expect(faults.map(\.description) == ["Its distance is not what the books say."])
            try await bench.logbook.rebuild(vehicle)
            #expect(try await bench.logbook.faults(in: vehicle) == [])
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `the parts of a list double and hide nothing while trips are added`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let start = bench.now - 400 * 86_400_000_000
            for number in 0..<23 {
                var trip = EnteredTrip(id: TripID(""), start: start + Int64(number / 2) * 3_600_000_000, end: 0)
                trip.end = trip.start + 600_000_000
                trip.distance = Distance(metres: 1_000 as Int64)
                try await bench.logbook.enter(trip, vehicle: vehicle, account: "anna")
            }
            var seen: [String] = []
            var cursor: String?
            repeat {
                let page = try await bench.logbook.trips(of: "anna", after: cursor, limit: 5)
                seen += (try JSON(parsing: page.json).array ?? []).compactMap { $0["id"]?.string }
                cursor = page.next
                if seen.count == 10 {
                    var newest = EnteredTrip(id: TripID(""), start: bench.now - 3_600_000_000, end: bench.now)
                    newest.distance = Distance(metres: 1_000 as Int64)
                    try await bench.logbook.enter(newest, vehicle: vehicle, account: "anna")
                }
            } while cursor != nil
            #expect(seen.count == 23 && Set(seen).count == 23)
            let first = try await bench.logbook.trips(of: "anna", limit: 5)
            #expect(first.trips.count == 5)
            await #expect(throws: LogbookError(.invalid, "")) {
                _ = try await bench.logbook.trips(of: "anna", limit: 0)
            }
        }
    }
}
