// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardJobs
import StewardLedger
import StewardServer
import StewardStore
import Tally

/// `steward status`
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What this installation holds, what runs, and what is missing.",
        discussion: "Exit status 3 when a scheduled run is missing.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard installation.folder.exists else {
            throw CommandError(
                .notFound,
                "There is no data in \(installation.folder.path) yet. Start with “steward up” or “steward tally init”.")
        }
        let (record, missing) = try await installation.with { installation in
            let counts = try await installation.jobs.counts()
            let books = try await installation.ledger.books()
            let missing = try await Schedules(queue: installation.jobs).missing()
            let elections = try await installation.elections.names()
            let record = Record([
                ("folder", "Data folder", .string(installation.folder.path)),
                ("database", "Database", .string(installation.database.engine.rawValue)),
                ("books", "Books", .integer(Int64(books.count))),
                ("entries", "Entries", .integer(books.reduce(0) { $0 + $1.size })),
                ("elections", "Elections", .array(elections.map(JSON.string))),
                ("jobs_waiting", "Jobs waiting", .integer(Int64(counts[.waiting] ?? 0))),
                ("jobs_running", "Jobs running", .integer(Int64(counts[.running] ?? 0))),
                ("jobs_discarded", "Jobs given up", .integer(Int64(counts[.discarded] ?? 0))),
                ("missing_runs", "Missing runs", .array(missing.map { .string($0.schedule) })),
            ])
            return (record, missing)
        }
        output.printer.show(record)
        if !missing.isEmpty { throw ExitStatus.attention.code }
    }
}
