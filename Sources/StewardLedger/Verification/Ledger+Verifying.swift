// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension Ledger {
    /// Checks a book inside its database: every entry against its hash, its place and the one before, the tree's stored
    /// nodes, the book's row, and the root that the last checkpoint signed. Memory does not grow with the book.
    ///
    /// Without a key given, the ledger's own signer's is the one that must have signed; without either, the signature
    /// is not checked.
    /// - Throws: ``LedgerError`` with `notFound` when there is no such book; the database's error.
    public func verify(_ book: BookID, trustedKey: NoteVerifier? = nil) async throws -> VerificationReport {
        try await verify(book, trustedKey: trustedKey, everyCheckpoint: false) { _, _ in }
    }

    /// The same, telling how far it is; also for every checkpoint that was ever signed, when asked. Cancelling the task
    /// ends it soon.
    /// - Parameters:
    ///   - everyCheckpoint: whether all are checked, each against the key that it names, and not the last one alone.
    ///   - progress: called with the entries read and the entries there are, after some hundred each. It runs on a
    ///     thread of the database and must return at once.
    /// - Throws: `CancellationError`, and what the other throws.
    package func verify(
        _ book: BookID, trustedKey: NoteVerifier? = nil, everyCheckpoint: Bool,
        progress: @escaping @Sendable (_ entries: Int64, _ total: Int64) -> Void
    ) async throws -> VerificationReport {
        guard let row = try await self.book(book) else {
            throw LedgerError(.notFound, "There is no book \(book).")
        }
        let last = try await database.read { connection in try Self.lastCheckpoint(book, connection) }
        let check = StoredBookCheck(book, checkpoint: last?.checkpoint)
        try await forEachRow(in: book, from: 0, until: .max) { stored in
            try check.add(stored)
            if check.entries.isMultiple(of: 256) { progress(check.entries, max(row.size, check.entries)) }
        }
        try await database.read { connection in
            let now = try connection.first(
                "SELECT size, head, peaks FROM ledger_book WHERE id = $1", [.text(book.name)])
            try check.compare(now, atLeast: row.size)
            try check.compareNodes(connection)
        }
        if everyCheckpoint, let last {
            check.blame(try await faults(inCheckpointsBefore: last.checkpoint.size, of: book))
        }
        progress(check.entries, check.entries)
        return check.report(last, key: trustedKey ?? signer?.verifier)
    }
}

/// Walks over a stored book. Used by one thread after the other, never by two at once.
private final class StoredBookCheck: @unchecked Sendable {
    private let book: BookID
    private let checkpoint: Checkpoint?
    private let name = "ledger_entry"
    private var found = VerificationReport()
    private var frontier = MerkleFrontier()
    private var previous = TreeHash.zero
    private var rootAtCheckpoint: TreeHash?
    private var bytes: Int64 = 0
    /// A digest over all nodes that should be stored, a level each; comparing them one by one would need a list.
    private var nodes: [Int: MerkleFrontier] = [:]

    init(_ book: BookID, checkpoint: Checkpoint?) {
        self.book = book
        self.checkpoint = checkpoint
        if checkpoint?.size == 0 { rootAtCheckpoint = frontier.root }
    }

    /// How many were read.
    var entries: Int64 { frontier.size }

    func blame(_ problems: [VerificationReport.Problem]) {
        for problem in problems { found.add(problem) }
    }

    func add(_ row: SQLRow) throws {
        // SQLite keeps whatever type it is given; another one than bytes is damage, not a fault of the program.
        let line = (try? row.bytes("line")) ?? []
        let stored = (try? row.bytes("hash")).flatMap { TreeHash($0) }
        let sequence = try row.integer("sequence")
        let hash = TreeHash.leaf(line)
        bytes += Int64(line.count)
        if sequence != frontier.size {
            blame(sequence, "Entries \(frontier.size) to \(sequence - 1) are missing before it.", "rows were deleted.")
        } else if hash != stored {
            blame(sequence, "The line does not have the hash that is stored with it.", "the row was changed.")
        } else {
            checkContent(line, hash, sequence)
        }
        // The stored hash is what the rest of the chain was built on.
        let link = stored ?? hash
        var completed: [(Int, TreeHash)] = []
        frontier.append(link) { level, _, node in
            if level.isMultiple(of: BookAppender.storedLevels) { completed.append((level, node)) }
        }
        for (level, node) in completed { nodes[level, default: MerkleFrontier()].append(node) }
        if frontier.size == checkpoint?.size { rootAtCheckpoint = frontier.root }
        previous = link
    }

