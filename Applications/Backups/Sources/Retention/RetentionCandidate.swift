// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// A backup, or something left over that looks like one, as a ``RetentionPlan`` sees it.
package struct RetentionCandidate: Sendable, Hashable {
    /// How much is known of its being restorable, weakest first.
    package enum Evidence: Int, Sendable, Hashable, CaseIterable {
        /// No backup: cut off while it was written, or without a byte.
        case leftover
        /// Restoring it failed, or its bytes are not those that were written.
        case refuted
        /// Nobody has looked at its content yet.
        case unchecked
        /// Complete, and with the hash that was recorded.
        case verified
        /// Restored, with everything in it.
        case proved
    }
    /// Names it.
    package let id: String
    /// When the database was as it is in the backup; by the clock of that time.
    package let madeAt: Date
    /// Its place in the book: a later backup has a greater one, whatever the clock said.
    package let sequence: Int64
    package let evidence: Evidence
    /// Somebody wants it kept.
    package let isPinned: Bool
    /// It is being restored, proved or uploaded.
    package let isInUse: Bool
    /// There is no other of the same content any more: what it is a copy of was lost or damaged.
    package let isLastCopy: Bool

    package init(
        id: String, madeAt: Date, sequence: Int64, evidence: Evidence, isPinned: Bool = false, isInUse: Bool = false,
        isLastCopy: Bool = false
    ) {
        self.id = id
        self.madeAt = madeAt
        self.sequence = sequence
        self.evidence = evidence
        self.isPinned = isPinned
        self.isInUse = isInUse
        self.isLastCopy = isLastCopy
    }

    /// Whether it counts as a backup that one can rely on.
    var isGood: Bool { evidence == .verified || evidence == .proved }
}
