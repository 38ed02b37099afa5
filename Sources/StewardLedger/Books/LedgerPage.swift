// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// Rows that one transaction adds to books, written together at its end.
struct LedgerPage {
    /// Rows of `ledger_entry`, of `ledger_node`, and the new ends of books in `ledger_book`.
    var entries: [[SQLValue]] = []
    var nodes: [[SQLValue]] = []
    var books: [[SQLValue]] = []

    /// Writes everything. The books must be locked.
    func write(on connection: any SQLConnection) throws {
        try Self.insert("ledger_entry (book, sequence, hash, line, idempotency_key)", entries, on: connection)
        try Self.insert("ledger_node (book, level, place, hash)", nodes, on: connection)
        try Self.insert(
            "ledger_book (id, size, head, peaks)", books, on: connection,
            then: "ON CONFLICT (id) DO UPDATE SET size = excluded.size, head = excluded.head, peaks = excluded.peaks")
    }

    /// PostgreSQL is asked as seldom as possible: many rows a statement. SQLite is near, and a statement of many rows
    /// costs it a journal of its own, from which a part of them could be taken back.
    private static func insert(
        _ table: String, _ rows: [[SQLValue]], on connection: any SQLConnection, then end: String = ""
    ) throws {
        guard let width = rows.first?.count else { return }
        func text(_ count: Int) -> String {
            "INSERT INTO \(table) VALUES \(SQLRows.tuples(count, width: width)) \(end)"
        }
        guard connection.engine == .postgresql else { return try connection.execute(text(1), forEach: rows) }
        var start = 0
        while start < rows.count {
            let count = SQLRows.count(upTo: rows.count - start)
            try connection.execute(text(count), Array(rows[start..<(start + count)].joined()))
            start += count
        }
    }
}
