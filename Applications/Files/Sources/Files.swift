// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardLedger
package import StewardStore

/// The files of one installation's connections: moved both ways, mirrored, measured and tidied.
///
/// What it does to a connection is recorded in that connection's book (``book(_:)``); where long work stands is kept in
/// tables of its own, so that it goes on after a crash, in another process.
package struct Files: Sendable {
    let database: any Database
    let ledger: Ledger
    let blobs: BlobStore
    let vault: SecretVault
    let clock: any Timekeeping
    /// Where large files wait until they are complete and become blobs.
    let staging: String
    /// How files are moved.
    package var settings: TransferSettings

    /// - Parameter staging: a folder of this installation's own for half-read blobs; made when it is first needed.
    package init(
        database: any Database, ledger: Ledger, blobs: BlobStore, vault: SecretVault, clock: any Timekeeping,
        staging: String, settings: TransferSettings = .init()
    ) {
        self.database = database
        self.ledger = ledger
        self.blobs = blobs
        self.vault = vault
        self.clock = clock
        self.staging = staging
        self.settings = settings
    }

    /// The book of a connection, `files:drive`.
    package static func book(_ connection: String) -> BookID { BookID("files:\(connection)") }
}
