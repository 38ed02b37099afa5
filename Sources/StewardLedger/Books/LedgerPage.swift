// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// Rows that one transaction adds to books, written together: a statement for many rows costs little more than one for
/// a single row.
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

    private static func insertion(into table: String, _ width: Int, _ count: Int, _ end: String) -> String {
        let rows = (0..<count).map { row in
            "(" + (1...width).map { "$\(row * width + $0)" }.joined(separator: ", ") + ")"
        }
        return "INSERT INTO \(table) VALUES \(rows.joined(separator: ", ")) \(end)"
    }

    /// Inserts many rows a statement, in counts that are powers of two so that few different statements are prepared.
    private static func insert(
        _ table: String, _ rows: [[SQLValue]], on connection: any SQLConnection, then end: String = ""
    ) throws {
        var start = 0
        var texts: [Int: String] = [:]
        while start < rows.count {
            let left = rows.count - start
            let count = min(64, 1 << (left.bitWidth - 1 - left.leadingZeroBitCount))
            let text = texts[count] ?? insertion(into: table, rows[start].count, count, end)
            texts[count] = text
            try connection.execute(text, Array(rows[start..<(start + count)].joined()))
            start += count
        }
    }
}
