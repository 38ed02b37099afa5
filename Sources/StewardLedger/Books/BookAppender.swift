// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardStore

/// Adds entries to one book that a transaction has locked.
struct BookAppender {
    private let book: BookID
    private let microseconds: Int64
    private var frontier: MerkleFrontier
    private var head: TreeHash
    private var repeated: [String: Entry] = [:]
    private var entries: [[SQLValue]] = []
    private var nodes: [[SQLValue]] = []

    /// Every this many levels the tree's nodes are stored; those between are computed again from at most 8.
    static let storedLevels = 4

    /// - Parameter row: the book's, locked.
    /// - Throws: `LedgerError` with `damaged`.
    init(_ book: BookID, locked row: SQLRow, microseconds: Int64) throws {
        guard let head = TreeHash(try row.bytes("head")),
            let frontier = MerkleFrontier(size: try row.integer("size"), stored: try row.bytes("peaks"))
        else { throw LedgerError(.damaged, "The book \(book) cannot be continued: its row in ledger_book is damaged.") }
        self.book = book
        self.microseconds = microseconds
        self.head = head
        self.frontier = frontier
    }

    /// Notes that an idempotency key is in the book already.
    mutating func note(_ entry: Entry, repeating key: String) { repeated[key] = entry }

    /// The entry that the draft becomes, or became before.
    mutating func add(_ draft: PreparedDraft) throws -> Entry {
        if let key = draft.idempotencyKey, let entry = repeated[key] { return entry }
        let sequence = frontier.size
        let line = EntryLine.line(head: draft.head, previous: head, sequence: sequence, microseconds: microseconds)
        let hash = TreeHash.leaf(line)
        let entry = Entry(
            book: book, sequence: sequence, time: Date(microseconds: microseconds), kind: draft.kind,
            actor: draft.actor, payload: draft.payload, previous: head.bytes, hash: hash.bytes)
        entries.append([
            .text(book.name), .integer(sequence), .bytes(entry.hash), .bytes(line), SQLValue(draft.idempotencyKey),
        ])
        let name = SQLValue.text(book.name)
        var completed: [[SQLValue]] = []
        frontier.append(hash) { level, place, hash in
            guard level.isMultiple(of: Self.storedLevels) else { return }
            completed.append([name, .integer(Int64(level)), .integer(place), .bytes(hash.bytes)])
        }
        nodes += completed
        head = hash
        if let key = draft.idempotencyKey { repeated[key] = entry }
        return entry
    }

    /// Hands over what was added.
    func store(in page: inout LedgerPage) {
        guard !entries.isEmpty else { return }
        page.entries += entries
        page.nodes += nodes
        page.books.append([
            .text(book.name), .integer(frontier.size), .bytes(head.bytes), .bytes(frontier.stored),
        ])
    }
}

extension Entry {
    /// Reads a row with the columns `hash` and `line`.
    init(_ row: SQLRow) throws {
        guard let hash = TreeHash(try row.bytes("hash")) else {
            throw LedgerError(.damaged, "A stored entry's hash is not 32 bytes long.")
        }
        try self.init(line: try row.bytes("line"), hash: hash)
    }
}
