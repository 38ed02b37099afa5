// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardIntegration
package import StewardJobs
package import StewardLedger

/// What is backed up together, and how.
package struct BackupSet: Sendable, Hashable {
    /// 1 to 40 lower-case letters, digits and `-`; part of its book's name. Never changes.
    package let name: String
    /// The connection that dumps.
    package var connection: String
    /// The databases, in the order in which they are dumped.
    package var databases: [String]
    /// The absolute path of the folder; each database has a folder in it.
    package var folder: String
    /// The form of the dumps.
    package var format: DumpFormat
    /// zstd's level, 1 to 19; 0 for no compression.
    package var compression: Int
    package var encryption: Encryption
    /// Whether roles and tablespaces are dumped once a run.
    package var includesGlobals: Bool
    /// How many workers dump in directory format.
    package var workers: Int
    /// The zone of the local times in names.
    package var zone: LocalZone
    /// Where copies go; `nil` for nowhere.
    package var offsite: OffsitePlace?
    package var proof: ProofRule
    /// How long backups are kept, as the retention rule writes it; `null` for the standard rule.
    package var retention: JSON

    package init(
        name: String, connection: String, databases: [String], folder: String, format: DumpFormat = .custom,
        compression: Int = 3, encryption: Encryption = .none, includesGlobals: Bool = true, workers: Int = 2,
        zone: LocalZone = .utc, offsite: OffsitePlace? = nil, proof: ProofRule = .init(), retention: JSON = .null
    ) {
        self.name = name
        self.connection = connection
        self.databases = databases
        self.folder = folder
        self.format = format
        self.compression = compression
        self.encryption = encryption
        self.includesGlobals = includesGlobals
        self.workers = workers
        self.zone = zone
        self.offsite = offsite
        self.proof = proof
        self.retention = retention
    }

    /// The book that holds everything that happened to it.
    package var book: BookID { Backups.book(name) }
}
