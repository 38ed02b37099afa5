// SPDX-License-Identifier: Apache-2.0

/// A book's size and root at one moment, in the C2SP tlog-checkpoint form: origin, size, root, each on its line.
///
/// Steward's origin is the key's name, a slash and the book. Extension lines are kept and mean nothing here.
public struct Checkpoint: Sendable, Hashable {
    /// Which log this is.
    public let origin: String
    /// How many entries it has.
    public let size: Int64
    /// The Merkle tree's root, 32 bytes.
    public let root: [UInt8]
    /// Further lines, none of them empty.
    public let extensions: [String]

    /// Makes a checkpoint.
    /// - Throws: ``LedgerError`` with `invalidNote` when a part cannot stand in a checkpoint.
    public init(origin: String, size: Int64, root: [UInt8], extensions: [String] = []) throws(LedgerError) {
        let lines = [origin] + extensions
        guard lines.allSatisfy({ !$0.isEmpty && SignedNote.isWellFormed(Array($0.utf8)) && !$0.utf8.contains(0x0A) })
        else { throw LedgerError(.invalidNote, "A checkpoint's lines are not empty and have no control characters.") }
        guard size >= 0 else { throw LedgerError(.invalidNote, "A checkpoint's size is not negative.") }
        guard root.count == 32 else {
            throw LedgerError(.invalidNote, "A checkpoint's root has 32 bytes, this one has \(root.count).")
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads a note's text.
    /// - Throws: ``LedgerError`` with `invalidNote` naming the line that is wrong.
    public init(parsing text: String) throws(LedgerError) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard lines.count >= 4, lines.last == "" else {
            throw LedgerError(
                .invalidNote, "A checkpoint has the lines origin, size and root, each ended by a newline.")
        }
        guard let size = Int64(lines[1]), String(size) == lines[1] else {
            throw LedgerError(.invalidNote, "Line 2 of the checkpoint is not a size in decimal digits.")
        }
        guard let root = Base64.bytes(lines[2]) else {
            throw LedgerError(.invalidNote, "Line 3 of the checkpoint is not a root hash in base64.")
        }
        try self.init(origin: lines[0], size: size, root: root, extensions: Array(lines[3..<(lines.count - 1)]))
    }

    /// The text to be signed.
    public var text: String {
        ([origin, String(size), Base64.text(root)] + extensions).map { $0 + "\n" }.joined()
    }
}

/// A checkpoint with its signature.
public struct SignedCheckpoint: Sendable, Hashable {
    /// What was signed.
    public let checkpoint: Checkpoint
    /// The note; its text is the checkpoint's.
    public let note: SignedNote
}
