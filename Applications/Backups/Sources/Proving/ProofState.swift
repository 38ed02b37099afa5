// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// How one database's backups stand with being proved by restoring them.
package struct ProofState: Sendable, Hashable {
    package let database: String
    /// The newest backup whose file is there; `nil` when there is none.
    package let newest: BackupID?
    /// The newest backup that was restored with success and is still there.
    package let newestProved: BackupID?
    /// When a backup of this database was last restored with success.
    package let provedAt: Date?
    /// Why the newest proof failed; `nil` when none did, or a later one held.
    package let failure: String?
    /// Whether the rule asks for a proof now.
    package let isDue: Bool
    /// Whether it is so long ago that somebody has to be told. Counted from the first backup when there never was a
    /// proof.
    package let isOverdue: Bool

    /// - Parameter now: by this clock; a proof that it puts into the future counts as one of now.
    package init(_ database: String, in history: BackupHistory, rule: ProofRule, now: Date) {
        let all = history.backups.filter { $0.database == database && !$0.isGlobals }
        let present = history.present(database)
        let newest = present.last { $0.lastProof?.isSuccess != false } ?? present.last
        let proofs = all.compactMap { backup in backup.lastProof.map { (backup, $0) } }
        let last = proofs.max { $0.1.at < $1.1.at }
        self.database = database
        self.newest = newest?.id
        newestProved = present.last { $0.provedAt != nil }?.id
        provedAt = proofs.filter(\.1.isSuccess).map(\.1.at).max()
        failure = last.flatMap { $0.1.reason }
        let since = provedAt.map { now.timeIntervalSince($0) / 86_400 }
        isDue = Self.isDue(newest, rule, since)
        let first = all.map(\.madeAt).min().map { now.timeIntervalSince($0) / 86_400 }
        isOverdue = (since ?? first).map { $0 > Double(rule.longestDays) } ?? false
    }

    private static func isDue(_ newest: Backup?, _ rule: ProofRule, _ days: Double?) -> Bool {
        guard let newest, newest.lastProof == nil else { return false }
        if rule.isAfterEveryRun { return true }
        guard let every = rule.everyDays else { return false }
        // An hour of leeway, so that a daily run does not find a weekly proof a minute too young.
        return days.map { $0 >= Double(every) - 1.0 / 24 } ?? true
    }

    package var json: JSON {
        .known([
            "database": .string(database), "newest": newest.map { .string($0.text) },
            "newest_proved": newestProved.map { .string($0.text) },
            "proved_at": provedAt.map { .string($0.formatted(.iso8601)) }, "failure": failure.map { .string($0) },
            "due": .bool(isDue), "overdue": .bool(isOverdue),
        ])
    }
}
