// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardStore

extension Backups {
    private static func identitySetting(_ set: String) -> Setting<String> {
        Setting("backups.\(set).identity", standard: "")
    }

    /// The file with private keys that opens a set's backups on this machine; `nil` when none was named.
    /// - Throws: `DatabaseError`.
    package func identity(of set: BackupSet) async throws -> String? {
        let path = try await Settings(database: database, clock: clock).value(of: Self.identitySetting(set.name))
        return path.isEmpty ? nil : path
    }

    /// Keeps where the file with private keys is; not what is in it.
    /// - Parameter path: an absolute path; `nil` for none.
    /// - Throws: `DatabaseError`.
    package func keep(identity path: String?, of set: BackupSet, by actor: String) async throws {
        try await Settings(database: database, clock: clock).set(
            Self.identitySetting(set.name), to: path ?? "", by: actor)
    }

    /// What opens a backup: the file that was named, else the set's.
    func key(of backup: Backup, in set: BackupSet, identity: String?) async throws -> DecryptionKey {
        var identity = identity
        if identity == nil, case .recipients = backup.encryption { identity = try await self.identity(of: set) }
        return try await key(of: backup, identity: identity)
    }

    /// Hands `body` the dump inside a backup. Nobody removes the backup meanwhile, and its content is compared with
    /// what was recorded.
    /// - Parameter progress: told how many bytes of the dump have passed.
    /// - Throws: `BackupsError`: `damaged` when the bytes are not those that were written, `locked`, `notFound`,
    ///   `held`; what `body` throws.
    func withSource<Value: Sendable>(
        of backup: Backup, in set: BackupSet, identity: String?, progress: @escaping @Sendable (Int64) -> Void,
        _ body: @escaping @Sendable (RestoreSource) async throws -> Value
    ) async throws -> Value {
        let path = BackupFolder(path: set.folder).path(of: backup.file)
        let key = try await key(of: backup, in: set, identity: identity)
        let use = try BackupUse.reading(path)
        defer { withExtendedLifetime(use) {} }
        do {
            let (value, found) = try await BackupReader(programs).withDump(of: path, key: key) { descriptor in
                try await DumpPump(progress: progress).run(from: descriptor) { dump in
                    try await unpacked(backup, dump, body)
                }
            }
            guard found.sha256 == backup.dumpSHA256 else { throw Self.otherBytes(path) }
            return value
        } catch let error as IntegrationError where error.code == .invalidRequest {
            // Damage that no program notices shows as a dump that cannot be restored.
            guard try await ContentDigest.of(file: path).sha256 == backup.sha256 else { throw Self.otherBytes(path) }
            throw error
        }
    }

    /// Reads a backup's file and compares it with what was written.
    /// - Throws: `BackupsError`: `damaged`, `notFound`, `denied`.
    func checkFile(of backup: Backup, in set: BackupSet) async throws {
        let path = BackupFolder(path: set.folder).path(of: backup.file)
        guard try await ContentDigest.of(file: path).sha256 == backup.sha256 else { throw Self.otherBytes(path) }
    }

    static func otherBytes(_ path: String) -> BackupsError {
        BackupsError(.damaged, "\(path) has other bytes than were written; the disk or somebody changed it.")
    }

    /// A dump in directory format lies in a tar archive, and is restored from a folder.
    private func unpacked<Value: Sendable>(
        _ backup: Backup, _ dump: Int32, _ body: @Sendable (RestoreSource) async throws -> Value
    ) async throws -> Value {
        guard backup.format == .directory else { return try await body(.descriptor(dump)) }
        try proofFolder.make()
        defer { proofFolder.removeEmpty() }
        return try await UnpackedDump.with(dump, in: proofFolder.path, programs) {
            try await body(.folder($0, workers: 2))
        }
    }
}
