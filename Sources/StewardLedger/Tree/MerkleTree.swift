// SPDX-License-Identifier: Apache-2.0

/// The Merkle tree of RFC 6962 section 2.1 over SHA-256, for those who check a book with their own data.
///
/// An entry's ``Entry/hash`` is its leaf hash. Hashes are 32 bytes.
public struct MerkleTree: Sendable {
    private var leaves: [TreeHash] = []

    /// An empty tree.
    public init() {}

    /// A tree over leaf hashes.
    /// - Throws: ``LedgerError`` with `damaged` when one is not 32 bytes long.
    public init(leafHashes: [[UInt8]]) throws(LedgerError) {
        for (place, hash) in leafHashes.enumerated() {
            guard let hash = TreeHash(hash) else {
                throw LedgerError(.damaged, "Leaf hash \(place) has \(hash.count) bytes; SHA-256 has 32.")
            }
            leaves.append(hash)
        }
    }

    /// The number of leaves.
    public var size: Int64 { Int64(leaves.count) }
    /// Adds a leaf by its content.
    public mutating func append(_ leaf: [UInt8]) { leaves.append(.leaf(leaf)) }

    /// SHA-256(0x00 ‖ leaf).
    public static func leafHash(_ leaf: [UInt8]) -> [UInt8] { TreeHash.leaf(leaf).bytes }

    /// The root when the tree had `size` leaves; of the whole tree when `nil`.
    /// - Throws: ``LedgerError`` with `notFound` when the tree is smaller.
    public func root(size: Int64? = nil) throws -> [UInt8] {
        let size = try checked(size)
        return try SubtreeHashes(leaves: leaves).root(0, size).bytes
    }

    /// Shows that leaf `sequence` is in the tree of `size` leaves.
    /// - Throws: ``LedgerError`` with `notFound` when there is no such leaf or size.
    public func inclusionProof(of sequence: Int64, size: Int64? = nil) throws -> InclusionProof {
        let size = try checked(size)
        guard (0..<size).contains(sequence) else {
            throw LedgerError(.notFound, "A tree of \(size) leaves has no leaf \(sequence).")
        }
        let path = try SubtreeHashes(leaves: leaves).inclusionPath(sequence, size)
        return InclusionProof(sequence: sequence, size: size, path: path.map(\.bytes))
    }

    /// Shows that the tree of `newSize` leaves begins with the tree of `oldSize` leaves.
    /// - Throws: ``LedgerError`` with `notFound` when the sizes are not in order or too large.
    public func consistencyProof(from oldSize: Int64, to newSize: Int64? = nil) throws -> ConsistencyProof {
        let newSize = try checked(newSize)
        guard (0...newSize).contains(oldSize) else {
            throw LedgerError(.notFound, "A tree of \(newSize) leaves never had \(oldSize).")
        }
        let path = try SubtreeHashes(leaves: leaves).consistencyPath(oldSize, newSize)
        return ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path.map(\.bytes))
    }

    private func checked(_ wanted: Int64?) throws(LedgerError) -> Int64 {
        let wanted = wanted ?? size
        guard (0...size).contains(wanted) else {
            throw LedgerError(.notFound, "The tree has \(size) leaves, not \(wanted).")
        }
        return wanted
    }
}
