// SPDX-License-Identifier: Apache-2.0

/// Shows that an entry stands in a book of a certain size and root (RFC 6962 section 2.1.1).
public struct InclusionProof: Sendable, Hashable {
    /// The entry's sequence number.
    public let sequence: Int64
    /// How many entries the book had.
    public let size: Int64
    /// The hashes beside the way from the entry to the root, from the bottom.
    public let path: [[UInt8]]

    /// Makes a proof from its parts, as received from somebody.
    public init(sequence: Int64, size: Int64, path: [[UInt8]]) {
        self.sequence = sequence
        self.size = size
        self.path = path
    }

    /// Whether the entry with this hash stands at ``sequence`` in the book of ``size`` entries with this root.
    ///
    /// Never throws: a malformed proof is no proof.
    public func isValid(entryHash: [UInt8], root: [UInt8]) -> Bool {
        guard sequence >= 0, sequence < size, var hash = TreeHash(entryHash), let root = TreeHash(root) else {
            return false
        }
        var (place, last) = (sequence, size - 1)
        for step in path {
            guard last > 0, let step = TreeHash(step) else { return false }
            if place & 1 == 1 || place == last {
                hash = .node(step, hash)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = .node(hash, step)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }
}
