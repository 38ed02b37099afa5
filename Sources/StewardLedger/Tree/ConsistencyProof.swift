// SPDX-License-Identifier: Apache-2.0

/// Shows that a book of one size and root was continued, not rewritten, to a later size and root
/// (RFC 6962 section 2.1.2).
public struct ConsistencyProof: Sendable, Hashable {
    /// The earlier size.
    public let oldSize: Int64
    /// The later size.
    public let newSize: Int64
    /// The hashes of RFC 6962's PROOF; empty when the sizes are equal or the old one is 0.
    public let path: [[UInt8]]

    /// Makes a proof from its parts, as received from somebody.
    public init(oldSize: Int64, newSize: Int64, path: [[UInt8]]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// Whether the book with the new root begins with the book with the old root.
    ///
    /// Never throws: a malformed proof is no proof.
    public func isValid(oldRoot: [UInt8], newRoot: [UInt8]) -> Bool {
        guard oldSize >= 0, oldSize <= newSize, let oldRoot = TreeHash(oldRoot), let newRoot = TreeHash(newRoot) else {
            return false
        }
        if oldSize == 0, oldRoot != MerkleFrontier().root { return false }
        if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
        if oldSize == 0 { return path.isEmpty }
        var steps = path.map { TreeHash($0) }[...]
        var (place, last) = (oldSize - 1, newSize - 1)
        while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
        // A complete old tree is a subtree of the new one: its root starts both sums and is not in the path.
        guard let start = place == 0 ? oldRoot : steps.popFirst() ?? nil else { return false }
        var (old, new) = (start, start)
        for step in steps {
            guard last > 0, let step else { return false }
            if place & 1 == 1 || place == last {
                (old, new) = (.node(step, old), .node(step, new))
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                new = .node(new, step)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && old == oldRoot && new == newRoot
    }
}
