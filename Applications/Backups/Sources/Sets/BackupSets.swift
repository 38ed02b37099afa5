// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
package import StewardStore

/// A set as it is kept.
package struct KeptSet: Sendable, Hashable {
    package let set: BackupSet
    package let changedAt: Date
    package let changedBy: String
}

extension Backups {
    /// The tables; run these with `Database.migrate` before anything else.
    package static let migrations = [
        Migration(
            "backups-0001-sets",
            [
                """
                CREATE TABLE backups_sets (
                    name TEXT NOT NULL PRIMARY KEY, settings TEXT NOT NULL, changed_at BIGINT NOT NULL,
                    changed_by TEXT NOT NULL)
                """,
                """
                CREATE TABLE backups_uploads (
                    book TEXT NOT NULL, backup TEXT NOT NULL, connection TEXT NOT NULL, file_id TEXT NOT NULL,
                    PRIMARY KEY (book, backup, connection))
                """,
            ]),
        Migration(
            "backups-0002-leaving",
            [
                """
                CREATE TABLE backups_leaving (
                    book TEXT NOT NULL, backup TEXT NOT NULL, connection TEXT NOT NULL, file_id TEXT NOT NULL,
                    PRIMARY KEY (book, backup, connection))
                """
            ]),
    ]

    /// Every set, by name.
    package func sets() async throws -> [KeptSet] {
        try await database.read { try $0.query("SELECT * FROM backups_sets ORDER BY name").map { try KeptSet($0) } }
    }

    /// The set of this name.
    /// - Throws: `BackupsError` with `notFound`, naming the sets there are; `DatabaseError`.
    package func set(_ name: String) async throws -> BackupSet {
        let all = try await sets()
        if let found = all.first(where: { $0.set.name == name }) { return found.set }
        let known = all.isEmpty ? "there is none yet" : "there are: " + all.map(\.set.name).joined(separator: ", ")
        throw BackupsError(
            .notFound, "There is no backup set “\(name)”; \(known). Make one with “steward backup add”.")
    }

    /// Keeps a set, new or changed, and records it in its book.
    /// - Parameter isNew: whether the name must be free.
    /// - Throws: `BackupsError`: `invalid` with what is wrong, `exists`; `LedgerError`, `DatabaseError`.
    package func save(_ set: BackupSet, isNew: Bool = false, by actor: String) async throws {
        try set.check()
        let text = String(decoding: try set.json.canonicalBytes(), as: UTF8.self)
        let now = clock.now
        let isChanged = try await database.write { database in
            let old = try database.first("SELECT settings FROM backups_sets WHERE name = $1", [SQLValue(set.name)])
            if isNew, old != nil {
                throw BackupsError(.exists, "There is a backup set “\(set.name)” already; choose another name.")
            }
            if try old?.text("settings") == text { return false }
            try database.execute(
                """
                INSERT INTO backups_sets (name, settings, changed_at, changed_by) VALUES ($1, $2, $3, $4)
                ON CONFLICT (name) DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at,
                    changed_by = excluded.changed_by
                """, [SQLValue(set.name), SQLValue(text), SQLValue(now), SQLValue(actor)])
            return true
        }
        guard isChanged else { return }
        try await ledger.append(
            EntryDraft(kind: BackupEntry.setChanged, actor: actor, payload: ["set": set.json]), to: set.book)
    }

    /// Forgets a set. Its book and its files stay. Gives whether there was one.
    @discardableResult
    package func removeSet(_ name: String, by actor: String) async throws -> Bool {
        let count = try await database.write { database in
            try database.execute("DELETE FROM backups_sets WHERE name = $1", [SQLValue(name)])
        }
        guard count > 0 else { return false }
        try await ledger.append(
            EntryDraft(kind: BackupEntry.setChanged, actor: actor, payload: ["set": .null]), to: Self.book(name))
        return true
    }
}

extension KeptSet {
    fileprivate init(_ row: SQLRow) throws {
        set = try BackupSet(JSON(parsing: Array(try row.text("settings").utf8)))
        changedAt = try row.date("changed_at")
        changedBy = try row.text("changed_by")
    }
}
