// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension Ledger {
    /// The root of a book when it had `size` entries; of the whole book when `nil`.
    /// - Throws: ``LedgerError`` with `notFound` when the book is smaller; the database's error.
    public func root(of book: BookID, size: Int64? = nil) async throws -> [UInt8] {
        try await withTree(book) { tree in
            let size = try tree.checked(size)
            return try tree.hashes.root(0, size).bytes
        }
    }

    /// Shows that an entry stands in the book as it was with `size` entries; with all it has now when `nil`.
    /// - Throws: ``LedgerError`` with `notFound` when there is no such entry or size; the database's error.
    public func inclusionProof(
        of sequence: Int64, in book: BookID, size: Int64? = nil
    ) async throws -> InclusionProof {
        try await withTree(book) { tree in
            let size = try tree.checked(size)
            guard (0..<size).contains(sequence) else {
                throw LedgerError(.notFound, "The book \(book) of \(size) entries has no entry \(sequence).")
            }
            let path = try tree.hashes.inclusionPath(sequence, size)
            return InclusionProof(sequence: sequence, size: size, path: path.map(\.bytes))
        }
    }

    /// Shows that the book of `newSize` entries begins with the book of `oldSize` entries.
    /// - Throws: ``LedgerError`` with `notFound` when the sizes are not in order or too large; the database's error.
    public func consistencyProof(
        in book: BookID, from oldSize: Int64, to newSize: Int64? = nil
    ) async throws -> ConsistencyProof {
        try await withTree(book) { tree in
            let newSize = try tree.checked(newSize)
            guard (0...newSize).contains(oldSize) else {
                throw LedgerError(.notFound, "The book \(book) of \(newSize) entries never had \(oldSize).")
            }
            let path = try tree.hashes.consistencyPath(oldSize, newSize)
            return ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path.map(\.bytes))
        }
    }

    private func withTree<Value: Sendable>(
        _ book: BookID, _ body: @escaping @Sendable (StoredTree) throws -> Value
    ) async throws -> Value {
        try await database.read { connection in try body(try StoredTree(book, connection: connection)) }
    }
}

/// A book's Merkle tree as the database keeps it. Reading a proof costs a few short ranges, whatever the book's size.
struct StoredTree {
    let book: BookID
    /// The book's row.
    let size: Int64
    let frontier: MerkleFrontier
    let hashes: SubtreeHashes

    /// A book that does not exist is an empty one.
    init(_ book: BookID, connection: any SQLConnection) throws {
        self.book = book
        let row = try connection.first("SELECT size, peaks FROM ledger_book WHERE id = $1", [.text(book.name)])
        size = try row?.integer("size") ?? 0
        guard let frontier = MerkleFrontier(size: size, stored: try row?.bytes("peaks") ?? []) else {
            throw LedgerError(.damaged, "The row of the book \(book) in ledger_book does not fit its size \(size).")
        }
        self.frontier = frontier
        hashes = SubtreeHashes { level, place in
            try Self.complete(book, level: level, place: place, connection: connection)
        }
    }

    func checked(_ wanted: Int64?) throws(LedgerError) -> Int64 {
        let wanted = wanted ?? size
        guard (0...size).contains(wanted) else {
            throw LedgerError(.notFound, "The book \(book) has \(size) entries, not \(wanted).")
        }
        return wanted
    }

    private static func complete(
        _ book: BookID, level: Int, place: Int64, connection: any SQLConnection
    ) throws -> TreeHash {
        let stored = level - level % BookAppender.storedLevels
        let count = Int64(1) << Int64(level - stored)
        let range: [SQLValue] = [.text(book.name), .integer(place * count), .integer((place + 1) * count)]
        let rows =
            stored == 0
            ? try connection.query(
                "SELECT hash FROM ledger_entry WHERE book = $1 AND sequence >= $2 AND sequence < $3 ORDER BY sequence",
                range)
            : try connection.query(
                """
                SELECT hash FROM ledger_node WHERE book = $1 AND place >= $2 AND place < $3 AND level = $4
                ORDER BY place
                """, range + [.integer(Int64(stored))])
        let hashes = try rows.compactMap { TreeHash(try $0.bytes("hash")) }
        guard hashes.count == count else {
            throw LedgerError(
                .damaged, "The tree of the book \(book) lacks nodes at level \(stored), place \(place * count).")
        }
        var frontier = MerkleFrontier()
        for hash in hashes { frontier.append(hash) }
        return frontier.root
    }
}
