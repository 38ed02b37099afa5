// SPDX-License-Identifier: Apache-2.0
package import Automation
import Backups
import Files
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore

extension Installation {
    /// Commands, upkeep and alerts.
    package var automation: Automation {
        Automation(database: database, ledger: ledger, vault: secrets, clock: clock)
    }

    /// What a health check looks at here: the machine, and what this installation knows.
    package var healthSources: HealthSources {
        var sources = HealthSources.machine()
        sources.folders = {
            let sets = try await backups.sets().map {
                HealthSources.Folder(name: "backups \($0.set.name)", path: $0.set.folder)
            }
            return [HealthSources.Folder(name: "the data", path: folder.path)] + sets
        }
        sources.certificates = { try await certificates() }
        sources.backups = { try await backupStates() }
        sources.credentials = { try await credentials() }
        sources.quotas = {
            try await files.newestQuotas().map { name, reading in
                HealthSources.Quota(
                    connection: name, text: reading.text, isAbove: reading.isAbove, measuredAt: reading.measuredAt)
            }
        }
        sources.books = {
            let verified = try await BookVerifications(self).all()
            return try await ledger.books().map { book in
                HealthSources.Book(
                    name: book.id.name, verifiedAt: verified[book.id]?.at,
                    problems: Int(verified[book.id]?.problemCount ?? 0))
            }
        }
        sources.missing = { try await Schedules(queue: jobs).missing() }
        return sources
    }

    private func certificates() async throws -> [HealthSources.Certificate] {
        guard let served = try await ServedCertificate.files(self) else { return [] }
        do {
            return [.init(path: served.certificate, validUntil: try served.load(now: clock.now).validUntil)]
        } catch { return [.init(path: served.certificate, validUntil: nil, problem: "\(error)")] }
    }

    private func backupStates() async throws -> [HealthSources.BackupState] {
        var states: [HealthSources.BackupState] = []
        for kept in try await backups.sets() {
            let set = kept.set
            let history = try await backups.history(of: set.name)
            for database in set.databases {
                let proof = ProofState(database, in: history, rule: set.proof, now: clock.now)
                states.append(
                    HealthSources.BackupState(
                        set: set.name, database: database, madeAt: history.present(database).map(\.madeAt).max(),
                        provedAt: proof.provedAt, disproof: proof.failure,
                        proofDays: set.proof.everyDays.map { $0 + 7 }, longestProofDays: set.proof.longestDays))
            }
        }
        return states
    }

    /// The secrets that somebody made at a service. What Steward makes itself, or must not change (the passphrase of
    /// old backups), is not among them.
    private func credentials() async throws -> [HealthSources.Credential] {
        try await secrets.list().filter { entry in
            !["files", "backups"].contains(entry.changedBy) && !entry.name.hasPrefix("backups/")
                && !entry.name.hasSuffix("/sign-in")
        }.map { HealthSources.Credential(name: $0.name, changedAt: $0.changedAt) }
    }
}
