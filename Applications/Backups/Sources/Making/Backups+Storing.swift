// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore

extension Backups {
    /// Copies off-site what is not there yet, the newest first. A run does this itself; this is for doing it again.
    /// - Throws: `CancellationError`, `LedgerError`, `DatabaseError`. What fails at the place itself is recorded, and
    ///   in the report.
    package func store(
        _ set: BackupSet, _ stores: any StoreConnecting, _ run: inout BackupRun, by actor: String,
        progress: @escaping @Sendable (BackupProgress) -> Void = { _ in }
    ) async throws {
        guard let place = set.offsite else { return }
        let history = try await history(of: set.name)
        // What an older program left in plain text is not sent away by itself.
        let waiting = history.backups.reversed().filter { backup in
            backup.counts && !backup.isAdopted && !backup.copies.contains { $0.connection == place.connection }
                && !backup.copiesRemoved.contains(place.connection)
        }
        var stopped: String?
        for backup in waiting {
            if let stopped {
                // One that stopped the others would stop these too; only what is new is told.
                guard run.made.contains(where: { $0.id == backup.id }) else { continue }
                try await storeFailed(backup, stopped, place, &run, set, actor)
                continue
            }
            do {
                let work = OffsiteWork(backups: self, set: set, place: place, progress: progress)
                let payload = try await work.copy(backup, to: try await stores.storing(place.connection))
                try await appendUnstopped(
                    EntryDraft(
                        kind: BackupEntry.stored, actor: actor, payload: payload,
                        idempotencyKey: "stored:\(backup.id):\(place.connection)"), to: set.book)
                run.stored.append(backup.id)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                try Task.checkCancellation()
                if error is DatabaseError || error is LedgerError { throw error }
                let reason = BackupPass.sentence(of: error)
                try await storeFailed(backup, reason, place, &run, set, actor)
                if OffsiteWork.stopsAll(error) { stopped = reason }
            }
        }
    }

    private func storeFailed(
        _ backup: Backup, _ reason: String, _ place: OffsitePlace, _ run: inout BackupRun, _ set: BackupSet,
        _ actor: String
    ) async throws {
        run.storeFailures.append(.init(backup: backup.id, reason: reason))
        // The same reason again would say nothing new.
        guard backup.copyFailure != reason else { return }
        let payload: JSON = [
            "backup": .string(backup.id.text), "connection": .string(place.connection), "reason": .string(reason),
        ]
        try await ledger.append(
            EntryDraft(kind: BackupEntry.storeFailed, actor: actor, payload: payload), to: set.book)
    }
}
