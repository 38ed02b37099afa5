// SPDX-License-Identifier: Apache-2.0
import Crypto
package import FoundationEssentials
package import StewardCore

/// Passwords and tokens at rest: in the database, sealed with a key that is not in the database.
///
/// Each secret is sealed with ChaCha20-Poly1305; its name is bound to it, so that a row copied to another name does not
/// open. Several processes may use one vault; each reads the key file when it needs it.
package struct SecretVault: Sendable {
    /// The tables that the vault needs.
    package static let migrations = [
        Migration(
            "vault-0001-secrets",
            [
                """
                CREATE TABLE vault_secrets (
                    name TEXT NOT NULL PRIMARY KEY, key_name TEXT NOT NULL, sealed BYTEA NOT NULL,
                    changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL)
                """,
                "CREATE TABLE vault_turns (id BIGINT NOT NULL PRIMARY KEY, turn BIGINT NOT NULL)",
                "INSERT INTO vault_turns (id, turn) VALUES (1, 0)",
            ])
    ]

    private let database: any Database
    private let source: VaultKeySource
    private let clock: any Timekeeping

    /// A vault over a migrated database. Does nothing yet.
    package init(database: any Database, key source: VaultKeySource, clock: any Timekeeping = SystemClock()) {
        self.database = database
        self.source = source
        self.clock = clock
    }

    /// Keeps a secret under a name, in place of the one that had it. The first secret makes the key file.
    /// - Throws: `VaultError`, `DatabaseError`.
    package func put(_ secret: Secret, named name: String, by actor: String) async throws {
        try await database.write { connection in
            try takeTurn(connection)
            let keys = try keys(connection)
            let sealed = try Self.seal(secret, name, keys.newest)
            try connection.execute(
                """
                INSERT INTO vault_secrets (name, key_name, sealed, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (name) DO UPDATE SET key_name = excluded.key_name, sealed = excluded.sealed,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """,
                [
                    SQLValue(name), SQLValue(VaultKeys.name(of: keys.newest)), .bytes(sealed), SQLValue(clock.now),
                    SQLValue(actor),
                ])
        }
    }

    /// The secret of this name, or `nil` when there is none.
    /// - Throws: `VaultError`, `DatabaseError`.
    package func secret(named name: String) async throws -> Secret? {
        try await database.read { connection in
            let rows = try connection.query(
                "SELECT key_name, sealed FROM vault_secrets WHERE name = $1", [SQLValue(name)])
            guard let row = rows.first else { return nil }
            let keys = try VaultKeys(reading: source)
            return try Self.open(row.bytes("sealed"), name, keys.find(row.text("key_name"), for: name))
        }
    }

    /// The names, sorted, with who changed each and when. No key is needed.
    /// - Throws: `DatabaseError`.
    package func list() async throws -> [Entry] {
        try await database.read { connection in
            try connection.query("SELECT name, changed_at, changed_by FROM vault_secrets ORDER BY name").map {
                Entry(
                    name: try $0.text("name"), changedAt: try $0.date("changed_at"),
                    changedBy: try $0.text("changed_by"))
            }
        }
    }

    /// What is known of a secret without opening it.
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let changedAt: Date
        package let changedBy: String
    }

    /// Forgets a secret. It is no error when there is none.
    /// - Throws: `DatabaseError`.
    package func remove(named name: String) async throws {
        try await database.write { _ = try $0.execute("DELETE FROM vault_secrets WHERE name = $1", [SQLValue(name)]) }
    }

    /// A step of a rotation that is on disk now.
    enum RotationStep: Sendable { case newKeyWritten, secretsSealed, oldKeyForgotten }

    /// Seals everything with a new key and forgets the old one. A key that was handed in by systemd is not made here:
    /// add the new key as the file's last line, restart, rotate, and take the old line out.
    ///
    /// Crash-safe: the key file holds both keys until every secret is sealed with the new one. A rotation that was cut
    /// off is completed by the next.
    /// - Returns: How many secrets were sealed anew.
    /// - Throws: `VaultError` (`busy` when another rotation runs), `DatabaseError`.
    @discardableResult
    package func rotate() async throws -> Int { try await rotate { _ in } }

    func rotate(_ reached: @Sendable (RotationStep) throws -> Void) async throws -> Int {
        guard case .file(let path) = source else { return try await sealAnew() }
        let lock = try RotationLock(path + ".lock")
        defer { withExtendedLifetime(lock) {} }
        try await database.write { connection in
            try takeTurn(connection)
            _ = try keys(connection)
        }
        try VaultKeys(reading: source).addingFresh().write(to: path)
        try reached(.newKeyWritten)
        let count = try await sealAnew()
        try reached(.secretsSealed)
        try VaultKeys(reading: source).onlyNewest().write(to: path)
        try reached(.oldKeyForgotten)
        return count
    }

    private func sealAnew() async throws -> Int {
        try await database.write { connection in
            try takeTurn(connection)
            let keys = try VaultKeys(reading: source)
            let newest = VaultKeys.name(of: keys.newest)
            let rows = try connection.query(
                "SELECT name, key_name, sealed FROM vault_secrets WHERE key_name <> $1", [SQLValue(newest)])
            for row in rows {
                let name = try row.text("name")
                let secret = try Self.open(row.bytes("sealed"), name, keys.find(row.text("key_name"), for: name))
                try connection.execute(
                    "UPDATE vault_secrets SET key_name = $1, sealed = $2 WHERE name = $3",
                    [SQLValue(newest), .bytes(try Self.seal(secret, name, keys.newest)), SQLValue(name)])
            }
            return rows.count
        }
    }

    /// Puts and rotations go one after the other, on every engine: each changes the same row before it reads the key
    /// file, so a secret cannot be sealed with a key that a rotation is about to forget.
    private func takeTurn(_ connection: any SQLConnection) throws {
        try connection.execute("UPDATE vault_turns SET turn = turn + 1 WHERE id = 1")
    }

    /// The keys; made now when the vault is empty and its key is a file.
    private func keys(_ connection: any SQLConnection) throws -> VaultKeys {
        do {
            return try VaultKeys(reading: source)
        } catch  where error.code == .keyMissing {
            let isEmpty = try connection.query("SELECT name FROM vault_secrets LIMIT 1").isEmpty
            guard case .file(let path) = source, isEmpty else { throw error }
            let keys = VaultKeys.fresh()
            try keys.write(to: path)
            return keys
        }
    }
}

