// SPDX-License-Identifier: Apache-2.0
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

/// The test data of the certificate-transparency reference implementation.
@Suite("Merkle tree")
struct MerkleTreeTests {
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map(bytes)

    static func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).map { place in
            let start = hex.index(hex.startIndex, offsetBy: place)
            return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16) ?? 0
        }
    }

    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ].map(bytes)

    private static let a = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
    private static let b = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
    private static let c = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
    private static let d = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    private static let e = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
    private static let f = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"

    static let inclusion: [(Int64, Int64, [String])] = [
        (0, 1, []), (0, 8, [a, b, c]), (5, 8, [d, e, f]),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (1, 5, ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", b, d]),
    ]
    static let consistency: [(Int64, Int64, [String])] = [
        (1, 1, []), (1, 8, [a, b, c]),
        (6, 8, ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", e, f]), (2, 5, [b, d]),
    ]

    private var tree: MerkleTree {
        var tree = MerkleTree()
        for leaf in Self.leaves { tree.append(leaf) }
        return tree
    }

    @Test("Roots are the published ones for every size")
    func publishedRoots() throws {
        for size in 0...8 { #expect(try tree.root(size: Int64(size)) == Self.roots[size]) }
    }

    @Test("Inclusion proofs are the published ones, and hold")
    func publishedInclusion() throws {
        for (place, size, path) in Self.inclusion {
            let proof = try tree.inclusionProof(of: place, size: size)
            #expect(proof.path == path.map(Self.bytes))
            let leaf = MerkleTree.leafHash(Self.leaves[Int(place)])
            #expect(proof.isValid(entryHash: leaf, root: Self.roots[Int(size)]))
        }
    }

    @Test("Consistency proofs are the published ones, and hold")
    func publishedConsistency() throws {
        for (old, new, path) in Self.consistency {
            let proof = try tree.consistencyProof(from: old, to: new)
            #expect(proof.path == path.map(Self.bytes))
            #expect(proof.isValid(oldRoot: Self.roots[Int(old)], newRoot: Self.roots[Int(new)]))
        }
    }

    @Test("Every proof of every tree up to 40 leaves holds, and none holds for anything else")
    func allProofs() throws {
        var tree = MerkleTree()
        for leaf in UInt8(0)..<40 { tree.append([leaf]) }
        for size in Int64(1)...40 {
            let root = try tree.root(size: size)
            for place in 0..<size {
                let proof = try tree.inclusionProof(of: place, size: size)
                let leaf = MerkleTree.leafHash([UInt8(place)])
                #expect(proof.isValid(entryHash: leaf, root: root))
                #expect(!proof.isValid(entryHash: MerkleTree.leafHash([99]), root: root))
                let moved = InclusionProof(sequence: (place + 1) % size, size: size, path: proof.path)
                #expect(size == 1 || !moved.isValid(entryHash: leaf, root: root))
                let longer = InclusionProof(sequence: place, size: size, path: proof.path + [leaf])
                #expect(!longer.isValid(entryHash: leaf, root: root))
                let shorter = InclusionProof(sequence: place, size: size, path: Array(proof.path.dropLast()))
                #expect(size == 1 || !shorter.isValid(entryHash: leaf, root: root))
            }
            for old in 0...size {
                let oldRoot = try tree.root(size: old)
                let proof = try tree.consistencyProof(from: old, to: size)
                #expect(proof.isValid(oldRoot: oldRoot, newRoot: root))
                let wrong = MerkleTree.leafHash([77])
                #expect(!proof.isValid(oldRoot: wrong, newRoot: root))
                #expect(old == 0 || !proof.isValid(oldRoot: oldRoot, newRoot: wrong))
                let longer = ConsistencyProof(oldSize: old, newSize: size, path: proof.path + [wrong])
                #expect(!longer.isValid(oldRoot: oldRoot, newRoot: root))
            }
        }
    }

    @Test("Proofs with hashes of a wrong length or places outside are no proofs, and do not crash")
    func malformedProofs() {
        let hash = [UInt8](repeating: 1, count: 32)
        for path in [[], [[1, 2]], [hash], [hash, []], Array(repeating: hash, count: 70)] {
            for (place, size) in [(-1, 1), (0, 0), (5, 3), (0, Int64.max), (Int64.max - 1, Int64.max), (0, -5)] {
                let inclusion = InclusionProof(sequence: place, size: size, path: path)
                #expect(!inclusion.isValid(entryHash: hash, root: hash) || (size == 1 && path.isEmpty))
                let consistency = ConsistencyProof(oldSize: place, newSize: size, path: path)
                #expect(!consistency.isValid(oldRoot: hash, newRoot: hash))
            }
        }
    }

    @Test("Proofs out of the database are those of the tree over its entries", arguments: TestDatabases.engines)
    func storedProofs(engine: DatabaseEngine) async throws {
        try await Fixture.withLedger(engine) { ledger, _ in
            try await Fixture.fill(ledger, "book", 300)
            let entries = try await ledger.entries(in: "book", limit: 1000)
            let tree = try MerkleTree(leafHashes: entries.map(\.hash))
            for size in [Int64(1), 2, 15, 16, 17, 100, 255, 256, 257, 300] {
                let root = try await ledger.root(of: "book", size: size)
                #expect(try tree.root(size: size) == root)
                for place in Set([0, size / 3, size / 2, size - 1]) {
                    let proof = try await ledger.inclusionProof(of: place, in: "book", size: size)
                    #expect(try tree.inclusionProof(of: place, size: size) == proof)
                    #expect(proof.isValid(entryHash: entries[Int(place)].hash, root: root))
                }
                for old in Set([0, 1, size / 2, size]) {
                    let proof = try await ledger.consistencyProof(in: "book", from: old, to: size)
                    #expect(try tree.consistencyProof(from: old, to: size) == proof)
                }
            }
            await #expect(throws: LedgerError(.notFound, "")) { try await ledger.root(of: "book", size: 301) }
            await #expect(throws: LedgerError(.notFound, "")) { try await ledger.inclusionProof(of: 300, in: "book") }
            await #expect(throws: LedgerError(.notFound, "")) {
                try await ledger.consistencyProof(in: "book", from: 301)
            }
            #expect(try await ledger.root(of: "none") == MerkleTree().root())
        }
    }
}
