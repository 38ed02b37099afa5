// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardLedger
import StewardSimulation
import StewardStore

/// A year of one car found again from its book: its trips alone, as after a restart, and with all tables, as after
/// damage. Making the year and opening the database are not counted.
struct BenchRebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Measure rebuilding a year of one vehicle from its book.")

    @Option(help: "An empty folder.") var folder: String
    @Option(help: "How many drives the year has.") var drives = 2_000
    @Option(help: "How often each way is measured.") var rounds = 5

    private static let account = "driver"

    func run() async throws {
        let database = try await SQLiteDatabase.open(at: folder + "/rebuild.sqlite")
        try await database.migrate(Ledger.migrations + Jobs.migrations + Logbook.migrations)
        let made = try await make(logbook(database))
        var (alone, tables, trips) = ([Double](), [Double](), 0)
        for _ in 0..<rounds {
            // Each from a fresh start, with nothing in memory.
            let cold = logbook(database)
            alone.append(
                try await Self.seconds { _ = try await cold.liveTrip(of: made.vehicle, account: Self.account) })
            let damaged = logbook(database)
            tables.append(try await Self.seconds { try await damaged.rebuild(made.vehicle) })
            trips = try await damaged.view(of: made.vehicle, account: Self.account).trips.count
        }
        let faults = try await logbook(database).faults(in: made.vehicle)
        guard faults.isEmpty else { throw ValidationError("The tables are not what the book says: \(faults)") }
        await database.close()
        let page: JSON = [
            "aloneSeconds": .array(alone.map { .number($0) }), "driven": .integer(Int64(made.drives)),
            "reports": .integer(Int64(made.reports)), "tablesSeconds": .array(tables.map { .number($0) }),
            "trips": .integer(Int64(trips)),
        ]
        print(String(decoding: try page.canonicalBytes(), as: UTF8.self))
    }

    private func logbook(_ database: SQLiteDatabase) -> Logbook {
        let clock = SystemClock()
        return Logbook(
            database: database, ledger: Ledger(database: database, clock: clock),
            jobs: JobQueue(database: database, clock: clock), clock: clock
        ).withoutServices
    }

    private static func seconds(_ body: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// Writes the year into the vehicle's book, a report an entry, as a phone sends them: a fix every five seconds.
    private func make(_ logbook: Logbook) async throws -> (vehicle: String, drives: Int, reports: Int) {
        let car = Vehicle(id: "", owner: Self.account, name: "Blue", country: .netherlands, zone: "Europe/Amsterdam")
        let vehicle = try await logbook.addVehicle(
            car, account: Self.account, actor: "account:\(Self.account)"
        ).vehicle.id
        let book = Logbook.book(vehicle: vehicle)
        var (made, reports) = (0, 0)
        var drafts: [EntryDraft] = []
        for day in YearOfDrives(2025, drives: drives) {
            made += day.truth.count
            for observation in day.reports.compactMap({ Observation($0) }) {
                let arrival = Arrival(form: "shortcuts", evidence: .named, observations: [observation])
                drafts.append(
                    EntryDraft(
                        kind: LogbookEntry.arrival, actor: "device:\(observation.device)",
                        written: try arrival.written()))
            }
            guard drafts.count >= 4_000 else { continue }
            reports += drafts.count
            _ = try await logbook.ledger.append(drafts, to: book)
            drafts = []
        }
        if !drafts.isEmpty { _ = try await logbook.ledger.append(drafts, to: book) }
        return (vehicle, made, reports + drafts.count)
    }
}
