// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the vault's key is. Never in the database.
package enum VaultKeySource: Sendable, Hashable {
    /// A file that only its owner can read; made when the vault is new.
    case file(String)
    /// A file in the folder that systemd hands over (`$CREDENTIALS_DIRECTORY`, with `LoadCredential=`). Read only.
    case credential(folder: String, name: String)

    var path: String {
        switch self {
        case .file(let path): path
        case .credential(let folder, let name): folder + "/" + name
        }
    }
}

/// The keys in a key file: one line `steward-vault-1`, then one key a line in 64 hexadecimal digits, oldest first.
///
/// There is one key, and two or more while a rotation is unfinished. The last one seals; each of them opens.
struct VaultKeys: Sendable {
    private static let title = "steward-vault-1"
    private(set) var keys: [SymmetricKey]

    /// - Throws: `VaultError` with `keyMissing`, `keyExposed` or `keyUnusable`.
    init(reading source: VaultKeySource) throws(VaultError) {
        let path = source.path
        let text: String
        do {
            let file = try DurableFile(reading: path)
            // systemd gives the service access by a list that shows up as the group's right.
            let forbidden: UInt32 = if case .credential = source { 0o007 } else { 0o077 }
            guard try file.mode() & forbidden == 0 else {
                throw VaultError(.keyExposed, "Other users can read the key file \(path); run: chmod 600 \(path)")
            }
            text = String(decoding: try file.read(upTo: 4_096), as: UTF8.self)
        } catch let error as VaultError {
            throw error
        } catch {
            let isMissing = (error as? SystemCallError)?.isMissing ?? false
            throw isMissing
                ? VaultError(.keyMissing, "The key file \(path) is missing; restore it from a backup.")
                : VaultError(.keyUnusable, "The key file cannot be read: \(error)")
        }
        let lines = text.split(whereSeparator: \.isNewline)
        let keys = lines.dropFirst().compactMap { Hexadecimal.bytes(String($0)) }.filter { $0.count == 32 }
        guard lines.first.map(String.init) == Self.title, !keys.isEmpty, keys.count == lines.count - 1 else {
            throw VaultError(.keyUnusable, "The file \(path) is not a Steward key file.")
        }
        self.keys = keys.map { SymmetricKey(data: $0) }
    }

    private init(_ keys: [SymmetricKey]) { self.keys = keys }

    /// One new key.
    static func fresh() -> Self { Self([SymmetricKey(size: .bits256)]) }
    /// These keys and a new one that seals from now on.
    func addingFresh() -> Self { Self(keys + [SymmetricKey(size: .bits256)]) }
    /// Only the key that seals.
    func onlyNewest() -> Self { Self(keys.suffix(1)) }

    /// The key that seals.
    var newest: SymmetricKey { keys[keys.count - 1] }
    func key(named name: String) -> SymmetricKey? { keys.last { Self.name(of: $0) == name } }

    /// A name that tells keys apart and says nothing about them.
    static func name(of key: SymmetricKey) -> String {
        var hash = SHA256()
        hash.update(data: Array("steward-vault-key-name".utf8))
        key.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return Hexadecimal.text(hash.finalize().prefix(8))
    }

    /// Replaces the file at once: after a crash either the old or the new one is there.
    /// - Throws: `VaultError` with `keyUnusable`.
    func write(to path: String) throws(VaultError) {
        let lines = [Self.title] + keys.map { key in key.withUnsafeBytes { Hexadecimal.text($0) } }
        let temporary = path + ".new"
        do {
            try DurableFolder.remove(temporary)
            let file = try DurableFile(creating: temporary)
            try file.write(Array((lines.joined(separator: "\n") + "\n").utf8))
            try file.flush()
            try DurableFolder.rename(temporary, to: path)
            try DurableFolder.flush(DurableFolder.parent(of: path))
        } catch {
            throw VaultError(.keyUnusable, "The key file cannot be written: \(error)")
        }
    }
}
