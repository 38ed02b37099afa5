// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension Ledger {
    /// Signs the book as it is now and keeps the checkpoint. When nothing was appended since the last one by the same
    /// key, that one is given back.
    ///
    /// Before signing, the book is checked against the last checkpoint: it must be at least as long and begin with the
    /// same entries.
    /// - Throws: ``LedgerError`` with `noSigner`; with `inconsistent` when the book was shortened or rewritten, and
    ///   then nothing is signed; with `notFound` when there is no such book; the database's error.
    @discardableResult
    public func checkpoint(_ book: BookID) async throws -> SignedCheckpoint { try await sign(book, size: nil) }

    /// Signs the book as it was with `size` entries, for a copy that ends there, and keeps the checkpoint. What was
    /// signed of more entries must continue it.
    /// - Throws: what signing the whole book throws; ``LedgerError`` with `notFound` when the book is smaller.
    @discardableResult
    package func checkpoint(_ book: BookID, size: Int64) async throws -> SignedCheckpoint {
        try await sign(book, size: size)
    }

    private func sign(_ book: BookID, size wanted: Int64?) async throws -> SignedCheckpoint {
        let signer = try requireSigner()
        return try await database.write { connection in
            guard
                try connection.first(
                    "UPDATE ledger_book SET size = size WHERE id = $1 RETURNING id", [.text(book.name)])
                    != nil
            else { throw LedgerError(.notFound, "There is no book \(book).") }
            let tree = try StoredTree(book, connection: connection)
            let whole = try tree.hashes.root(0, tree.size)
            guard whole == tree.frontier.root else {
                throw LedgerError(
                    .inconsistent, "The tree of the book \(book) contradicts its own edge; nothing was signed.")
            }
            let size = try tree.checked(wanted)
            let root = size == tree.size ? whole : try tree.hashes.root(0, size)
            let key = signer.verifier.description
            if let last = try Self.lastCheckpoint(book, connection) {
                try Self.check(tree, whole, continues: last.checkpoint, of: book)
                if let same = try Self.storedCheckpoint(book, size: size, key: key, connection) { return same }
            }
            let checkpoint = try Checkpoint(
                origin: "\(signer.verifier.name)/\(book)", size: size, root: root.bytes)
            let note = try signer.sign(checkpoint.text)
            try connection.execute(
                "INSERT INTO ledger_checkpoint (book, size, signer, root, note) VALUES ($1, $2, $3, $4, $5)",
                [.text(book.name), .integer(size), .text(key), .bytes(root.bytes), .text(note.description)])
            return SignedCheckpoint(checkpoint: checkpoint, note: note)
        }
    }

    /// The checkpoints that were signed, the newest first, at most `limit`.
    public func checkpoints(of book: BookID, limit: Int = 100) async throws -> [SignedCheckpoint] {
        try await database.read { connection in
            try connection.query(
                "SELECT note FROM ledger_checkpoint WHERE book = $1 ORDER BY size DESC, signer LIMIT $2",
                [.text(book.name), .integer(Int64(max(limit, 0)))]
            ).map { try SignedCheckpoint($0) }
        }
    }

    /// The key that this ledger signs with; `nil` when it has none.
    package var key: NoteVerifier? { signer?.verifier }

    func requireSigner() throws(LedgerError) -> NoteSigner {
        guard let signer else {
            throw LedgerError(.noSigner, "This ledger has no signing key; make one and open the ledger with it.")
        }
        return signer
    }

    static func lastCheckpoint(_ book: BookID, _ connection: any SQLConnection) throws -> SignedCheckpoint? {
        try connection.first(
            "SELECT note FROM ledger_checkpoint WHERE book = $1 ORDER BY size DESC, signer LIMIT 1",
            [.text(book.name)]
        ).map { try SignedCheckpoint($0) }
    }

    private static func storedCheckpoint(
        _ book: BookID, size: Int64, key: String, _ connection: any SQLConnection
    ) throws -> SignedCheckpoint? {
        try connection.first(
            "SELECT note FROM ledger_checkpoint WHERE book = $1 AND size = $2 AND signer = $3",
            [.text(book.name), .integer(size), .text(key)]
        ).map { try SignedCheckpoint($0) }
    }

    private static func check(
        _ tree: StoredTree, _ root: TreeHash, continues last: Checkpoint, of book: BookID
    ) throws {
        guard last.size <= tree.size else {
            throw LedgerError(
                .inconsistent,
                "The book \(book) has \(tree.size) entries, but \(last.size) were signed: entries were removed. "
                    + "Nothing was signed; restore the database.")
        }
        let path = try tree.hashes.consistencyPath(last.size, tree.size)
        let proof = ConsistencyProof(oldSize: last.size, newSize: tree.size, path: path.map(\.bytes))
        guard proof.isValid(oldRoot: last.root, newRoot: root.bytes) else {
            throw LedgerError(
                .inconsistent,
                "The first \(last.size) entries of the book \(book) are not those that were signed: they were changed. "
                    + "Nothing was signed; restore the database.")
        }
    }
}

extension SignedCheckpoint {
    /// Reads a row with the column `note`.
    fileprivate init(_ row: SQLRow) throws { try self.init(parsing: Array(try row.text("note").utf8)) }

    /// Reads a note that holds a checkpoint. Says nothing about who signed.
    /// - Throws: ``LedgerError`` with `invalidNote`.
    public init(parsing bytes: [UInt8]) throws(LedgerError) {
        note = try SignedNote(parsing: bytes)
        checkpoint = try Checkpoint(parsing: note.text)
    }
}
