// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension Ledger {
    /// Every book, by name.
    public func books() async throws -> [Book] {
        try await database.read { connection in
            try connection.query("SELECT id, size, head FROM ledger_book ORDER BY id").map { try Book($0) }
        }
    }

    /// One book; `nil` when nothing was ever appended under this name.
    public func book(_ id: BookID) async throws -> Book? {
        try await database.read { connection in
            try connection.first("SELECT id, size, head FROM ledger_book WHERE id = $1", [.text(id.name)])
                .map { try Book($0) }
        }
    }

    /// How many entries a book has; 0 when there is none of this name.
    public func size(of book: BookID) async throws -> Int64 { try await self.book(book)?.size ?? 0 }

    /// Entries in order from a sequence number on, at most `limit`. Empty beyond the end.
    /// - Throws: ``LedgerError`` with `damaged` when a stored line is no entry; the database's error.
    public func entries(in book: BookID, from start: Int64 = 0, limit: Int = 100) async throws -> [Entry] {
        try await database.read { connection in
            try connection.query(
                "SELECT hash, line FROM ledger_entry WHERE book = $1 AND sequence >= $2 ORDER BY sequence LIMIT $3",
                [.text(book.name), .integer(start), .integer(Int64(max(limit, 0)))]
            ).map { try Entry($0) }
        }
    }

    /// One entry; `nil` when the book does not reach there.
    public func entry(in book: BookID, at sequence: Int64) async throws -> Entry? {
        try await entries(in: book, from: sequence, limit: 1).first { $0.sequence == sequence }
    }

    /// Hands over every entry from a sequence number on, in order. Memory does not grow with the book.
    ///
    /// Entries that are appended meanwhile come too. `body` runs on a thread that may block, and not twice for an
    /// entry.
    /// - Throws: whatever `body` throws, which ends the walk; ``LedgerError`` with `damaged`; the database's error.
    public func forEach(
        in book: BookID, from start: Int64 = 0, _ body: @escaping @Sendable (Entry) throws -> Void
    ) async throws {
        try await forEachRow(in: book, from: start, until: .max) { row in try body(try Entry(row)) }
    }

    /// Rows with `sequence`, `hash` and `line`, in pieces: a book does not change where it was read, so that no
    /// statement and no transaction need be long.
    func forEachRow(
        in book: BookID, from start: Int64, until end: Int64, _ body: @escaping @Sendable (SQLRow) throws -> Void
    ) async throws {
        var next = start
        while next < end {
            let from = next
            let count = min(end - from, 2048)
            let last = try await database.read { connection in
                var last: Int64?
                try connection.forEach(
                    """
                    SELECT sequence, hash, line FROM ledger_entry WHERE book = $1 AND sequence >= $2
                    ORDER BY sequence LIMIT $3
                    """, [.text(book.name), .integer(from), .integer(count)]
                ) { row in
                    let sequence = try row.integer("sequence")
                    guard sequence < end else { return }
                    try body(row)
                    last = sequence
                }
                return last
            }
            guard let last else { return }
            next = last + 1
        }
    }
}

extension Book {
    fileprivate init(_ row: SQLRow) throws {
        self.init(id: BookID(try row.text("id")), size: try row.integer("size"), head: try row.bytes("head"))
    }
}
