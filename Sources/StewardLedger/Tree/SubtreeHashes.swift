// SPDX-License-Identifier: Apache-2.0

/// Computes roots and proofs (RFC 6962 section 2.1) from the hashes of complete subtrees.
struct SubtreeHashes {
    /// The hash of the complete subtree at a level (a leaf's is 0) and a place among those of its level.
    let complete: (_ level: Int, _ place: Int64) throws -> TreeHash

    /// Over leaves in memory.
    init(leaves: [TreeHash]) {
        self.init { level, place in
            var frontier = MerkleFrontier()
            let start = Int(place) << level
            for leaf in leaves[start..<(start + 1 << level)] { frontier.append(leaf) }
            return frontier.root
        }
    }

    init(complete: @escaping (Int, Int64) throws -> TreeHash) { self.complete = complete }

    /// MTH(D[start:end]); `start` must be where a subtree starts.
    func root(_ start: Int64, _ end: Int64) throws -> TreeHash {
        let count = end - start
        guard count > 0 else { return MerkleFrontier().root }
        if count.nonzeroBitCount == 1 {
            let level = count.trailingZeroBitCount
            return try complete(level, start >> Int64(level))
        }
        let middle = start + Self.split(count)
        return .node(try root(start, middle), try root(middle, end))
    }

    /// PATH(index, D[0:size]), RFC 6962 section 2.1.1.
    func inclusionPath(_ index: Int64, _ size: Int64) throws -> [TreeHash] {
        var path: [TreeHash] = []
        var (start, end) = (Int64(0), size)
        while end - start > 1 {
            let middle = start + Self.split(end - start)
            if index < middle {
                path.append(try root(middle, end))
                end = middle
            } else {
                path.append(try root(start, middle))
                start = middle
            }
        }
        return path.reversed()
    }

    /// PROOF(from, D[0:to]), RFC 6962 section 2.1.2. Empty when `from` is 0 or `to`.
    func consistencyPath(_ from: Int64, _ to: Int64) throws -> [TreeHash] {
        guard from > 0, from < to else { return [] }
        var path: [TreeHash] = []
        var (start, end) = (Int64(0), to)
        while end != from {
            let middle = start + Self.split(end - start)
            if from <= middle {
                path.append(try root(middle, end))
                end = middle
            } else {
                path.append(try root(start, middle))
                start = middle
            }
        }
        // SUBPROOF's flag: the old tree's own root is known to the one who checks, a part of it is not.
        if start > 0 { path.append(try root(start, end)) }
        return path.reversed()
    }

    /// The largest power of two smaller than `count`, which must be above 1.
    private static func split(_ count: Int64) -> Int64 { 1 << Int64(63 - (count - 1).leadingZeroBitCount) }
}
