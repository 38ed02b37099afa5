// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardLedger
import StewardServer
import StewardTestKit
import Testing

@testable import StewardCommands

@Suite("Commands of the logbook")
struct LogbookCommandTests {
    @Test("a report's form is the one asked for, else the file's, else a table")
    func forms() throws {
        #expect(try ReportForm("old-csv", file: "a.html") == .oldCSV)
        #expect(try ReportForm(nil, file: "year.HTML") == .html)
        #expect(try ReportForm(nil, file: "year.json") == .json)
        #expect(try ReportForm(nil, file: "-") == .csv && ReportForm(nil, file: nil) == .csv)
        #expect(throws: CommandError.self) { try ReportForm("pdf", file: nil) }
    }

    @Test("days are one of year, tax year, month and span; without any, the current year of the car's country")
    func days() throws {
        func period(_ arguments: [String], _ country: Vehicle.Country = .netherlands) throws -> [String] {
            let car = Vehicle(id: "x", owner: "y", name: "z", country: country, zone: "Europe/London")
            let period = try PeriodOptions.parse(arguments).period(of: car, now: StillClock())
            return [period.first.description, period.last.description]
        }
        #expect(try period(["--year", "2026"]) == ["2026-01-01", "2026-12-31"])
        #expect(try period(["--tax-year", "2026"]) == ["2026-04-06", "2027-04-05"])
        #expect(try period(["--month", "2028-02"]) == ["2028-02-01", "2028-02-29"])
        #expect(try period(["--from", "2026-03-01", "--until", "2026-03-02"]) == ["2026-03-01", "2026-03-02"])
        #expect(try period([]) == ["2026-01-01", "2026-12-31"])
        #expect(try period([], .unitedKingdom) == ["2025-04-06", "2026-04-05"])
        for wrong in [
            ["--year", "2026", "--month", "2026-01"], ["--month", "2026-13"], ["--from", "2026-03-01"],
            ["--from", "2026-03-02", "--until", "2026-03-01"], ["--year", "0"],
        ] { #expect(throws: CommandError.self) { try period(wrong) } }
    }

    @Test("a car is added, reports, and its year is written, sealed and verified")
    func wholeWay() async throws {
        let folder = try TemporaryFolder("logbook")
        let data = ["--data", folder.path("data")]
        try await Installation.with(DataFolder(folder.path("data")), server: nil) { installation in
            let access = Access(
                installation: installation, cost: PasswordHash.Cost(logRounds: 1, blockSize: 1, parallelism: 1))
            _ = try await access.setUp(
                code: try await access.newSetUpLink().reveal(), name: "Anna",
                password: Secret("a long enough sentence"),
                from: Caller(address: "127.0.0.1", userAgent: "test"))
        }
        func run(_ command: (some AsyncParsableCommand).Type, _ arguments: [String]) async throws {
            var command = try command.parse(arguments + data + ["--quiet"])
            try await command.run()
        }
        try await run(
            LogbookCarsAddCommand.self, ["Golf", "--plate", "X-1-Y", "--country", "nl", "--zone", "Europe/Amsterdam"])
        try await run(LogbookDevicesAddCommand.self, ["Phone", "--car", "x1y"])
        let table = try folder.write(
            "trips.csv",
            Array("date,start,end,from,to,km,type\n2026-01-12,08:30,09:00,Weg 1,Laan 2,20.5,business\n".utf8))
        // What was imported before is not taken twice.
        for _ in 0..<2 { try await run(LogbookImportCommand.self, [table]) }
        for file in ["a.csv", "a.html", "a.json"] {
            try await run(LogbookReportCommand.self, ["golf", "--year", "2026", "--to", folder.path(file)])
            #expect(try folder.bytes(file).count > 200)
        }
        try await run(
            LogbookReportCommand.self, ["--year", "2026", "--as", "old-csv", "--to", folder.path("old.csv")])
        let rows = try String(decoding: folder.bytes("old.csv"), as: UTF8.self).split(separator: "\r\n")
        #expect(rows.count == 2 && rows[0].contains("Zakelijk (km)"))
        #expect(rows.last?.contains(",12-01-2026,08:30,09:00,Weg 1,Laan 2,,,,,20.5,B,20.5,0.0,") == true)
        await #expect(throws: ExitCode(3)) { try await run(LogbookReportCommand.self, ["--year", "2026"]) }
        let unknown = await #expect(throws: CommandError.self) {
            try await run(LogbookTripsCommand.self, ["Audi"])
        }
        #expect(unknown?.status == .notFound)
        try await run(LogbookSealCommand.self, ["Golf", "--year", "2026", "--to", folder.path("sealed")])
        let found = try LedgerVerifier().verify(bundle: folder.path("sealed"))
        #expect(found.isSound && found.blobs == 4)
    }
}

/// 2026-02-08 12:00 UTC.
private struct StillClock: Timekeeping {
    var now: Date { Date(timeIntervalSince1970: 1_770_552_000) }
    func sleep(for duration: Duration) async throws {}
}