extension SecretVault {
    private static func context(_ name: String) -> [UInt8] { Array("steward-secret-1\0\(name)".utf8) }

    private static func seal(_ secret: Secret, _ name: String, _ key: SymmetricKey) throws -> [UInt8] {
        [UInt8](try ChaChaPoly.seal(Array(secret.reveal().utf8), using: key, authenticating: context(name)).combined)
    }

    private static func open(_ sealed: [UInt8], _ name: String, _ key: SymmetricKey) throws -> Secret {
        do {
            let box = try ChaChaPoly.SealedBox(combined: sealed)
            let bytes = try ChaChaPoly.open(box, using: key, authenticating: context(name))
            return Secret(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw VaultError(.damaged, "The secret \(name) was changed outside Steward; enter it again.")
        }
    }
}

extension VaultKeys {
    fileprivate func find(_ keyName: String, for secret: String) throws(VaultError) -> SymmetricKey {
        guard let key = key(named: keyName) else {
            throw VaultError(.keyMissing, "The key \(keyName) that opens \(secret) is not in the key file; restore it.")
        }
        return key
    }
}

/// Held while a rotation runs; goes with the process.
private final class RotationLock: Sendable {
    private let file: DurableFile

    init(_ path: String) throws(VaultError) {
        do {
            file = try DurableFile(locking: path)
        } catch {
            throw VaultError(.keyUnusable, "The key file cannot be locked: \(error)")
        }
        guard file.lock() else { throw VaultError(.busy, "Another rotation is running; wait for it.") }
    }
}
