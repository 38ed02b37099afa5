// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardServer

/// Which backup a command works on: by its name, or by a database and a time.
struct BackupChoice: ParsableArguments {
    @Argument(help: "A backup's name, as “steward backup list --all” shows it, or a database's.")
    var subject: String?

    @Option(name: .long, help: "The database. Default: the only one of the set.")
    var database: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The newest backup made at this time or before.",
            discussion: "As 2026-11-22T02:00:00Z or, in the set's zone, “2026-11-22 02:00”."))
    var at: String?

    /// The backup that is meant.
    func id(_ open: OpenBackupSet) async throws -> BackupID {
        if case .backup(let id) = open.subject {
            guard database == nil, at == nil else {
                throw CommandError(.usage, "Name a backup, or choose one with a database and --at.")
            }
            return id
        }
        let instant = try at.map { try Self.instant($0, open.set.zone) }
        return try await open.backups.backup(of: try name(open), at: instant, in: open.set).id
    }

    private func name(_ open: OpenBackupSet) throws -> String {
        if case .database(let name) = open.subject { return name }
        if let database { return database }
        guard open.set.databases.count == 1, let only = open.set.databases.first else {
            throw CommandError(
                .usage, "Choose a database with --database: \(open.set.databases.joined(separator: ", ")).")
        }
        return only
    }

    /// An instant with its offset, or what the wall shows in a zone.
    static func instant(_ text: String, _ zone: LocalZone) throws -> Date {
        if let date = try? Date(text, strategy: .iso8601) { return date }
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        let times = parts.dropFirst().first?.split(separator: ":").compactMap { Int64($0) } ?? [23, 59, 59]
        guard (1...2).contains(parts.count), let day = parts.first.flatMap({ LocalDay($0) }),
            (2...3).contains(times.count), times[0] < 24, times.dropFirst().allSatisfy({ (0..<60).contains($0) })
        else {
            throw CommandError(
                .usage, "“\(text)” is no time; write 2026-11-22, “2026-11-22 02:00” or 2026-11-22T02:00:00Z.")
        }
        let seconds = times[0] * 3600 + times[1] * 60 + (times.count == 3 ? times[2] : 0)
        return Date(timeIntervalSince1970: Double(zone.instant(wall: Int64(day.number) * 86_400 + seconds)))
    }
}
