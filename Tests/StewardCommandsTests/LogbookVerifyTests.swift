// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardLedger
import StewardServer
import StewardStore
import StewardTestKit
import Testing

@testable import StewardCommands

@Suite("What lists of cars show is verified with the books")
struct LogbookVerifyTests {
    /// A folder with an owner, a car and two imported trips, one of them corrected.
    private struct Garage {
        let folder: TemporaryFolder
        let car: String
        let owner: String

        init() async throws {
            folder = try TemporaryFolder("logbook-verify")
            let data = folder.path("data")
            owner = try await Installation.with(DataFolder(data), server: nil) { installation in
                let access = Access(
                    installation: installation, cost: PasswordHash.Cost(logRounds: 1, blockSize: 1, parallelism: 1))
                _ = try await access.setUp(
                    code: try await access.newSetUpLink().reveal(), name: "Anna",
                    password: Secret("a long enough sentence"),
                    from: Caller(address: "127.0.0.1", userAgent: "test"))
                return try #require(try await access.people().first).id
            }
            try await Self.run(
                LogbookCarsAddCommand.self, ["Golf", "--country", "nl", "--zone", "Europe/Amsterdam"], data)
            let table = try folder.write(
                "trips.csv",
                Array(
                    """
                    date,start,end,from,to,km,type
                    2026-01-12,08:30,09:00,Weg 1,Laan 2,20.5,business
                    2026-02-12,17:30,18:00,Laan 2,Weg 1,20.5,business

                    """.utf8))
            try await Self.run(LogbookImportCommand.self, [table], data)
            let owner = owner
            car = try await Installation.with(DataFolder(data), server: nil) { installation in
                let car = try #require(try await installation.logbook.vehicles(of: owner).first).vehicle.id
                try await installation.logbook.rebuild(car)
                return car
            }
        }

        static func run(
            _ command: (some AsyncParsableCommand).Type, _ arguments: [String], _ data: String
        ) async throws {
            var command = try command.parse(arguments + ["--data", data, "--quiet"])
            try await command.run()
        }

        func run(_ command: (some AsyncParsableCommand).Type, _ arguments: [String] = []) async throws {
            try await Self.run(command, arguments, folder.path("data"))
        }

        func change(_ statement: String) async throws {
            try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
                let count = try await installation.database.write { try $0.execute(statement) }
                #expect(count > 0, "\(statement) changes nothing")
            }
        }

        func shown() async throws -> ShownState {
            let car = car
            return try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
                try #require(try await ShownState(of: Logbook.book(vehicle: car), in: installation))
            }
        }
    }

    @Test("a row that was changed, added or taken away by hand is found, named, and repaired as the sentence says")
    func changedRows() async throws {
        let garage = try await Garage()
        try await garage.run(LedgerVerifyCommand.self)
        #expect(try await garage.shown().agrees)
        for (statement, row) in [
            ("UPDATE logbook_trips SET distance = distance + 1000 WHERE month = 202601", "logbook_trips, 20260112-"),
            ("UPDATE logbook_trips SET use = 'private' WHERE month = 202602", "logbook_trips, 20260212-"),
            ("DELETE FROM logbook_trips WHERE month = 202602", "logbook_trips, 20260212-"),
            ("UPDATE logbook_months SET business = 0 WHERE month = 202601", "logbook_months, 202601:"),
            ("DELETE FROM logbook_said WHERE entry = 1", "logbook_said, 1: It is missing."),
            ("UPDATE logbook_vehicles SET plate = 'X'", "logbook_vehicles, "),
            ("DELETE FROM logbook_vehicles", "logbook_vehicles, "),
            (
                "INSERT INTO logbook_employers (account, vehicle) SELECT 'stranger', id FROM logbook_vehicles",
                "logbook_employers, stranger: The books say nothing of it."
            ),
            (
                "INSERT INTO logbook_found (vehicle, id, end_at, body) SELECT id, 'x', 1, '' FROM logbook_vehicles",
                "logbook_found, x: The books say nothing of it."
            ),
        ] {
            try await garage.change(statement)
            let shown = try await garage.shown()
            #expect(!shown.agrees, "\(statement)")
            let repair = "steward logbook rebuild \(garage.car) --for \(garage.owner)"
            #expect(shown.lines.contains { $0.contains("“Golf”") && $0.hasSuffix(repair) }, "\(shown.lines)")
            #expect(shown.lines.contains { $0.hasPrefix("  \(row)") }, "\(shown.lines)")
            await #expect(throws: ExitCode(3)) { try await garage.run(LedgerVerifyCommand.self) }
            try await garage.run(LogbookRebuildCommand.self, [garage.car, "--for", garage.owner])
            #expect(try await garage.shown().agrees, "\(statement)")
        }
        try await garage.run(LedgerVerifyCommand.self)
    }

    @Test("a state that was kept and is not what the entries say is found")
    func changedState() async throws {
        let garage = try await Garage()
        #expect(try await garage.shown().lines.contains { $0.contains("what is shown is what 3 entries say") })
        for (value, words) in [("X'00'", "IS NOT WHAT THE ENTRIES SAY"), ("'x'", "CANNOT BE COMPARED")] {
            try await garage.change(
                "UPDATE ledger_projection SET digest = \(value) WHERE name = '\(VehicleState.name)'")
            let shown = try await garage.shown()
            #expect(!shown.agrees && shown.lines.contains { $0.contains(words) }, "\(shown.lines)")
            #expect(
                shown.lines.contains { $0.hasSuffix("steward logbook rebuild \(garage.car) --for \(garage.owner)") })
            await #expect(throws: ExitCode(3)) { try await garage.run(LedgerVerifyCommand.self) }
            try await garage.run(LogbookRebuildCommand.self)
            #expect(try await garage.shown().agrees)
        }
    }

    @Test("of a book that was changed, the fault is named and nothing is compared")
    func changedBook() async throws {
        let garage = try await Garage()
        try await garage.change(
            "UPDATE ledger_entry SET line = 'x' WHERE book LIKE 'logbook/vehicle/%' AND sequence = 2")
        await #expect(throws: ExitCode(3)) { try await garage.run(LedgerVerifyCommand.self) }
    }
}
