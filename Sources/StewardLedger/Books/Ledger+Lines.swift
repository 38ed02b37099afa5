// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// Part of a book as it is stored, for readers that take from a line only what they need.
package struct StoredLines: Sendable {
    /// The sequence number of the first.
    package let start: Int64
    /// The entries' lines (see ``Entry``), in order, without gaps.
    package let lines: [[UInt8]]
    /// The hash that is kept with the last of them; empty when there is none.
    package let head: [UInt8]
}

extension Ledger {
    /// The lines of entries from a sequence number on, at most `limit`. They are not checked against their hashes: that
    /// is what ``verify(_:trustedKey:)`` is for.
    /// - Throws: ``LedgerError`` with `damaged` when an entry is missing in between; the database's error.
    package func lines(in book: BookID, from start: Int64, limit: Int) async throws -> StoredLines {
        try await database.read { connection in
            var lines: [[UInt8]] = []
            var head: [UInt8] = []
            try connection.forEach(
                """
                SELECT sequence, hash, line FROM ledger_entry WHERE book = $1 AND sequence >= $2
                ORDER BY sequence LIMIT $3
                """, [.text(book.name), .integer(start), .integer(Int64(max(limit, 0)))]
            ) { row in
                guard try row.integer("sequence") == start + Int64(lines.count) else {
                    throw LedgerError(.damaged, "The book \(book) lacks entry \(start + Int64(lines.count)).")
                }
                lines.append(try row.bytes("line"))
                head = try row.bytes("hash")
            }
            return StoredLines(start: start, lines: lines, head: head)
        }
    }

    /// Entries by their sequence numbers, in order; numbers that the book does not reach are passed over.
    /// - Throws: ``LedgerError`` with `damaged` when a stored line is no entry; the database's error.
    package func entries(in book: BookID, numbered numbers: [Int64]) async throws -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(numbers.count)
        for start in stride(from: 0, to: numbers.count, by: 64) {
            let part = numbers[start..<min(start + 64, numbers.count)]
            let places = (2..<(part.count + 2)).map { "$\($0)" }.joined(separator: ", ")
            entries += try await database.read { connection in
                try connection.query(
                    """
                    SELECT hash, line FROM ledger_entry WHERE book = $1 AND sequence IN (\(places)) ORDER BY sequence
                    """, [.text(book.name)] + part.map { SQLValue.integer($0) }
                ).map { try Entry($0) }
            }
        }
        return entries
    }
}
