// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials

/// A public Ed25519 key with a name, for checking signed notes (C2SP signed-note).
///
/// Its text form is `name+id+base64(0x01 ‖ key)`, the id being 8 hexadecimal digits: the first four bytes of
/// SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). The id makes a damaged text visible.
public struct NoteVerifier: Sendable, Hashable, CustomStringConvertible {
    /// Who signs, as `example.org/steward`.
    public let name: String
    /// The first four bytes of the hash above, big-endian.
    public let keyID: UInt32
    /// The Ed25519 public key, 32 bytes.
    public let publicKey: [UInt8]

    /// Takes a key.
    /// - Throws: ``LedgerError`` with `invalidKey` when the name is empty or holds spaces, control characters or `+`,
    ///   or the key is not 32 bytes long.
    public init(name: String, publicKey: [UInt8]) throws(LedgerError) {
        guard NoteName.isValid(name) else { throw NoteName.refusal(name) }
        guard publicKey.count == 32 else {
            throw LedgerError(.invalidKey, "An Ed25519 public key has 32 bytes, this one has \(publicKey.count).")
        }
        self.name = name
        self.publicKey = publicKey
        keyID = Self.keyID(name: name, publicKey: publicKey)
    }

    /// Reads the text form.
    /// - Throws: ``LedgerError`` with `invalidKey` naming the part that is wrong.
    public init(parsing text: String) throws(LedgerError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else {
            throw LedgerError(.invalidKey, "A verifier key has the form name+id+key; this text has not.")
        }
        guard let key = Base64.bytes(parts[2]), key.count == 33, key[0] == 1 else {
            throw LedgerError(.invalidKey, "The last part of the verifier key is not an Ed25519 key in base64.")
        }
        try self.init(name: parts[0], publicKey: Array(key[1...]))
        guard idText == parts[1] else {
            throw LedgerError(.invalidKey, "The verifier key's id is \(parts[1]), but its name and key give \(idText).")
        }
    }

    /// The text form.
    public var description: String { "\(name)+\(idText)+\(Base64.text([1] + publicKey))" }

    /// Whether the signature is this key's over the text.
    public func isValid(_ signature: [UInt8], over text: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: text)
    }

    /// The id as 8 hexadecimal digits.
    var idText: String { NoteName.text(keyID) }

    static func keyID(name: String, publicKey: [UInt8]) -> UInt32 {
        var hasher = SHA256()
        hasher.update(data: Array(name.utf8) + [0x0A, 0x01] + publicKey)
        return hasher.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// The rules for the names of keys.
enum NoteName {
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.value >= 0x20 && scalar != "+" && scalar.value != 0x7F && !scalar.properties.isWhitespace
            }
    }

    static func refusal(_ name: String) -> LedgerError {
        LedgerError(
            .invalidKey,
            "A key's name is not empty and has no spaces, control characters or +; "
                + "\(name.debugDescription) does not do."
        )
    }

    static func text(_ id: UInt32) -> String {
        Hexadecimal.text([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: id >> UInt32($0)) })
    }
}
