// SPDX-License-Identifier: Apache-2.0
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite struct VehiclesTests {
    @Test(arguments: TestDatabases.engines)
    func `the first vehicle is the usual one, and there is never a second`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let first = try await bench.vehicle("Golf")
            let second = try await bench.vehicle("Audi")
            #expect(try await bench.logbook.vehicles(of: "anna").map(\.vehicle.isUsual) == [true, false])
            try await bench.logbook.changeVehicle(second, account: "anna", actor: "account:anna") { $0.isUsual = true }
            let usual = try await bench.logbook.vehicles(of: "anna").filter(\.vehicle.isUsual).map(\.vehicle.id)
            #expect(usual == [second])
            try await bench.logbook.removeVehicle(second, account: "anna", actor: "account:anna")
            #expect(try await bench.logbook.vehicles(of: "anna").map(\.vehicle.id) == [first])
            #expect(try await bench.logbook.vehicles(of: "anna")[0].vehicle.isUsual)
            #expect(try await bench.logbook.vehicles(of: "anna", alsoRemoved: true).count == 2)
            await #expect(throws: LogbookError(.conflict, "")) {
                try await bench.logbook.removeVehicle(first, account: "anna", actor: "account:anna")
            }
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `every record stands in the book, and a change that missed another is refused`(
        _ engine: DatabaseEngine
    ) async throws {
        try await KeeperBench.with(engine) { bench in
            let id = try await bench.vehicle("Golf")
            let seen = try await bench.logbook.vehicle(id, account: "anna")
            try await bench.logbook.changeVehicle(id, account: "anna", actor: "account:anna", from: seen.entry) {
                $0.plate = "12-ABC-3"
            }
            await #expect(throws: LogbookError(.conflict, "")) {
                try await bench.logbook.changeVehicle(id, account: "anna", actor: "account:anna", from: seen.entry) {
                    $0.plate = "GZ-123-K"
                }
            }
            let entries = try await bench.logbook.ledger.entries(in: Logbook.book(vehicle: id))
            #expect(entries.map(\.kind) == ["logbook.vehicle", "logbook.vehicle"])
            #expect(try await bench.logbook.vehicle(id, account: "anna").vehicle.plate == "12-ABC-3")
        }
    }

    @Test(arguments: TestDatabases.engines)
    func `another's vehicle is not found`(_ engine: DatabaseEngine) async throws {
        try await KeeperBench.with(engine) { bench in
            let id = try await bench.vehicle(of: "anna") { $0.employers = ["firm"] }
            #expect(try await bench.logbook.vehicles(of: "boris").isEmpty)
            await #expect(throws: LogbookError(.notFound, "")) {
                _ = try await bench.logbook.vehicle(id, account: "boris")
            }
            await #expect(throws: LogbookError(.notFound, "")) {
                try await bench.logbook.changeVehicle(id, account: "boris", actor: "account:boris") { $0.name = "Mine" }
            }
            await #expect(throws: LogbookError(.notFound, "")) {
                try await bench.logbook.removeVehicle(id, account: "boris", actor: "account:boris")
            }
            #expect(try await bench.logbook.employersVehicles(of: "firm").map(\.vehicle.id) == [id])
            #expect(try await bench.logbook.employersVehicles(of: "boris").isEmpty)
            await #expect(throws: LogbookError(.notFound, "")) {
                _ = try await bench.logbook.vehicle(id, account: "firm")
            }
        }
    }
}
