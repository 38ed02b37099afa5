// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore

extension Backups {
    /// Removes the copies off-site that the place's rule lets go, or only says which. The folder's lock must be held.
    /// - Parameter stores: `nil` for a dry run.
    /// - Throws: `CancellationError`, `LedgerError`, `DatabaseError`. What fails at the place is in the report.
    func pruneCopies(
        _ set: BackupSet, _ stores: (any StoreConnecting)?, _ report: inout PruneReport, by actor: String
    ) async throws {
        guard let place = set.offsite else { return }
        let history = try await history(of: set.name)
        report.copies = planCopies(history, set, place)
        guard let stores, !place.isAppendOnly else { return }
        let removal = CopyRemoval(backups: self, set: set, place: place, actor: actor)
        let leaving = try await removal.leaving(history)
        guard !leaving.isEmpty || !report.removedCopies.isEmpty else { return }
        do {
            let store = try await stores.storing(place.connection)
            for (id, file) in leaving { try await removal.finish(id, file, at: store) }
            for index in report.copies.indices where report.copies[index].isRemoved {
                try Task.checkCancellation()
                try await removal.remove(&report.copies[index], at: store)
            }
        } catch {
            try Task.checkCancellation()
            if error is CancellationError || error is DatabaseError || error is LedgerError { throw error }
            report.copyFailure =
                "Old copies at “\(place.connection)” cannot be removed: \(BackupPass.sentence(of: error))"
            // What was not done is not said to be.
            for index in report.copies.indices where report.copies[index].isRemoved && !report.copies[index].isDone {
                report.copies[index].isRemoved = false
                report.copies[index].reason = "it could not be removed"
            }
        }
    }

    /// What becomes of each copy at the set's place.
    private func planCopies(
        _ history: BackupHistory, _ set: BackupSet, _ place: OffsitePlace
    ) -> [PruneReport.Copy] {
        let there = history.backups.enumerated().filter { $0.element.copy(at: place.connection) != nil }
        let backups = Dictionary(
            there.map { ($0.element.id.text, $0.element) }, uniquingKeysWith: { first, _ in first })
        var items: [PruneReport.Copy] = []
        for database in history.databases {
            let candidates = there.filter { !$0.element.isGlobals && $0.element.database == database }
                .map { candidate($0.element, sequence: $0.offset, set) }
            let plan = RetentionPlan(
                candidates, rule: place.retention ?? set.retentionRule, now: clock.now, zone: set.zone)
            items += plan.verdicts.compactMap { verdict in
                backups[verdict.id].map {
                    .init(backup: $0, place: place, isRemoved: verdict.isRemoved, reason: verdict.reason.text)
                }
            }
        }
        let needed = Set(items.filter { !$0.isRemoved }.compactMap(\.backup.globals))
        let globals = there.map(\.element).filter(\.isGlobals)
        let newest = globals.max { $0.madeAt < $1.madeAt }?.id
        return items
            + globals.map { backup in
                let stays = needed.contains(backup.id) || backup.id == newest || backup.isPinned
                return .init(
                    backup: backup, place: place, isRemoved: !stays,
                    reason: stays ? "roles of backups that stay" : "roles of backups that are gone")
            }
    }

    private func candidate(_ backup: Backup, sequence: Int, _ set: BackupSet) -> RetentionCandidate {
        let path = BackupFolder(path: set.folder).path(of: backup.file)
        let evidence: RetentionCandidate.Evidence =
            switch backup.lastProof?.isSuccess {
            case false: .refuted
            case _ where backup.provedAt != nil: .proved
            default: .verified
            }
        let isWhole = backup.isPresent && DiskFile.status(path)?.bytes == backup.bytes
        let isDamaged = backup.lastProof?.step == ProofReport.Step.read.rawValue
        // What was removed here by the rule is known to be gone; what is missing or damaged may be wanted back.
        let isGone = if case .removed = backup.state { true } else { false }
        return RetentionCandidate(
            id: backup.id.text, madeAt: backup.madeAt, sequence: Int64(sequence), evidence: evidence,
            isPinned: backup.isPinned, isInUse: backup.isPresent && BackupUse.isInUse(path),
            isLastCopy: !isGone && (!isWhole || isDamaged))
    }
}

extension Backup {
    /// The copy through a connection; `nil` when there is none.
    func copy(at connection: String) -> Copy? { copies.first { $0.connection == connection } }
}

extension PruneReport.Copy {
    fileprivate init(backup: Backup, place: OffsitePlace, isRemoved: Bool, reason: String) {
        self.init(
            backup: backup, connection: place.connection, isRemoved: isRemoved && !place.isAppendOnly,
            reason: isRemoved && place.isAppendOnly ? "the place is append-only: \(reason)" : reason)
    }
}
