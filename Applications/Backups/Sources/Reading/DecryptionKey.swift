// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardStore

/// What opens an encrypted backup.
package enum DecryptionKey: Sendable {
    /// Nothing: it is not encrypted.
    case none
    /// A file with private keys, as age-keygen or ssh-keygen makes it; its absolute path.
    case identity(String)
    case passphrase(Secret)
}

extension Backups {
    /// Under which name the passphrase of a set is kept in the vault, where nobody chose another one.
    package static func passphraseName(_ set: String) -> String { "backups/\(set)/passphrase" }

    /// Keeps a passphrase in the vault, under the name that a set's ``Encryption/passphrase(secret:)`` says.
    /// - Throws: `BackupsError` with `invalid`; `VaultError`, `DatabaseError`.
    package func keep(passphrase: Secret, named name: String, by actor: String) async throws {
        if let problem = Terminal.problem(of: passphrase) {
            throw BackupsError(.invalid, problem + " Choose another one.")
        }
        try await vault.put(passphrase, named: name, by: actor)
    }

    /// What opens a backup.
    /// - Parameter identity: a file with private keys; needed for a backup that was encrypted for public keys.
    /// - Throws: `BackupsError` with `locked` when it is missing; `VaultError`, `DatabaseError`.
    package func key(of backup: Backup, identity: String?) async throws -> DecryptionKey {
        switch backup.encryption {
        case .none: return .none
        case .recipients:
            if let identity { return .identity(identity) }
            throw BackupsError(
                .locked,
                "\(backup.id) is encrypted for public keys; name the file with a private key that fits, or give the "
                    + "set its place with “steward backup add … --identity-file”.")
        case .passphrase(let name):
            if let secret = try await vault.secret(named: name) { return .passphrase(secret) }
            throw BackupsError(
                .locked, "\(backup.id) is encrypted with the passphrase “\(name)”, which is not kept here; enter it.")
        }
    }
}
