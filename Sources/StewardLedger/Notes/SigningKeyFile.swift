// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Signing keys in files that only their owner can read (mode 0600).
public enum SigningKeyFile {
    /// Makes a new key and writes it to a new file.
    /// - Throws: ``LedgerError`` with `exists` when there is something at the path, `storage` when it cannot be
    ///   written,
    ///   `invalidKey` when the name does not do.
    public static func create(at path: String, name: String) throws -> NoteSigner {
        let signer = try NoteSigner(newKeyNamed: name)
        let file = try WritingFile(creating: path, mode: 0o600)
        try file.write(Array((signer.text.reveal() + "\n").utf8))
        try file.finish()
        return signer
    }

    /// Reads a key.
    /// - Throws: ``LedgerError`` with `notFound` when there is no file, `invalidKey` when others than its owner may
    ///   read it or it holds no key.
    public static func load(from path: String) throws -> NoteSigner {
        let file = try ReadingFile(path)
        guard try file.permissions() & 0o077 == 0 else {
            throw LedgerError(
                .invalidKey, "The signing key \(path) can be read by others; make it private with: chmod 600 \(path)")
        }
        var bytes = try file.contents(upTo: 4096)
        if bytes.last == 0x0A { bytes.removeLast() }
        return try NoteSigner(parsing: Secret(String(decoding: bytes, as: UTF8.self)))
    }
}
