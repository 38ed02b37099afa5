// SPDX-License-Identifier: Apache-2.0

/// Text signed by one or more keys, in the C2SP signed-note form that transparency logs use.
///
/// ```
/// text, one or more lines
///
/// — name base64(key id ‖ signature)
/// ```
/// Parsing says nothing about who signed; call ``verify(by:)`` before believing the text.
public struct SignedNote: Sendable, Hashable, CustomStringConvertible {
    /// What was signed; ends in a newline.
    public let text: String
    /// The signatures in order. At least one.
    public let signatures: [Signature]

    /// One line below the text.
    public struct Signature: Sendable, Hashable {
        /// The key's name.
        public let name: String
        /// The key's id.
        public let keyID: UInt32
        /// What the key made of the text; 64 bytes from an Ed25519 key.
        public let signature: [UInt8]
    }

    init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note of at most 1 MB with at most 100 signatures.
    /// - Throws: ``LedgerError`` with `invalidNote` naming the fault.
    public init(parsing bytes: [UInt8]) throws(LedgerError) {
        guard bytes.count <= 1_000_000 else {
            throw LedgerError(.invalidNote, "The note has \(bytes.count) bytes; at most 1000000 are read.")
        }
        guard Self.isWellFormed(bytes), let whole = String(validating: bytes, as: UTF8.self) else {
            throw LedgerError(.invalidNote, "The note is not UTF-8 text without control characters.")
        }
        let lines = whole.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard let last = lines.last, last.isEmpty, let blank = lines.dropLast().lastIndex(where: \.isEmpty), blank > 0
        else {
            throw LedgerError(.invalidNote, "The note does not end in a blank line and signature lines.")
        }
        var signatures: [Signature] = []
        for line in lines[(blank + 1)..<(lines.count - 1)] {
            signatures.append(try Self.signature(String(Substring(line)), number: lines.startIndex + signatures.count))
        }
        guard (1...100).contains(signatures.count) else {
            throw LedgerError(.invalidNote, "The note has \(signatures.count) signatures; 1 to 100 are read.")
        }
        self.init(text: String(whole.utf8[..<lines[blank].startIndex]) ?? "", signatures: signatures)
    }

    private static func signature(_ line: String, number: Int) throws(LedgerError) -> Signature {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0].unicodeScalars.elementsEqual(["\u{2014}"]), NoteName.isValid(parts[1]),
            let bytes = Base64.bytes(parts[2]), bytes.count > 4
        else {
            throw LedgerError(
                .invalidNote, "Signature line \(number + 1) does not have the form \"\u{2014} name base64\".")
        }
        let keyID = bytes[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Signature(name: parts[1], keyID: keyID, signature: Array(bytes[4...]))
    }

    /// Checks the signatures of the keys given; those of other keys are passed over.
    /// - Returns: the keys that signed, each once, in the order of the note.
    /// - Throws: ``LedgerError`` with `invalidNote` when none of the keys signed, or one's signature does not fit.
    @discardableResult
    public func verify(by keys: [NoteVerifier]) throws(LedgerError) -> [NoteVerifier] {
        var signers: [NoteVerifier] = []
        let bytes = Array(text.utf8)
        for line in signatures {
            guard let key = keys.first(where: { $0.name.utf8.elementsEqual(line.name.utf8) && $0.keyID == line.keyID }),
                !signers.contains(key)
            else { continue }
            guard key.isValid(line.signature, over: bytes) else {
                throw LedgerError(
                    .invalidNote, "The signature of \(line.name) does not fit the text: text or signature were altered."
                )
            }
            signers.append(key)
        }
        guard !signers.isEmpty else {
            let found = signatures.map { "\($0.name)+\(NoteName.text($0.keyID))" }.joined(separator: ", ")
            throw LedgerError(.invalidNote, "The note is signed by \(found), which is not a key given.")
        }
        return signers
    }

    /// The note with another key's signature added below.
    public func adding(_ other: SignedNote) -> SignedNote {
        SignedNote(text: text, signatures: signatures + other.signatures)
    }

    /// The whole note.
    public var description: String {
        text + "\n"
            + signatures.map { line in
                let id = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: line.keyID >> UInt32($0)) }
                return "\u{2014} \(line.name) \(Base64.text(id + line.signature))\n"
            }.joined()
    }

    static func isWellFormed(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A } }
}
