// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// The books that one transaction adds to. They are locked until it ends.
///
/// All of them are asked for at once, and so are all the keys of what may be in them already: a batch of many books
/// costs as many statements as one book.
struct LockedBooks {
    private var appenders: [BookID: BookAppender] = [:]
    private let connection: any SQLConnection

    /// Locks books; those that are new are made.
    init(_ books: some Sequence<BookID>, on connection: any SQLConnection, microseconds: Int64) throws {
        self.connection = connection
        // In one order everywhere, so that two nodes never wait for each other.
        let books = Set(books).sorted()
        for start in stride(from: 0, to: books.count, by: SQLRows.most) {
            let part = Array(books[start..<min(start + SQLRows.most, books.count)])
            var rows = try lock(part)
            let missing = part.filter { rows[$0] == nil }
            if !missing.isEmpty {
                for book in missing { try make(book) }
                rows.merge(try lock(missing)) { row, _ in row }
            }
            for book in part {
                guard let row = rows[book] else {
                    throw LedgerError(.damaged, "The book \(book) was made and is not there.")
                }
                appenders[book] = try BookAppender(book, locked: row, microseconds: microseconds)
            }
        }
    }

    private func lock(_ books: [BookID]) throws -> [BookID: SQLRow] {
        // SQLite's transaction has locked the whole file already.
        let end = connection.engine == .postgresql ? "ORDER BY id COLLATE \"C\" FOR NO KEY UPDATE" : ""
        let names = SQLRows.filled(books.map { [.text($0.name)] })
        let rows = try connection.query(
            "SELECT id, size, head, peaks FROM ledger_book WHERE id IN (\(SQLRows.list(names.count))) \(end)",
            names.flatMap { $0 })
        return Dictionary(try rows.map { (BookID(try $0.text("id")), $0) }) { row, _ in row }
    }

    private func make(_ book: BookID) throws {
        try connection.execute(
            "INSERT INTO ledger_book (id, size, head, peaks) VALUES ($1, 0, $2, $3) ON CONFLICT (id) DO NOTHING",
            [.text(book.name), .bytes(TreeHash.zero.bytes), .bytes([])])
    }

    /// Looks up which idempotency keys are in their books already.
    mutating func findRepeated(_ keys: [(book: BookID, key: String)]) throws {
        for start in stride(from: 0, to: keys.count, by: SQLRows.most) {
            let part = keys[start..<min(start + SQLRows.most, keys.count)]
            let pairs = SQLRows.filled(part.map { [.text($0.book.name), .text($0.key)] })
            // The keys come first, and then one look into the index for each.
            let rows = try connection.query(
                """
                SELECT e.book, e.idempotency_key, e.hash, e.line
                FROM (VALUES \(SQLRows.tuples(pairs.count, width: 2))) AS k CROSS JOIN ledger_entry AS e
                WHERE e.book = k.column1 AND e.idempotency_key = k.column2
                """, pairs.flatMap { $0 })
            for row in rows {
                let entry = try Entry(row)
                appenders[BookID(try row.text("book"))]?.note(entry, repeating: try row.text("idempotency_key"))
            }
        }
    }

    /// Adds a request's entries to its book.
    mutating func add(_ request: AppendRequest) throws -> [Entry] {
        try request.drafts.map { draft in
            guard let entry = try appenders[request.book]?.add(draft) else {
                throw LedgerError(.damaged, "The book \(request.book) is not locked.")
            }
            return entry
        }
    }

    /// Everything that was added.
    var page: LedgerPage {
        var page = LedgerPage()
        for (_, appender) in appenders.sorted(by: { $0.key < $1.key }) { appender.store(in: &page) }
        return page
    }
}
