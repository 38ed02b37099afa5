// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardLedger

extension Backups {
    /// Removes what a set's rule lets go, or only says what would go.
    ///
    /// Each removal is recorded before its file is removed: what is killed in between is a file without a backup, which
    /// the next pruning removes, and never a backup without a file. Nothing is removed that a process reads.
    /// - Parameters:
    ///   - stores: opens the place off-site, whose copies have a rule of their own; without it they stay.
    ///   - actor: who does it, as it will stand in the book.
    /// - Throws: `BackupsError`, `LedgerError`, `DatabaseError`. A file that cannot be removed is no error; it is told
    ///   in the report.
    @discardableResult
    package func prune(
        _ set: BackupSet, stores: (any StoreConnecting)? = nil, isDryRun: Bool = false, by actor: String
    ) async throws -> PruneReport {
        var report = PruneReport(isDryRun: isDryRun)
        try await checkPlace(set)
        let lock = isDryRun ? nil : try FolderLock(set.folder, purpose: "removing old backups", now: clock.now)
        defer { lock?.release() }
        if !isDryRun {
            // What is left over goes first, and counts for nothing.
            report.leftovers = try await repair(set, actor: actor).swept
            report.leftovers += finishRemovals(try await history(of: set.name), set)
        }
        let history = try await history(of: set.name)
        let there = look(history, set)
        for database in history.databases {
            report.items += plan(there.filter { $0.backup.database == database && !$0.backup.isGlobals }, set)
        }
        report.items += planGlobals(there.map(\.backup).filter(\.isGlobals), report.kept.map(\.backup))
        guard !isDryRun else {
            try await pruneCopies(set, nil, &report, by: actor)
            return report
        }
        for place in report.items.indices where report.items[place].isRemoved {
            try Task.checkCancellation()
            try await remove(&report.items[place], set, by: actor)
        }
        if let stores { try await pruneCopies(set, stores, &report, by: actor) }
        return report
    }

    /// A backup whose file is there.
    private struct Seen {
        let backup: Backup
        let candidate: RetentionCandidate
    }

    /// A folder without any of the set's backups is rather a disk that is not mounted than a loss of them all.
    private func checkPlace(_ set: BackupSet) async throws {
        let known = try await history(of: set.name).backups.filter(\.isPresent)
        let folder = BackupFolder(path: set.folder)
        guard known.isEmpty || known.contains(where: { DiskFile.status(folder.path(of: $0.file)) != nil }) else {
            throw BackupsError(
                .notFound, "None of the set's backups is in \(set.folder); look whether its disk is mounted.")
        }
    }

    /// Removes what was recorded as removed, and is still there because the process ended. Gives the names.
    private func finishRemovals(_ history: BackupHistory, _ set: BackupSet) -> [String] {
        let folder = BackupFolder(path: set.folder)
        let present = Set(history.backups.filter(\.isPresent).map(\.file))
        var found: [String] = []
        for backup in history.backups where !present.contains(backup.file) {
            guard case .removed = backup.state else { continue }
            for file in [backup.file, BackupManifest.name(of: backup.file)]
            where DiskFile.remove(folder.path(of: file)) { found.append(file) }
        }
        return found
    }

    /// The backups whose files are there, oldest entry first.
    private func look(_ history: BackupHistory, _ set: BackupSet) -> [Seen] {
        let folder = BackupFolder(path: set.folder)
        return history.backups.enumerated().compactMap { sequence, backup in
            let path = folder.path(of: backup.file)
            guard backup.isPresent, let status = DiskFile.status(path) else { return nil }
            let candidate = RetentionCandidate(
                backup, sequence: sequence, size: status.bytes, isInUse: BackupUse.isInUse(path))
            return Seen(backup: backup, candidate: candidate)
        }
    }

    private func plan(_ seen: [Seen], _ set: BackupSet) -> [PruneReport.Item] {
        let plan = RetentionPlan(
            seen.map(\.candidate), rule: set.retentionRule, now: clock.now, zone: set.zone)
        let backups = Dictionary(seen.map { ($0.backup.id.text, $0.backup) }, uniquingKeysWith: { first, _ in first })
        return plan.verdicts.compactMap { verdict in
            backups[verdict.id].map {
                PruneReport.Item(backup: $0, isRemoved: verdict.isRemoved, reason: verdict.reason.text)
            }
        }
    }

    /// The roles of a run stay as long as a database's backup of it, and the newest always.
    private func planGlobals(_ globals: [Backup], _ kept: [Backup]) -> [PruneReport.Item] {
        let needed = Set(kept.compactMap(\.globals))
        let newest = globals.max { $0.madeAt < $1.madeAt }?.id
        return globals.map { backup in
            let isNeeded = needed.contains(backup.id) || backup.id == newest || backup.isPinned
            return PruneReport.Item(
                backup: backup, isRemoved: !isNeeded,
                reason: isNeeded ? "roles of backups that stay" : "roles of backups that are gone")
        }
    }

    private func remove(_ item: inout PruneReport.Item, _ set: BackupSet, by actor: String) async throws {
        let folder = BackupFolder(path: set.folder)
        let path = folder.path(of: item.backup.file)
        do {
            // Held until the file is gone, so that nobody begins to read it meanwhile.
            guard let use = try BackupUse.removing(path) else {
                (item.isRemoved, item.reason) = (false, RetentionPlan.Reason.inUse.text)
                return
            }
            defer { withExtendedLifetime(use) {} }
            try await record(
                BackupEntry.removed, [.init("because", .string(item.reason))], of: item.backup, in: set, by: actor)
            try folder.remove(item.backup.file)
        } catch let error as BackupsError where error.code != .notFound {
            item.failure = error.description
            return
        }
        if DiskFile.status(path) != nil {
            item.failure = "\(path) cannot be removed; change the owner or mode of its folder."
        }
    }

    /// Adds an entry about a backup to its set's book.
    func record(
        _ kind: String, _ members: [JSON.Member], of backup: Backup, in set: BackupSet, by actor: String
    ) async throws {
        try await ledger.append(
            EntryDraft(
                kind: kind, actor: actor, payload: .object([.init("backup", .string(backup.id.text))] + members)),
            to: set.book)
    }
}
