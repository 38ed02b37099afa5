// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore

/// Removes copies off-site. Each is noted, then recorded, then removed: what is killed in between is finished by the
/// next pruning, and a copy that is recorded as being there is there.
struct CopyRemoval: Sendable {
    let backups: Backups
    let set: BackupSet
    let place: OffsitePlace
    let actor: String

    /// Removes one, unless what lies there is not what was copied.
    /// - Throws: what the place says; `LedgerError`, `DatabaseError`.
    func remove(_ item: inout PruneReport.Copy, at store: any FileStoring) async throws {
        guard let copy = item.backup.copy(at: place.connection) else { return }
        var reason = item.reason
        do {
            if let other = Self.difference(try await store.file(copy.fileID), item.backup) {
                (item.isRemoved, item.reason) = (false, "what lies there \(other)")
                return
            }
        } catch let error as IntegrationError where error.code == .notFound {
            reason = "it was gone already"
        }
        try await note(item.backup.id, copy.fileID)
        let payload: JSON = [
            "backup": .string(item.backup.id.text), "connection": .string(place.connection),
            "file_id": .string(copy.fileID), "because": .string(reason),
        ]
        try await backups.appendUnstopped(
            EntryDraft(
                kind: BackupEntry.copyRemoved, actor: actor, payload: payload,
                idempotencyKey: "copy-removed:\(item.backup.id):\(place.connection)"), to: set.book)
        item.reason = reason
        item.isDone = true
        try await finish(item.backup.id, copy.fileID, at: store)
    }

    /// Removes what is recorded as removed, and forgets the note.
    func finish(_ id: BackupID, _ file: String, at store: any FileStoring) async throws {
        do { _ = try await store.delete(file) } catch let error as IntegrationError where error.code == .notFound {
            // That is what was wanted.
        }
        try await forget(id)
    }

    /// Why what is stored is not the copy that was made; `nil` when it is, as far as the service tells.
    private static func difference(_ found: StoredFile, _ backup: Backup) -> String? {
        if let size = found.size, size != backup.bytes { return "has \(size) bytes instead of \(backup.bytes)" }
        if let sha256 = found.checksums.sha256 {
            return sha256.lowercased() == backup.sha256 ? nil : "has another SHA-256"
        }
        guard let md5 = found.checksums.md5, let wanted = backup.md5 else { return nil }
        return md5.lowercased() == wanted ? nil : "has another MD5"
    }

    // MARK: Notes

    /// What was recorded as removed and may still be there. A note without its entry is forgotten.
    func leaving(_ history: BackupHistory) async throws -> [(id: BackupID, file: String)] {
        let key = [SQLValue(set.book.name), SQLValue(place.connection)]
        let notes = try await backups.database.read { database in
            try database.query(
                "SELECT backup, file_id FROM backups_leaving WHERE book = $1 AND connection = $2 ORDER BY backup", key
            ).map { (BackupID(try $0.text("backup")), try $0.text("file_id")) }
        }
        var found: [(id: BackupID, file: String)] = []
        for (id, file) in notes {
            if history[id]?.copiesRemoved.contains(place.connection) == true {
                found.append((id, file))
            } else {
                try await forget(id)
            }
        }
        return found
    }

    private func key(_ id: BackupID) -> [SQLValue] {
        [SQLValue(set.book.name), SQLValue(id.text), SQLValue(place.connection)]
    }

    private func note(_ id: BackupID, _ file: String) async throws {
        let values = key(id) + [SQLValue(file)]
        try await backups.database.write { database in
            _ = try database.execute(
                """
                INSERT INTO backups_leaving (book, backup, connection, file_id) VALUES ($1, $2, $3, $4)
                ON CONFLICT (book, backup, connection) DO UPDATE SET file_id = excluded.file_id
                """, values)
        }
    }

    private func forget(_ id: BackupID) async throws {
        let key = key(id)
        try await backups.database.write { database in
            _ = try database.execute(
                "DELETE FROM backups_leaving WHERE book = $1 AND backup = $2 AND connection = $3", key)
        }
    }
}
