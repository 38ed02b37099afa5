// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite struct TamperingTests {
    @Test(arguments: TestDatabases.engines)
    func `whatever byte of a month's entries is changed, it is found and its entry named`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle()
            let token = try await bench.token()
            try await bench.drive(Drive(start: bench.now + 60_000_000), from: token)
            bench.clock.advance(by: 40 * 86_400)
            let start = try #require(try await bench.logbook.view(of: vehicle, account: "anna").trips.first?.start)
            let month = try #require(LocalClock.named("Europe/Amsterdam")).day(at: start.instant).month
            try await bench.logbook.closeMonth(month, vehicle: vehicle, account: "anna")
            let book = Logbook.book(vehicle: vehicle)
            #expect(try await bench.logbook.ledger.verify(book).isSound)
            let lines = try await bench.logbook.ledger.lines(in: book, from: 0, limit: 10_000).lines
            #expect(lines.count >= 8)
            var random = SeededGenerator(seed: 7)
            for (sequence, line) in lines.enumerated() {
                // Of every entry the first, the last and some bytes between.
                let places = Set([0, line.count - 1] + (0..<6).map { _ in random.below(line.count) })
                for place in places.sorted() {
                    var changed = line
                    changed[place] ^= 1 << UInt8(random.below(8))
                    try await Self.put(changed, book, Int64(sequence), bench.database)
                    let report = try await bench.logbook.ledger.verify(book)
                    #expect(!report.isSound, "byte \(place) of entry \(sequence)")
                    #expect(report.problems.contains { "\($0)".contains("\(sequence)") })
                }
                try await Self.put(line, book, Int64(sequence), bench.database)
            }
            #expect(try await bench.logbook.ledger.verify(book).isSound)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `whatever is changed by hand in the table of vehicles is found, named and put right`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let kept = try await bench.vehicle("Audi")
            let vehicle = try await bench.vehicle("Golf") { $0.plate = "12-ABC-3" }
            try await bench.logbook.changeVehicle(vehicle, account: "anna", actor: "account:anna") {
                $0.vin = "WVWZZZ1KZAW000001"
            }
            let before = try await bench.logbook.vehicle(vehicle, account: "anna")
            #expect(try await bench.logbook.faults(in: vehicle) == [])
            for (change, column) in [
                ("owner = 'boris'", "owner"), ("name = 'Polo'", "name"), ("plate = '99-XYZ-9'", "plate"),
                ("vin = ''", "vin"), ("bluetooth = 'BT'", "bluetooth"), ("is_usual = 1", "is_usual"),
                ("record = '{}'", "record"), ("record = 'x'", "record"), ("applied = 0", "applied"),
                ("applied = 77", "applied"), ("made_at = 1", "made_at"), ("removed_at = 1", "removed_at"),
            ] {
                try await Self.execute("UPDATE logbook_vehicles SET \(change) WHERE id = $1", vehicle, bench)
                let faults = try await bench.logbook.faults(in: vehicle)
                #expect(
                    faults == [
                        TableFault(
                            table: "logbook_vehicles", row: vehicle,
                            description: "Its \(column) is not what the books say.")
                    ], "\(change)")
                #expect(try await bench.logbook.faults(in: kept) == [])
                try await bench.logbook.rebuild(vehicle)
                #expect(try await bench.logbook.faults(in: vehicle) == [], "\(change)")
                #expect(try await bench.logbook.vehicle(vehicle, account: "anna") == before, "\(change)")
            }
            try await Self.execute("DELETE FROM logbook_vehicles WHERE id = $1", vehicle, bench)
            #expect(try await bench.logbook.faults(in: vehicle).map(\.description) == ["It is missing."])
            // Whose it is, its book says.
            try await bench.logbook.restoreIndex(of: vehicle, account: "boris")
            #expect(try await bench.logbook.vehicles(of: "anna").map(\.vehicle.id) == [kept])
            try await bench.logbook.restoreIndex(of: vehicle, account: "anna")
            #expect(try await bench.logbook.vehicle(vehicle, account: "anna") == before)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `who was let look as an employer by hand is found, named and shut out`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle("Golf") { $0.employers = ["firm"] }
            try await Self.execute(
                "INSERT INTO logbook_employers (account, vehicle) VALUES ('stranger', $1)", vehicle, bench)
            #expect(try await bench.logbook.employersVehicles(of: "stranger").count == 1)
            #expect(
                try await bench.logbook.faults(in: vehicle) == [
                    TableFault(
                        table: "logbook_employers", row: "stranger", description: "The books say nothing of it.")
                ])
            try await bench.logbook.rebuild(vehicle)
            #expect(try await bench.logbook.employersVehicles(of: "stranger").isEmpty)
            try await Self.execute("DELETE FROM logbook_employers WHERE vehicle = $1", vehicle, bench)
            let faults = try await bench.logbook.faults(in: vehicle)
            #expect(faults.map(\.row) == ["firm"] && faults.map(\.description) == ["It is missing."])
            try await bench.logbook.rebuild(vehicle)
            #expect(try await bench.logbook.employersVehicles(of: "firm").count == 1)
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `a vehicle that was taken out of the lists is as its book says`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let vehicle = try await bench.vehicle("Golf")
            let other = try await bench.vehicle("Audi")
            bench.clock.advance(by: 60)
            try await bench.logbook.removeVehicle(vehicle, account: "anna", actor: "account:anna")
            #expect(try await bench.logbook.faults(in: vehicle) == [])
            #expect(try await bench.logbook.faults(in: other) == [])
            try await Self.execute("UPDATE logbook_vehicles SET removed_at = NULL WHERE id = $1", vehicle, bench)
            let faults = try await bench.logbook.faults(in: vehicle)
            #expect(faults.map(\.description) == ["Its removed_at is not what the books say."])
            try await bench.logbook.rebuild(vehicle)
            #expect(try await bench.logbook.vehicles(of: "anna").map(\.vehicle.id) == [other])
        }
    }

    private static func execute(_ statement: String, _ vehicle: String, _ bench: KeeperBench) async throws {
        let count = try await bench.database.write { try $0.execute(statement, [SQLValue(vehicle)]) }
        #expect(count == 1, "\(statement) changes nothing")
    }

    private static func put(
        _ line: [UInt8], _ book: BookID, _ sequence: Int64, _ database: any Database
    ) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                "UPDATE ledger_entry SET line = $3 WHERE book = $1 AND sequence = $2",
                [SQLValue(book.name), .integer(sequence), .bytes(line)])
        }
    }
}