    private func checkContent(_ line: [UInt8], _ hash: TreeHash, _ sequence: Int64) {
        guard let entry = try? Entry(line: line, hash: hash) else {
            return blame(sequence, "The line is not an entry.", "it was written by another program.")
        }
        if entry.sequence != sequence || entry.book != book {
            blame(sequence, "The line says that it is entry \(entry.sequence) of \(entry.book).", "the row was moved.")
        } else if entry.previous != previous.bytes {
            blame(
                sequence, "The entry names another hash as that of the entry before it.",
                "the entry before it was replaced together with its stored hash.")
        } else if (try? entry.line()) != line {
            blame(sequence, "The line is not canonical JSON.", "it was written by another program.")
        }
    }

    func compare(_ row: SQLRow?, atLeast size: Int64) throws {
        let now = try row?.integer("size") ?? 0
        guard now == frontier.size else {
            // Entries that were appended behind the walk are not in it; none that it met can be beyond the row.
            if now < frontier.size || frontier.size < size {
                found.add(
                    .init(
                        "ledger_book", "The book has \(frontier.size) entries, but its row says \(now).",
                        cause: "rows were deleted, or the book's row was changed."))
            }
            return
        }
        if try row?.bytes("head") != previous.bytes || row?.bytes("peaks") != frontier.stored {
            found.add(
                .init(
                    "ledger_book", "The book's row does not fit its entries.",
                    cause: "the row or the stored hashes were changed."))
        }
    }

    func compareNodes(_ connection: any SQLConnection) throws {
        for (level, expected) in nodes.sorted(by: { $0.key < $1.key }) {
            var actual = MerkleFrontier()
            try connection.forEach(
                "SELECT place, hash FROM ledger_node WHERE book = $1 AND level = $2 AND place < $3 ORDER BY place",
                [.text(book.name), .integer(Int64(level)), .integer(expected.size)]
            ) { row in
                if let hash = (try? row.bytes("hash")).flatMap({ TreeHash($0) }),
                    try row.integer("place") == actual.size
                {
                    actual.append(hash)
                }
            }
            if actual != expected {
                found.add(
                    .init(
                        "ledger_node", "The nodes of the tree at level \(level) do not fit the entries.",
                        cause: "rows of ledger_node were changed or deleted."))
            }
        }
    }

    func report(_ signed: SignedCheckpoint?, key: NoteVerifier?) -> VerificationReport {
        found.book = book
        found.entries = frontier.size
        found.bytes = bytes
        found.treeRoot = frontier.root.bytes
        guard let signed else { return found }
        let place = "ledger_checkpoint"
        do throws(LedgerError) {
            if let key {
                try signed.note.verify(by: [key])
                found.signer = key
            }
            found.checkpoint = signed.checkpoint
        } catch {
            found.add(.init(place, error.message, cause: "the checkpoint was changed, or another key signed it."))
        }
        if let root = rootAtCheckpoint {
            found.isProven = key != nil && found.checkpoint != nil && root.bytes == signed.checkpoint.root
            if root.bytes != signed.checkpoint.root {
                found.add(
                    .init(
                        place, "The first \(signed.checkpoint.size) entries are not those that were signed.",
                        cause: "entries were rewritten together with their hashes."))
            }
        } else {
            found.add(
                .init(
                    place, "\(signed.checkpoint.size) entries were signed, but there are \(frontier.size).",
                    cause: "the last entries were deleted."))
        }
        return found
    }

    private func blame(_ sequence: Int64, _ fault: String, _ cause: String) {
        found.add(.init(name, sequence: sequence, fault, cause: cause))
    }
}
