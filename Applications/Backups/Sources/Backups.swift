// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardLedger
package import StewardStore

/// The databases' backups of one installation: made, hashed, kept off-site, and proved by restoring them.
///
/// What happened to a backup set stands in its book (``book(_:)``), and nothing else is the truth: ``BackupHistory`` is
/// computed from it. The files themselves lie in the set's folder, each with a ``BackupManifest`` beside it.
package struct Backups: Sendable {
    let database: any Database
    package let ledger: Ledger
    let vault: SecretVault
    let clock: any Timekeeping
    /// A folder of this installation's own, for what is needed only while something runs.
    package let scratch: String
    /// The programs that backups pass through.
    package var programs: BackupPrograms
    /// The bytes that may still be written to a folder's disk.
    var freeBytes: @Sendable (_ folder: String) throws -> Int64 = { try DiskFile.freeBytes($0) }

    package init(
        database: any Database, ledger: Ledger, vault: SecretVault, clock: any Timekeeping, scratch: String,
        programs: BackupPrograms = .init()
    ) {
        self.database = database
        self.ledger = ledger
        self.vault = vault
        self.clock = clock
        self.scratch = scratch
        self.programs = programs
    }

    /// The book of a backup set, `backups:nightly`.
    package static func book(_ set: String) -> BookID { BookID("backups:\(set)") }

    /// Everything that is known of a set's backups now.
    /// - Throws: `LedgerError`, `DatabaseError`.
    package func history(of set: String) async throws -> BackupHistory {
        try await ledger.rebuild(BackupHistory.self, of: Self.book(set)).state
    }
}

/// Where the programs are that a backup passes through, as absolute paths.
package struct BackupPrograms: Sendable, Hashable {
    package var zstd = "/usr/bin/zstd"
    package var age = "/usr/bin/age"
    package var gzip = "/usr/bin/gzip"
    package var tar = "/usr/bin/tar"
    package init() {}
}
