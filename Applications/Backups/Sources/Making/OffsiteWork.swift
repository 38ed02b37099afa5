// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Copies one backup off-site and compares what arrived.
struct OffsiteWork: Sendable {
    let backups: Backups
    let set: BackupSet
    let place: OffsitePlace
    let progress: @Sendable (BackupProgress) -> Void

    /// Whether an error says something of the whole place, so that nothing else can be copied either.
    static func stopsAll(_ error: any Error) -> Bool {
        guard let error = error as? IntegrationError else { return true }
        let stopping: [IntegrationError.Code] = [
            .unauthorized, .forbidden, .storageFull, .dailyLimit, .quotaExceeded, .unavailable, .rateLimited, .notFound,
        ]
        return stopping.contains(error.code)
    }

    /// Copies it, going on where an earlier attempt was cut off.
    /// - Returns: what the entry says.
    /// - Throws: `IntegrationError`, `BackupsError`, `DatabaseError`, `VaultError`.
    func copy(_ backup: Backup, to store: any FileStoring) async throws -> JSON {
        let path = BackupFolder(path: set.folder).path(of: backup.file)
        // Retention leaves it alone meanwhile.
        let use = try BackupUse.reading(path)
        defer { withExtendedLifetime(use) {} }
        let file = try DiskFile.open(path)
        guard DiskFile.status(path)?.bytes == backup.bytes else {
            throw BackupsError(.damaged, "\(path) is not as long as it was made; verify it.")
        }
        let keeper = UploadKeeper(vault: backups.vault, name: sessionName(backup)) { [progress] bytes in
            progress(.storing(backup.id, bytes: bytes, of: backup.bytes))
        }
        let id = try await plannedID(backup, store)
        let target = FileTarget.new(
            name: String(path.split(separator: "/").last ?? ""), folder: place.folder ?? store.rootFolder, id: id)
        let content = FileContent(length: backup.bytes, modifiedAt: backup.madeAt) { offset in
            Self.stream(file, path, from: offset, length: backup.bytes)
        }
        let stored = try await patiently { try await store.write(content, to: target, keeper: keeper) }
        let found = try await patiently { try await store.file(stored.id) }
        try await keeper.keep(nil)
        guard let problem = try await difference(found, backup, path) else {
            try await forgetID(backup)
            return .known([
                "backup": .string(backup.id.text), "connection": .string(place.connection),
                "file_id": .string(found.id), "bytes": .integer(backup.bytes),
                "md5": found.checksums.md5.map { .string($0.lowercased()) },
                "sha256": found.checksums.sha256.map { .string($0.lowercased()) },
            ])
        }
        // What was made just now, and is wrong, must not be taken for a copy.
        _ = try? await store.delete(found.id)
        try await forgetID(backup)
        throw IntegrationError(
            .malformedReply, "The copy of \(backup.id) at “\(place.connection)” \(problem); it is sent again.")
    }

    /// Why what is stored is not the backup; `nil` when it is, as far as the service tells.
    private func difference(_ found: StoredFile, _ backup: Backup, _ path: String) async throws -> String? {
        if let size = found.size, size != backup.bytes { return "has \(size) bytes instead of \(backup.bytes)" }
        if let sha256 = found.checksums.sha256 {
            return sha256.lowercased() == backup.sha256 ? nil : "has another SHA-256"
        }
        guard let md5 = found.checksums.md5 else { return nil }
        // A backup that was made before its set had a place off-site knows none.
        var wanted = backup.md5
        if wanted == nil {
            let content = try await ContentDigest.of(file: path, hasMD5: true)
            guard content.sha256 == backup.sha256 else {
                throw BackupsError(.damaged, "\(path) has other bytes than were written; verify it.")
            }
            wanted = content.md5
        }
        return md5.lowercased() == wanted ? nil : "has another MD5"
    }

    private func patiently<Value: Sendable>(_ call: () async throws -> Value) async throws -> Value {
        for wait in [Duration.seconds(2), .seconds(4)] {
            do { return try await call() } catch let error as IntegrationError where error.code.isTransient {
                try await backups.clock.sleep(for: error.retryAfter ?? wait)
            }
        }
        return try await call()
    }

    private static func stream(
        _ file: Descriptor, _ path: String, from offset: Int64, length: Int64
    ) -> ByteStream {
        ByteStream(length: max(length - offset, 0)) {
            let place = Mutex(offset)
            return {
                let start = place.withLock { $0 }
                let piece = try piece(of: file, path, at: start, upTo: Int(min(length - start, 256 << 10)))
                guard !piece.isEmpty else {
                    guard start >= length else {
                        throw BackupsError(.damaged, "\(path) became shorter while it was read.")
                    }
                    return nil
                }
                place.withLock { $0 += Int64(piece.count) }
                return piece
            }
        }
    }

    private static func piece(
        of file: Descriptor, _ path: String, at offset: Int64, upTo limit: Int
    ) throws(BackupsError) -> [UInt8] {
        guard limit > 0 else { return [] }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            repeat {
                count = pread(file.number, buffer.baseAddress, limit, off_t(offset))
            } while count < 0
                && errno == EINTR
            if count < 0 { (failure, count) = (errno, 0) }
        }
        guard failure == 0 else { throw BackupsError.system(failure, path) }
        return bytes
    }

    // MARK: One id for one copy, whatever happens in between

    private func sessionName(_ backup: Backup) -> String {
        "backups.session.\(set.name).\(backup.id).\(place.connection)"
    }
    private func key(_ backup: Backup) -> [SQLValue] {
        [SQLValue(set.book.name), SQLValue(backup.id.text), SQLValue(place.connection)]
    }

    /// The id that the copy gets, the same in each attempt; `nil` when the service gives its own only.
    private func plannedID(_ backup: Backup, _ store: any FileStoring) async throws -> String? {
        let key = key(backup)
        let known = try await backups.database.read { database in
            try database.first(
                "SELECT file_id FROM backups_uploads WHERE book = $1 AND backup = $2 AND connection = $3", key)?
                .text("file_id")
        }
        if let known { return known }
        guard let id = try await patiently({ try await store.newIDs(1) }).first else { return nil }
        try await backups.database.write { database in
            _ = try database.execute(
                "INSERT INTO backups_uploads (book, backup, connection, file_id) VALUES ($1, $2, $3, $4)",
                key + [SQLValue(id)])
        }
        return id
    }

    private func forgetID(_ backup: Backup) async throws {
        let key = key(backup)
        try await backups.database.write { database in
            _ = try database.execute(
                "DELETE FROM backups_uploads WHERE book = $1 AND backup = $2 AND connection = $3", key)
        }
    }
}

/// Keeps an upload's session sealed in the vault, so that another process goes on with it.
private struct UploadKeeper: UploadKeeping {
    let vault: SecretVault
    let name: String
    let report: @Sendable (Int64) -> Void

    func load() async throws -> Secret? { try await vault.secret(named: name) }

    func keep(_ session: Secret?) async throws {
        if let session {
            try await vault.put(session, named: name, by: "backups")
        } else {
            try await vault.remove(named: name)
        }
    }

    func confirmed(_ bytes: Int64) async { report(bytes) }
}
