// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension BackupSet {
    /// The rule by which backups go.
    package var retentionRule: RetentionRule {
        get { RetentionRule(retention) }
        set { retention = newValue.json }
    }
}

extension RetentionCandidate {
    /// A backup as its book and its file show it.
    /// - Parameters:
    ///   - sequence: its place among the set's backups.
    ///   - size: its file's size now.
    init(_ backup: Backup, sequence: Int, size: Int64, isInUse: Bool) {
        let evidence: Evidence =
            if size == 0 {
                .leftover
            } else if size != backup.bytes || !backup.counts {
                .refuted
            } else if backup.provedAt != nil {
                .proved
            } else {
                .verified
            }
        self.init(
            id: backup.id.text, madeAt: backup.madeAt, sequence: Int64(sequence), evidence: evidence,
            isPinned: backup.isPinned, isInUse: isInUse)
    }
}
