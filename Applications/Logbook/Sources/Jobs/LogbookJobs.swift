// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardJobs
import StewardLedger
import StewardStore

/// The jobs of this application: the command line and the server run the same.
///
/// | kind | payload |
/// |---|---|
/// | `logbook.measure` | `{vehicle, trip}`: asks how long the way is by road, and which addresses its ends have |
/// | `logbook.recover` | `{}`: ends trips of which nothing is heard any more, and brings every table up to date |
package enum LogbookJobs {
    /// A handler for every kind.
    package static func handlers(
        _ logbook: Logbook, measuring: any MeasuringConnecting
    ) -> [any JobHandler] {
        [MeasureJob(logbook: logbook, connecting: measuring), RecoverJob(logbook: logbook)]
    }

    /// Recovery every half an hour. A run that did not succeed within a quarter of an hour counts as missing, which is
    /// told to whoever hears of missing runs.
    package static var schedules: [Schedule] {
        [
            Schedule(
                name: RecoverJob.kind, kind: RecoverJob.kind, trigger: .interval(.seconds(1_800)), zone: .utc,
                maxAttempts: 3, timeLimit: .seconds(1_500), grace: .seconds(900))
        ]
    }
}

/// The job `logbook.recover`: settles every vehicle whose tables are behind its books, or in which time alone ended a
/// trip, on whichever node it was driven.
struct RecoverJob: JobHandler {
    static let kind = "logbook.recover"
    var kind: String { Self.kind }
    let logbook: Logbook

    func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        let report = try await logbook.recover { done, all in
            context.report(JobProgress(items: Int64(done), of: Int64(all)))
        }
        guard report.failures.isEmpty else {
            let first = report.failures.sorted { $0.key < $1.key }.prefix(3).map { "\($0.key): \($0.value)" }
            return .retry(
                after: nil,
                reason: "\(report.failures.count) of \(report.vehicles) vehicles could not be brought up to date: "
                    + first.joined(separator: " "))
        }
        return .done(["vehicles": .integer(Int64(report.vehicles)), "changed": .integer(Int64(report.changed))])
    }
}

extension Logbook {
    /// What a recovery did.
    package struct Recovery: Sendable {
        /// How many vehicles had something to do.
        package var vehicles = 0
        /// In how many of these something changed.
        package var changed = 0
        /// Why others could not be brought up to date, by vehicle; one does not keep the others from it.
        package var failures: [String: String] = [:]
    }

    /// Brings the tables of every vehicle up to date: trips of which nothing is heard any more end, and what a node
    /// that died had recorded and not shown is shown. Run at start and every half an hour.
    /// - Throws: `DatabaseError`; `CancellationError`.
    package func recover(progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }) async throws -> Recovery {
        try await indexBooks()
        let instant = now
        let rows = try await database.read { connection in
            try connection.query("\(SettledRow.query) ORDER BY v.id").map(SettledRow.init)
        }.filter { !$0.isFresh(at: instant) }
        var report = Recovery()
        for (place, row) in rows.enumerated() {
            try Task.checkCancellation()
            report.vehicles += 1
            do {
                if try await settle(row.vehicle) != nil { report.changed += 1 }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                report.failures[row.vehicle] = String(describing: error)
            }
            progress(place + 1, rows.count)
        }
        return report
    }

    /// Puts vehicles into the index whose books exist and that are not in it: whoever added them was killed in between.
    private func indexBooks() async throws {
        let missing = try await database.read { connection in
            try connection.query(
                """
                SELECT b.id FROM ledger_book b LEFT JOIN logbook_vehicles v ON b.id = 'logbook/vehicle/' || v.id
                WHERE b.id LIKE 'logbook/vehicle/%' AND v.id IS NULL ORDER BY b.id
                """
            ).map { try $0.text("id") }
        }
        for book in missing {
            let vehicle = String(book.dropFirst(Self.book(vehicle: "").name.count))
            try await changeIndex(of: vehicle)
        }
    }

    /// Writes a vehicle's newest record into the index.
    private func changeIndex(of vehicle: String) async throws {
        let size = try await ledger.size(of: Self.book(vehicle: vehicle))
        let said = try await said(of: vehicle, from: 0, until: size)
        let numbers = said.filter { $0.kind == LogbookEntry.vehicle }.map(\.entry)
        let entries = try await ledger.entries(in: Self.book(vehicle: vehicle), numbered: numbers)
        guard let first = entries.first, let last = entries.last else { return }
        let record = try Vehicle(json: last.payload)
        try await changeSetup { connection in
            try VehicleRecord.write(
                record, entry: last.sequence, at: first.time.microseconds, on: connection)
        }
    }
}
