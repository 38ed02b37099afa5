// SPDX-License-Identifier: Apache-2.0

/// The right edge of a growing tree: the roots of its complete subtrees, largest first. All that appending needs.
struct MerkleFrontier: Sendable, Equatable {
    private(set) var size: Int64 = 0
    private(set) var peaks: [TreeHash] = []

    init() {}

    /// Takes what was stored. `nil` when there are not as many peaks as a tree of this size has.
    init?(size: Int64, stored: [UInt8]) {
        guard size >= 0, stored.count == size.nonzeroBitCount * 32 else { return nil }
        self.size = size
        for start in stride(from: 0, to: stored.count, by: 32) {
            guard let peak = TreeHash(stored[start..<(start + 32)]) else { return nil }
            peaks.append(peak)
        }
    }

    /// The peaks one after another.
    var stored: [UInt8] { peaks.flatMap(\.bytes) }

    /// Adds a leaf. `completed` hears of every subtree that is complete now: its level (a leaf's is 0) and its place
    /// among those of its level.
    mutating func append(_ leaf: TreeHash, completed: (Int, Int64, TreeHash) -> Void) {
        var hash = leaf
        var level = 0
        while (size >> Int64(level)) & 1 == 1, let left = peaks.popLast() {
            hash = .node(left, hash)
            level += 1
            completed(level, size >> Int64(level), hash)
        }
        peaks.append(hash)
        size += 1
    }

    /// Adds a leaf.
    mutating func append(_ leaf: TreeHash) { append(leaf) { _, _, _ in } }

    /// The Merkle tree hash of RFC 6962 section 2.1.
    var root: TreeHash {
        guard var root = peaks.last else { return [].withUnsafeBytes { TreeHash(hashing: $0) } }
        for left in peaks.dropLast().reversed() { root = .node(left, root) }
        return root
    }
}
