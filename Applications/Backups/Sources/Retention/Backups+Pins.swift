// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger

extension Backups {
    /// Keeps a backup until it is unpinned, whatever the rule says. Again is no error, and records nothing.
    /// - Throws: `BackupsError` with `notFound` when its file is gone; `LedgerError`, `DatabaseError`.
    package func pin(_ id: BackupID, in set: BackupSet, by actor: String) async throws {
        let backup = try await present(id, in: set)
        guard !backup.isPinned else { return }
        try await record(BackupEntry.pinned, [.init("by", .string(actor))], of: backup, in: set, by: actor)
    }

    /// Lets the rule decide about a backup again. No error when it is not pinned.
    /// - Throws: `BackupsError` with `notFound` when its file is gone; `LedgerError`, `DatabaseError`.
    package func unpin(_ id: BackupID, in set: BackupSet, by actor: String) async throws {
        let backup = try await present(id, in: set)
        guard backup.isPinned else { return }
        try await record(BackupEntry.unpinned, [.init("by", .string(actor))], of: backup, in: set, by: actor)
    }

    /// The backup of this name whose file is there, as far as the book knows.
    /// - Throws: `BackupsError` with `notFound` and what became of it.
    func present(_ id: BackupID, in set: BackupSet) async throws -> Backup {
        guard let backup = try await history(of: set.name)[id] else {
            throw BackupsError(.notFound, "The set “\(set.name)” has no backup “\(id)”; “steward backup list” has all.")
        }
        switch backup.state {
        case .present: return backup
        case .missing:
            throw BackupsError(
                .notFound, "The file of “\(id)” is gone: \(BackupFolder(path: set.folder).path(of: backup.file)).")
        case .removed(_, let because):
            throw BackupsError(.notFound, "“\(id)” was removed: \(because).")
        }
    }
}
