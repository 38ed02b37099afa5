// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardJobs

/// What a health check looks at. All of it is handed in, so that each failure can be planted.
package struct HealthSources: Sendable {
    /// A disk, by a folder on it.
    package struct Disk: Sendable, Hashable {
        package var bytes: Int64
        /// What users other than root may still use.
        package var freeBytes: Int64
        /// 0 where a file system has no fixed number.
        package var inodes: Int64
        package var freeInodes: Int64
        /// Tells disks apart.
        package var identity: UInt64

        package init(bytes: Int64, freeBytes: Int64, inodes: Int64, freeInodes: Int64, identity: UInt64) {
            self.bytes = bytes
            self.freeBytes = freeBytes
            self.inodes = inodes
            self.freeInodes = freeInodes
            self.identity = identity
        }
    }

    /// What a program said.
    package struct Answer: Sendable, Hashable {
        package var status: Int32
        package var text: String
        package var errorText: String

        package init(status: Int32 = 0, text: String = "", errorText: String = "") {
            self.status = status
            self.text = text
            self.errorText = errorText
        }
    }

    /// A folder, and what it is for.
    package struct Folder: Sendable, Hashable {
        package let name: String
        package let path: String

        package init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    /// A certificate file.
    package struct Certificate: Sendable, Hashable {
        package let path: String
        /// `nil` when it cannot be read, which ``problem`` explains.
        package let validUntil: Date?
        package let problem: String?

        package init(path: String, validUntil: Date?, problem: String? = nil) {
            self.path = path
            self.validUntil = validUntil
            self.problem = problem
        }
    }

    /// How one database's backups stand.
    package struct BackupState: Sendable, Hashable {
        package let set: String
        package let database: String
        /// When the newest good one was made; `nil` when there is none.
        package let madeAt: Date?
        /// When one was last restored and found right; `nil` when none was.
        package let provedAt: Date?
        /// Why the last proof failed; `nil` when it did not.
        package let disproof: String?
        /// The days after which a proof of it is late and missing, where its set says so.
        package let proofDays: Int?
        package let longestProofDays: Int?

        package init(
            set: String, database: String, madeAt: Date?, provedAt: Date?, disproof: String? = nil,
            proofDays: Int? = nil, longestProofDays: Int? = nil
        ) {
            self.set = set
            self.database = database
            self.madeAt = madeAt
            self.provedAt = provedAt
            self.disproof = disproof
            self.proofDays = proofDays
            self.longestProofDays = longestProofDays
        }
    }

    /// A stored secret or key; never its value.
    package struct Credential: Sendable, Hashable {
        package let name: String
        package let changedAt: Date

        package init(name: String, changedAt: Date) {
            self.name = name
            self.changedAt = changedAt
        }
    }

    /// A storage's last measurement.
    package struct Quota: Sendable, Hashable {
        package let connection: String
        /// How full it is, for people.
        package let text: String
        package let isAbove: Bool
        package let measuredAt: Date

        package init(connection: String, text: String, isAbove: Bool, measuredAt: Date) {
            self.connection = connection
            self.text = text
            self.isAbove = isAbove
            self.measuredAt = measuredAt
        }
    }

    /// A book of the ledger, and what its last verification found.
    package struct Book: Sendable, Hashable {
        package let name: String
        package let verifiedAt: Date?
        package let problems: Int

        package init(name: String, verifiedAt: Date?, problems: Int) {
            self.name = name
            self.verifiedAt = verifiedAt
            self.problems = problems
        }
    }

    /// The folders whose disks matter: the data folder, those of backups.
    package var folders: @Sendable () async throws -> [Folder] = { [] }
    /// A disk by a folder's path.
    package var disk: @Sendable (String) throws -> Disk
    /// A file of `/proc`; `nil` when there is none.
    package var file: @Sendable (String) -> String?
    /// How many processors there are.
    package var processors: Int
    /// Runs a program by its absolute path; `nil` when it is not installed.
    package var program: @Sendable (String, [String]) async throws -> Answer?
    package var certificates: @Sendable () async throws -> [Certificate] = { [] }
    package var backups: @Sendable () async throws -> [BackupState] = { [] }
    package var credentials: @Sendable () async throws -> [Credential] = { [] }
    package var quotas: @Sendable () async throws -> [Quota] = { [] }
    package var books: @Sendable () async throws -> [Book] = { [] }
    package var missing: @Sendable () async throws -> [MissingRun] = { [] }
}
