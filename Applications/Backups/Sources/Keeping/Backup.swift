// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardIntegration

/// One finished dump of one database, as its set's book knows it.
package struct Backup: Sendable, Hashable, Identifiable {
    package let id: BackupID
    /// The database; empty for what belongs to the whole server (``isGlobals``).
    package let database: String
    /// Roles and tablespaces, made once a run; not a database's dump.
    package let isGlobals: Bool
    /// The run that made it; `nil` for an adopted one.
    package let run: String?
    package let format: DumpFormat
    /// Its path in the set's folder, as `timeline/timeline_2026-11-22_02-15-00.backup.zst.age`; absolute when adopted.
    package let file: String
    /// When the dump began.
    package let madeAt: Date
    /// How long it took, in milliseconds; `nil` when not known.
    package let milliseconds: Int64?
    /// The file's size.
    package let bytes: Int64
    /// Of the file, 64 digits.
    package let sha256: String
    /// Of the file, 32 digits; `nil` when it was not to be copied to a store, some of which know no better.
    package let md5: String?
    /// The size of the dump inside, plain.
    package let dumpBytes: Int64
    /// Of the dump inside, plain.
    package let dumpSHA256: String
    package let serverVersion: String?
    package let toolVersion: String?
    /// The rows that the dump itself holds; `nil` when its form does not tell.
    package let tables: [DumpedTable]?
    package let extensions: [String]
    package let roles: [String]
    package let warnings: [String]
    /// The backup of roles and tablespaces of the same run.
    package let globals: BackupID?
    /// zstd's level; 0 for none. `nil` when an older program made it.
    package let compression: Int?
    package let encryption: Encryption
    /// Whether an older program made it.
    package let isAdopted: Bool

    // What happened to it since.
    /// Whether its file is there, as far as the book knows.
    package internal(set) var state: State = .present
    package internal(set) var copies: [Copy] = []
    /// The connections where retention removed its copy; none is made there again.
    package internal(set) var copiesRemoved: Set<String> = []
    /// Why the last copying off-site failed; `nil` when it did not.
    package internal(set) var copyFailure: String?
    package internal(set) var lastProof: Proof?
    /// When it was last restored to prove it, with success; a failed proof takes that away.
    package internal(set) var provedAt: Date?
    /// Who pinned it; `nil` when it is not pinned.
    package internal(set) var pinnedBy: String?
    /// When somebody restored it last.
    package internal(set) var restoredAt: Date?

    /// Where its file is.
    package enum State: Sendable, Hashable {
        case present
        /// Gone, and not by Steward.
        case missing(Date)
        case removed(Date, because: String)
    }

    /// A copy off-site.
    package struct Copy: Sendable, Hashable {
        package let connection: String
        package let fileID: String
        package let at: Date
    }

    /// How a restore into a scratch server ended.
    package struct Proof: Sendable, Hashable {
        package let at: Date
        /// Why it failed; `nil` when it held.
        package let reason: String?
        /// Where it failed.
        package let step: String?
        /// How long it took.
        package let seconds: Double?
        package let serverVersion: String?
        /// What spoke not against it, and somebody should know all the same: as tables that are there no more.
        package internal(set) var warnings: [String] = []
        package var isSuccess: Bool { reason == nil }
    }

    package var isPinned: Bool { pinnedBy != nil }
    package var isPresent: Bool { state == .present }
    /// Whether it may count as a backup: its file is there, and no proof failed since.
    package var counts: Bool { isPresent && lastProof?.isSuccess != false }
}
