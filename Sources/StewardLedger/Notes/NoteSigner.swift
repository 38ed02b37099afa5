// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
public import StewardCore

/// A private Ed25519 key with a name, for signing notes (C2SP signed-note).
///
/// Its text form is `PRIVATE+KEY+name+id+base64(0x01 ‖ seed)`, as golang.org/x/mod/sumdb/note writes it. Printing a
/// signer shows its public key only.
public struct NoteSigner: Sendable, CustomStringConvertible, CustomReflectable {
    /// The public half.
    public let verifier: NoteVerifier
    private let key: Curve25519.Signing.PrivateKey

    /// Makes a new key from the system's random numbers.
    /// - Throws: ``LedgerError`` with `invalidKey` when the name does not do; see ``NoteVerifier``.
    public init(newKeyNamed name: String) throws(LedgerError) {
        try self.init(name: name, key: Curve25519.Signing.PrivateKey())
    }

    /// Reads the text form.
    /// - Throws: ``LedgerError`` with `invalidKey`; the message never holds the key.
    public init(parsing text: Secret) throws(LedgerError) {
        let parts = text.reveal().split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY" else {
            throw LedgerError(.invalidKey, "A signing key has the form PRIVATE+KEY+name+id+key; this text has not.")
        }
        guard let seed = Base64.bytes(parts[4]), seed.count == 33, seed[0] == 1,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed[1...])
        else {
            throw LedgerError(.invalidKey, "The last part of the signing key is not an Ed25519 seed in base64.")
        }
        try self.init(name: parts[2], key: key)
        guard verifier.idText == parts[3] else {
            throw LedgerError(.invalidKey, "The signing key's id does not fit its name and seed; the text is damaged.")
        }
    }

    private init(name: String, key: Curve25519.Signing.PrivateKey) throws(LedgerError) {
        self.key = key
        verifier = try NoteVerifier(name: name, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// The text form, to be kept in a file that only its owner can read.
    public var text: Secret {
        let seed = Base64.text([1] + Array(key.rawRepresentation))
        return Secret("PRIVATE+KEY+\(verifier.name)+\(verifier.idText)+\(seed)")
    }

    /// Signs a text.
    /// - Throws: ``LedgerError`` with `invalidNote` when the text is not one of a note: it must end in a newline and
    ///   hold no other control character.
    public func sign(_ text: String) throws(LedgerError) -> SignedNote {
        let bytes = Array(text.utf8)
        guard bytes.last == 0x0A, SignedNote.isWellFormed(bytes) else {
            throw LedgerError(
                .invalidNote, "A note's text ends in a newline and holds no other control character; this one does not."
            )
        }
        let signature: [UInt8]
        do { signature = Array(try key.signature(for: bytes)) } catch {
            throw LedgerError(.invalidKey, "The key \(verifier.name) cannot sign.", cause: error)
        }
        return SignedNote(
            text: text, signatures: [.init(name: verifier.name, keyID: verifier.keyID, signature: signature)])
    }

    /// The public key's text form.
    public var description: String { verifier.description }
    /// A mirror without children, so that `dump` shows no key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
