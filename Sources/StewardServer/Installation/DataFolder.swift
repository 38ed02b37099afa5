// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardLedger
package import StewardStore

/// The one folder that holds everything: the database, the blobs, the keys.
package struct DataFolder: Sendable {
    package let path: String
    /// The folder in which systemd hands over files (`$CREDENTIALS_DIRECTORY`); `nil` when it does not.
    package let credentials: String?

    /// The variables of this process that connections may look at, as libpq looks at `PGHOST`; see ``variables(of:)``.
    package let environment: [String: String]

    package init(_ path: String, credentials: String? = nil, environment: [String: String] = [:]) {
        self.path = path
        self.credentials = credentials
        self.environment = environment
    }

    /// Of all variables those that connections may look at: where programs and the person's files are, and `PG…`.
    package static func variables(of all: [String: String]) -> [String: String] {
        all.filter { name, _ in ["HOME", "PATH", "USER"].contains(name) || name.hasPrefix("PG") }
    }

    package var database: String { path + "/steward.sqlite" }
    /// The timeline that people keep here unless they say another place; made by the first import.
    package var timeline: String { path + "/timeline.sqlite" }
    package var blobs: BlobStore { BlobStore(folder: path + "/blobs") }
    package var cache: String { path + "/cache" }
    /// Files that people sent and that a job waits for; made when the first one comes.
    package var uploads: String { path + "/uploads" }
    /// The key of the secrets; kept apart from the database it protects.
    package var secretsKey: String { path + "/keys/secrets.key" }
    /// The same as a source: a key that systemd hands over wins over the file.
    package var secretsSource: VaultKeySource {
        guard let credentials, FileManager.default.fileExists(atPath: credentials + "/secrets.key") else {
            return .file(secretsKey)
        }
        return .credential(folder: credentials, name: "secrets.key")
    }
    package var signingKey: String { path + "/keys/ledger.key" }
    package var hasDatabase: Bool { FileManager.default.fileExists(atPath: database) }
    package var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes the folder and those in it, for their owner alone. Existing ones stay as they are.
    /// - Throws: `DatabaseError` with `storage`, naming the folder.
    package func prepare() throws {
        for folder in [path, path + "/blobs", path + "/keys", path + "/cache"] {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw DatabaseError(
                    .storage,
                    "The folder \(folder) cannot be made: \((error as NSError).localizedDescription) "
                        + "Choose another with --data.")
            }
        }
    }

    /// The key that signs checkpoints; made on first use. Two processes that start at once end up with the same key.
    package func signer() throws -> NoteSigner {
        if FileManager.default.fileExists(atPath: signingKey) { return try SigningKeyFile.load(from: signingKey) }
        let number = String(UInt32.random(in: .min ... .max), radix: 36)
        do {
            return try SigningKeyFile.create(at: signingKey, name: "steward-\(number)")
        } catch  where FileManager.default.fileExists(atPath: signingKey) {
            return try SigningKeyFile.load(from: signingKey)
        }
    }
}
