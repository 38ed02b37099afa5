// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardIntegration
package import StewardJobs
import StewardLedger

extension Backups {
    /// Takes a folder of older programs' dumps into a set: each is read to its end, hashed and recorded where it lies.
    /// Nothing is moved or changed.
    /// - Parameters:
    ///   - folder: an absolute path; folders in it are looked into, links are not followed.
    ///   - zone: of the times in the names; `nil` for the set's.
    ///   - dumping: what knows dumps; no server is asked.
    ///   - isDryRun: only says what would be adopted.
    /// - Throws: `BackupsError`: `notFound` for the folder, `held`; `LedgerError`, `DatabaseError`.
    package func adopt(
        _ folder: String, into set: BackupSet, zone: LocalZone? = nil, dumping: any DatabaseDumping,
        isDryRun: Bool = false, by actor: String
    ) async throws -> AdoptionReport {
        guard folder.hasPrefix("/"), DiskFile.isFolder(folder) else {
            throw BackupsError(.notFound, "There is no folder \(folder); give its absolute path.")
        }
        let lock = isDryRun ? nil : try lockForAdopting(set)
        defer { lock?.release() }
        let history = try await history(of: set.name)
        let size = try await ledger.size(of: set.book)
        var report = AdoptionReport(isDryRun: isDryRun)
        for path in try Self.files(folder) {
            try Task.checkCancellation()
            do {
                guard let backup = try await look(at: path, set, zone ?? set.zone, dumping, history, &report)
                else { continue }
                report.adopted.append(backup)
            } catch let refusal as BackupsError {
                report.refused.append(.init(file: path, reason: refusal.description))
            }
        }
        guard !isDryRun else { return report }
        try await ledger.append(
            report.adopted.map { backup in
                EntryDraft(
                    kind: BackupEntry.adopted, actor: actor, payload: backup.record,
                    idempotencyKey: "adopted:\(backup.id):\(size)")
            }, to: set.book)
        return report
    }

    private func lockForAdopting(_ set: BackupSet) throws(BackupsError) -> FolderLock {
        try set.check()
        try DiskFile.makeFolder(set.folder)
        return try FolderLock(set.folder, purpose: "an adoption into “\(set.name)”", now: clock.now)
    }

    /// Every file below a folder, at most eight levels deep, without hidden ones.
    private static func files(_ folder: String, depth: Int = 8) throws(BackupsError) -> [String] {
        var found: [String] = []
        for name in try DiskFile.names(folder) where !name.hasPrefix(".") {
            let path = (folder == "/" ? "" : folder) + "/" + name
            if DiskFile.status(path) != nil {
                found.append(path)
            } else if DiskFile.isFolder(path), depth > 0 {
                found += try files(path, depth: depth - 1)
            }
        }
        return found
    }

    /// One file; `nil` when it is no dump by its name, or known.
    private func look(
        at path: String, _ set: BackupSet, _ zone: LocalZone, _ dumping: any DatabaseDumping,
        _ history: BackupHistory, _ report: inout AdoptionReport
    ) async throws -> Backup? {
        let file = String(path.split(separator: "/").last ?? "")
        guard let name = BackupName(file.replacing(BackupFolder.partial, with: "")), name.format != .directory else {
            report.others += 1
            return nil
        }
        if file.hasSuffix(BackupFolder.partial) {
            throw BackupsError(.damaged, "It is unfinished: its name ends with “\(BackupFolder.partial)”.")
        }
        let all = BackupFolder(path: set.folder)
        if history.backups.contains(where: { $0.isPresent && all.path(of: $0.file) == path })
            || report.adopted.contains(where: { $0.file == path })
        {
            report.known.append(path)
            return nil
        }
        guard let old = OldName(stem: name.stem) else {
            throw BackupsError(.invalid, "Its name does not say of which database it is and when it was made.")
        }
        guard !name.isEncrypted else {
            throw BackupsError(.locked, "It is encrypted, so that nobody can look whether it is whole.")
        }
        let backup = try await read(path, name, old, zone, dumping)
        guard history[backup.id]?.isPresent != true, !report.adopted.contains(where: { $0.id == backup.id }) else {
            report.known.append(path)
            return nil
        }
        return backup
    }

    /// Reads a file to its end.
    private func read(
        _ path: String, _ name: BackupName, _ old: OldName, _ zone: LocalZone, _ dumping: any DatabaseDumping
    ) async throws -> Backup {
        guard let before = DiskFile.status(path) else { throw BackupsError(.notFound, "It is gone.") }
        let content = try await ContentDigest.of(file: path)
        let reader = dumping.dumpReader(of: name.format)
        let (dump, found) = try await BackupReader(programs).withDump(of: path, key: .none) { descriptor in
            try await offThread {
                var reader = reader
                var digest = ContentDigest(hasMD5: false)
                try ByteRoom().forEach(of: descriptor, named: path) { piece in
                    digest.take(piece)
                    reader.take(piece)
                }
                return (digest.finish(), reader.finish())
            }
        }
        guard let after = DiskFile.status(path), after == before, content.bytes == after.bytes else {
            throw BackupsError(.damaged, "It changed while it was read; adopt it when nobody writes it any more.")
        }
        if dump.bytes == 0 { throw BackupsError(.damaged, "It is empty.") }
        if let flaw = found.flaw { throw BackupsError(.damaged, flaw) }
        let databases = old.databases(name.format)
        guard let database = found.database.map({ databases.contains($0) ? $0 : nil }) ?? databases.first else {
            throw BackupsError(
                .invalid, "Its name says that it is of “\(old.database)”, the dump itself “\(found.database ?? "")”.")
        }
        return Backup(
            id: BackupID(stem: name.stem, sha256: content.sha256), database: database, isGlobals: false, run: nil,
            format: name.format, file: path, madeAt: old.date(in: zone, changed: before.changed), milliseconds: nil,
            bytes: content.bytes, sha256: content.sha256, md5: nil, dumpBytes: dump.bytes,
            dumpSHA256: dump.sha256, serverVersion: nil, toolVersion: nil, tables: found.tables,
            extensions: found.extensions, roles: found.roles, warnings: [], globals: nil, compression: nil,
            encryption: .none, isAdopted: true)
    }
}
