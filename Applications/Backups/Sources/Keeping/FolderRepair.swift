// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger

/// What was put right, and what was found that nobody knows, at the start of a run.
package struct FolderRepair: Sendable, Hashable {
    /// Half-written files that were removed.
    package internal(set) var swept: [String] = []
    /// Backups that were complete but not recorded, and are now.
    package internal(set) var found: [BackupID] = []
    /// Backups whose files are gone.
    package internal(set) var missing: [BackupID] = []
    /// Files that look like backups and are none: they have no manifest, or one that does not fit. They stay.
    package internal(set) var unknown: [String] = []
}

extension Backups {
    /// Brings a set's folder and its book together. The folder's lock must be held.
    /// - Throws: `BackupsError`, `LedgerError`, `DatabaseError`.
    func repair(_ set: BackupSet, actor: String) async throws -> FolderRepair {
        let folder = BackupFolder(path: set.folder)
        var repair = FolderRepair()
        var drafts: [EntryDraft] = []
        let history = try await history(of: set.name)
        try await sweep(set, folder, &repair)
        let size = try await ledger.size(of: set.book)
        let known = Dictionary(grouping: history.backups) { folder.path(of: $0.file) }
        for file in try folder.files() where BackupName(file) != nil {
            // Removed ones too: what is left of a removal that was cut off, retention finishes.
            let path = folder.path(of: file)
            if known[path]?.contains(where: { !$0.isMissing }) == true { continue }
            let lost = known[path]?.last
            switch await look(at: file, path, set, lost: lost) {
            case .unknown: repair.unknown.append(file)
            case .unrecorded(let backup):
                repair.found.append(backup.id)
                drafts.append(backup.madeEntry(actor, isFound: true, key: "found:\(backup.id):\(size)"))
            }
        }
        for backup in history.backups where backup.isPresent && !repair.found.contains(backup.id) {
            guard DiskFile.status(folder.path(of: backup.file)) == nil else { continue }
            repair.missing.append(backup.id)
            drafts.append(
                EntryDraft(
                    kind: BackupEntry.missing, actor: actor, payload: ["backup": .string(backup.id.text)],
                    idempotencyKey: "missing:\(backup.id):\(size)"))
        }
        try await ledger.append(drafts, to: set.book)
        return repair
    }

    /// Removes what a killed run left half-written, and finishes what only lacks its manifest's name.
    private func sweep(_ set: BackupSet, _ folder: BackupFolder, _ repair: inout FolderRepair) async throws {
        for file in try folder.files() where file.hasSuffix(BackupFolder.partial) {
            let path = folder.path(of: file)
            if file.hasSuffix(BackupFolder.partialFolder) {
                DiskFile.removeFolder(path)
            } else if file.hasSuffix(".json" + BackupFolder.partial) {
                let manifest = String(path.dropLast(BackupFolder.partial.count))
                let whole = String(manifest.dropLast(".json".count))
                let isWhole = await isWhole(whole, try? BackupManifest(DiskFile.read(path)), set)
                if isWhole, DiskFile.status(manifest) == nil {
                    try DiskFile.rename(path, to: manifest)
                    try DiskFile.flushFolder(DiskFile.parent(of: path))
                    continue
                }
                DiskFile.remove(path)
            } else {
                DiskFile.remove(path)
            }
            repair.swept.append(file)
        }
    }

    private enum Looked { case unknown, unrecorded(Backup) }

    /// A file that looks like a backup and is none by the book.
    /// - Parameter lost: the backup that was there once, by the book.
    private func look(at file: String, _ path: String, _ set: BackupSet, lost: Backup?) async -> Looked {
        let beside = BackupManifest.name(of: path)
        guard DiskFile.status(beside) != nil else {
            // As when its copy was fetched from elsewhere: only the file comes back.
            guard let lost, await isWhole(path, BackupManifest(set: set.name, backup: lost), set),
                (try? describe(lost, set, beside)) != nil
            else { return .unknown }
            return .unrecorded(lost)
        }
        guard let manifest = try? BackupManifest(DiskFile.read(beside)), manifest.set == set.name,
            manifest.backup.file == file
        else { return .unknown }
        return await isWhole(path, manifest, set) ? .unrecorded(manifest.backup) : .unknown
    }

    /// Writes the manifest of a backup that lost it.
    private func describe(_ backup: Backup, _ set: BackupSet, _ beside: String) throws {
        let partial = beside + BackupFolder.partial
        try DiskFile.write(try BackupManifest(set: set.name, backup: backup).bytes(), creating: partial)
        try DiskFile.rename(partial, to: beside)
        try DiskFile.flushFolder(DiskFile.parent(of: beside))
    }

    private func isWhole(_ path: String, _ manifest: BackupManifest?, _ set: BackupSet) async -> Bool {
        guard let manifest, manifest.set == set.name, let status = DiskFile.status(path),
            status.bytes == manifest.backup.bytes, let content = try? await ContentDigest.of(file: path)
        else { return false }
        return content.sha256 == manifest.backup.sha256
    }
}

extension Backup {
    fileprivate var isMissing: Bool { if case .missing = state { true } else { false } }

    /// The entry that says that it was made.
    func madeEntry(_ actor: String, isFound: Bool = false, key: String? = nil) -> EntryDraft {
        var payload = record
        if isFound, let members = payload.members { payload = .object(members + [.init("found", true)]) }
        return EntryDraft(
            kind: BackupEntry.made, actor: actor, payload: payload, idempotencyKey: key ?? "made:\(id)")
    }
}
