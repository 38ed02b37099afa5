// SPDX-License-Identifier: Apache-2.0
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite struct RecordingTests {
    @Test(arguments: TestDatabases.engines)
    func `what is received stands in the vehicle's book, as it came`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            let sent = [Observation.fix(bench.now - 60_000_000), .fix(bench.now, north: 500)]
            let recorded = try await bench.record(sent, from: token)
            #expect(recorded.vehicle == vehicle && recorded.evidence == .usual && recorded.entries == [1])
            #expect(try await bench.observations(of: vehicle) == sent)
            let entry = try #require(try await bench.logbook.ledger.entry(in: Logbook.book(vehicle: vehicle), at: 1))
            #expect(entry.kind == "logbook.arrival" && entry.actor == "device:\(token.id)")
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `a request with a key is recorded once`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let (token, other) = (try await bench.token(), try await bench.token())
            let first = try await bench.record([.fix(bench.now)], from: token, key: "1")
            let again = try await bench.record([.fix(bench.now)], from: token, key: "1")
            #expect(first.entries == again.entries)
            let another = try await bench.record([.fix(bench.now)], from: token, key: "2")
            let elsewhere = try await bench.record([.fix(bench.now)], from: other, key: "1")
            #expect(Set(first.entries + another.entries + elsewhere.entries).count == 3)
            #expect(try await bench.observations(of: vehicle).count == 3)
        }
    }

    @Test func `without a key, what has times of its own is recorded once, and what has none each time`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            _ = try await bench.vehicle()
            let token = try await bench.token()
            let batch = [Observation.fix(bench.now - 5_000_000), .fix(bench.now - 4_000_000)]
            let first = try await bench.record(batch, from: token)
            #expect(try await bench.record(batch, from: token).entries == first.entries)
            let stamped = try await bench.record([.fix(bench.now)], from: token)
            #expect(try await bench.record([.fix(bench.now)], from: token).entries != stamped.entries)
        }
    }

    @Test func `what is sent again is recorded once, though another reason leads to the same vehicle by then`()
        async throws
    {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            let batch = [Observation.fix(bench.now - 5_000_000), .fix(bench.now - 4_000_000)]
            let first = try await bench.record(batch, from: token)
            let again = try await bench.record(batch, from: token, vehicle: VehicleHint(id: vehicle))
            #expect(first.evidence != again.evidence)
            #expect(first.entries == again.entries)
            #expect(try await bench.observations(of: vehicle) == batch)
        }
    }

    @Test func `a large batch becomes several entries, all or none`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            let many = (0..<4_500).map { Observation.fix(bench.now - Int64($0 + 1) * 1_000_000) }
            #expect(try await bench.record(many, from: token).entries == [1, 2, 3])
            #expect(try await bench.record(many, from: token).entries == [1, 2, 3])
            #expect(try await bench.observations(of: vehicle) == many)
        }
    }

    @Test func `nonsense is refused and nothing of it recorded`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            await #expect(throws: LogbookError(.invalid, "")) {
                try await bench.record([.fix(bench.now), .fix(-1)], from: token)
            }
            #expect(try await bench.observations(of: vehicle).isEmpty)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `nothing goes into another's book`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let annas = try await bench.vehicle(of: "anna")
            _ = try await bench.vehicle(of: "boris")
            let token = try await bench.token("boris")
            await #expect(throws: LogbookError(.notFound, "")) {
                try await bench.record([.fix(bench.now)], from: token, vehicle: VehicleHint(id: annas))
            }
            #expect(try await bench.observations(of: annas).isEmpty)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `what one node records, the other knows when it hears of the vehicle`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.withNodes(engine) { one, other in
            let vehicle = try await one.vehicle()
            let token = try await one.token()
            for turn in 0..<6 {
                let node = turn.isMultiple(of: 2) ? one : other
                one.clock.advance(by: 15)
                let recorded = try await node.record([.fix(node.now, north: Double(turn) * 300)], from: token)
                if turn > 2 { #expect(recorded.after?.lastEvent == node.now) }
            }
            #expect(try await one.logbook.liveVehicle(vehicle).applied == 6)
            #expect(try await other.logbook.liveVehicle(vehicle).applied == 7)
        }
    }

    @Test func `many requests at once lose nothing and leave no gap`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            let start = bench.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask { try await bench.record([.fix(start + Int64(number))], from: token) }
                }
                try await group.waitForAll()
            }
            let seen = try await bench.observations(of: vehicle).map(\.instant)
            #expect(seen.sorted() == (0..<200).map { start + Int64($0) })
            let live = try await bench.logbook.liveVehicle(vehicle)
            #expect(live.applied == 201 && live.look(\.latest) == start + 199)
        }
    }
}
