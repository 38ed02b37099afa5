// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// What a run over a set's databases came to.
package struct BackupRun: Sendable {
    package let id: String
    package let set: String
    package let startedAt: Date
    package internal(set) var endedAt: Date
    /// What was put right before.
    package internal(set) var repair = FolderRepair()
    /// The backups that were made; the globals among them.
    package internal(set) var made: [Backup] = []
    /// What was not made, and why.
    package internal(set) var failures: [Failure] = []
    /// What was copied off-site, of earlier runs too.
    package internal(set) var stored: [BackupID] = []
    /// What could not be copied off-site; it is tried again by the next run.
    package internal(set) var storeFailures: [StoreFailure] = []

    package struct Failure: Sendable, Hashable {
        /// The database; `nil` for the whole run, ``BackupHistory/globals`` for roles and tablespaces.
        package let database: String?
        package let step: PassFailure.Step
        /// One sentence for a person.
        package let reason: String
    }

    package struct StoreFailure: Sendable, Hashable {
        package let backup: BackupID
        package let reason: String
    }

    /// Whether everything was made. Copies off-site are a step of their own: see ``storeFailures``.
    package var isSuccess: Bool { failures.isEmpty }
}

/// Where a run is.
package enum BackupProgress: Sendable, Hashable {
    /// So many bytes of a database's dump went through. `of` is the size of its last dump, where there is one.
    case dumping(database: String, bytes: Int64, of: Int64?)
    /// So many bytes of a copy arrived off-site.
    case storing(BackupID, bytes: Int64, of: Int64)
}
