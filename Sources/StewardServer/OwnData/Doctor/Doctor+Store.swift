// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import StewardStore

extension Doctor {
    func database(_ installation: Installation) async throws -> [Checkup] {
        let facts = try await installation.database.facts()
        let applied = try await installation.database.appliedMigrations()
        let faults = try await installation.database.structuralFaults()
        let server = facts.engine == .postgresql ? ", PostgreSQL \(facts.version)" : ""
        let versions =
            "Steward \(Build.version), Swift \(Build.swift), SQLite \(DatabaseFacts.libraryVersion), "
            + "libpq \(DatabaseFacts.clientVersion)\(server)."
        var all = [Checkup("versions", .ok, versions)]
        all.append(Self.schema(applied))
        let size = "\(facts.engine.rawValue), \(facts.size >> 10) KiB"
        all.append(
            faults.isEmpty
                ? Checkup("database", .ok, "It answers (\(size)).")
                : Checkup(
                    "database", .failing, "SQLite finds damage: \(faults.joined(separator: "; "))",
                    repair: "steward data restore BACKUP --data NEW-FOLDER"))
        return all
    }

    /// Whether the database has this version's shape. The doctor does not upgrade it.
    static func schema(_ applied: [AppliedMigration]) -> Checkup {
        let names = Set(applied.map(\.name))
        let missing = Installation.migrations.map(\.name).filter { !names.contains($0) }
        guard missing.isEmpty else {
            return Checkup(
                "schema", .warning,
                "An earlier version made the database; the next start upgrades it "
                    + "(\(missing.joined(separator: ", "))).",
                repair: "Make a backup first: steward data backup --to FOLDER")
        }
        let last = applied.last?.appliedAt.formatted(.iso8601) ?? "–"
        return Checkup("schema", .ok, "\(applied.count) migrations ran, the newest on \(last).")
    }

    /// Opens every secret with its key; none is shown.
    func secrets(_ installation: Installation) async throws -> Checkup {
        let entries = try await installation.secrets.list()
        do {
            for entry in entries { _ = try await installation.secrets.secret(named: entry.name) }
        } catch let error as VaultError {
            return Checkup(
                "stored secrets", .failing, "\(error)",
                repair: "Put the key file back into \(folder.path)/keys, or enter the secrets again.")
        }
        return Checkup("stored secrets", .ok, "\(entries.count) are kept, and the key opens them.")
    }

    /// Hashes every blob. A pack whose list is damaged is a fault like a damaged blob, and the rest is looked at.
    func blobs(
        _ installation: Installation, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> Checkup {
        let store = installation.blobs
        guard !options.isQuick else {
            let count = try await Blocking.run { try store.usage().count }
            return Checkup("blobs", .skipped, "\(count) are there; with --quick their hashes are not computed.")
        }
        let (count, damaged) = try await Blocking.run { () -> (Int, [String]) in
            let all: [BlobID]
            do { all = try store.all() } catch { return (0, ["\(error)"]) }
            var damaged: [String] = []
            for (number, blob) in all.enumerated() {
                do { try store.verify(blob) } catch { damaged.append("\(error)") }
                progress(number + 1, all.count)
            }
            return (all.count, damaged)
        }
        guard damaged.isEmpty else {
            return Checkup(
                "blobs", .failing,
                "\(damaged.count) of \(count) are damaged: \(damaged.prefix(5).joined(separator: "; "))",
                repair: "Copy these files from a backup’s blobs folder, where they have the same names.")
        }
        return Checkup("blobs", .ok, "All \(count) have the hash that is their name.")
    }

    func books(_ installation: Installation) async throws -> [Checkup] {
        var all: [Checkup] = []
        for book in try await installation.ledger.books() {
            let report = try await installation.ledger.verify(book.id)
            guard report.problems.isEmpty else {
                let problems = report.problems.prefix(3).map(\.description).joined(separator: "; ")
                all.append(
                    Checkup(
                        "book \(book.id)", .failing, problems,
                        repair: "Restore the database; steward ledger verify \(book.id) shows everything."))
                continue
            }
            let signed = report.checkpoint?.size ?? 0
            all.append(
                Checkup(
                    "book \(book.id)", .ok,
                    "\(report.entries) entries follow from one another; a checkpoint signs \(signed) of them."))
        }
        return all
    }
}
