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

extension InclusionProof {
    /// One step from an entry towards the root.
    package struct Step: Sendable, Hashable {
        /// The hash beside the way.
        package let sibling: [UInt8]
        /// Whether it comes first when the two are hashed.
        package let isLeft: Bool
        /// The hash of both, one level up.
        package let result: [UInt8]
    }

    /// The steps of the proof with what each gives, for people who follow it; the last gives the root. Empty for a
    /// proof that is malformed, and for a book of one entry.
    package func steps(from entryHash: [UInt8]) -> [Step] {
        guard sequence >= 0, sequence < size, var hash = TreeHash(entryHash) else { return [] }
        var steps: [Step] = []
        var (place, last) = (sequence, size - 1)
        for sibling in path {
            guard last > 0, let beside = TreeHash(sibling) else { return [] }
            let isLeft = place & 1 == 1 || place == last
            hash = isLeft ? .node(beside, hash) : .node(hash, beside)
            if isLeft { while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) } }
            (place, last) = (place >> 1, last >> 1)
            steps.append(Step(sibling: sibling, isLeft: isLeft, result: hash.bytes))
        }
        return steps
    }
}
