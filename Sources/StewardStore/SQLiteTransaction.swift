// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GRDB
import GRDBSQLite
import StewardCore

/// One transaction on one SQLite connection.
final class SQLiteTransaction: SQLConnection {
    private let database: GRDB.Database
    private let watch: SQLiteWatch
    private let path: String
    private let timeout: Duration
    private let readOnly: Bool
    private var handsOverRows = false
    private let texts: SQLTexts
    /// The first failed statement. As in PostgreSQL, a transaction with one can only be rolled back.
    private(set) var failure: DatabaseError?

    init(
        _ database: GRDB.Database, texts: SQLTexts, watch: SQLiteWatch, path: String, timeout: Duration, readOnly: Bool
    ) {
        self.database = database
        self.texts = texts
        self.watch = watch
        self.path = path
        self.timeout = timeout
        self.readOnly = readOnly
    }

    var engine: DatabaseEngine { .sqlite }

    func execute(_ sql: String, _ parameters: [SQLValue]) throws -> Int {
        try attempt {
            let statement = try prepare(sql, parameters)
            guard statement.columnCount == 0 else {
                let cursor = try Row.fetchCursor(statement, arguments: Self.arguments(parameters))
                var count = 0
                while try cursor.next() != nil { count += 1 }
                return statement.isReadonly ? count : database.changesCount
            }
            let before = database.totalChangesCount
            try statement.execute(arguments: Self.arguments(parameters))
            // `changesCount` keeps the figure of an earlier statement when this one is not an insert, update or delete.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    func query(_ sql: String, _ parameters: [SQLValue]) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try stream(sql, parameters) { rows.append($0) }
        return rows
    }

    func forEach(_ sql: String, _ parameters: [SQLValue], _ row: (SQLRow) throws -> Void) throws {
        try stream(sql, parameters) { value in
            handsOverRows = true
            defer { handsOverRows = false }
            watch.disarm()
            do { try row(value) } catch { throw BodyError(cause: error) }
            watch.allow(timeout)
        }
    }

    private func stream(_ sql: String, _ parameters: [SQLValue], _ row: (SQLRow) throws -> Void) throws {
        try attempt {
            let statement = try prepare(sql, parameters)
            guard statement.columnCount > 0 else {
                return try statement.execute(arguments: Self.arguments(parameters))
            }
            let cursor = try Row.fetchCursor(statement, arguments: Self.arguments(parameters))
            let columns = SQLRow.Columns(statement.columnNames)
            while try cursor.next() != nil {
                try row(SQLRow(columns: columns, values: Self.values(statement.sqliteStatement, columns.names.count)))
            }
        }
    }

    private func prepare(_ sql: String, _ parameters: [SQLValue]) throws -> Statement {
        let text = texts[sql]
        try text.check(parameters)
        return try database.cachedStatement(sql: text.sqlite)
    }

    /// An error of the caller's row closure, which is not the statement's failure.
    private struct BodyError: Error { let cause: any Error }

    private func attempt<Value>(_ work: () throws -> Value) throws -> Value {
        guard !handsOverRows else { throw DatabaseError.rowsPending }
        guard failure == nil else { throw DatabaseError.failedBefore }
        watch.allow(timeout)
        defer { watch.disarm() }
        do {
            return try work()
        } catch let error as BodyError {
            failure = .rowsAbandoned
            throw error.cause
        } catch {
            let translated = translate(error)
            failure = translated
            throw translated
        }
    }

    private func translate(_ error: any Error) -> DatabaseError {
        if watch.isCancelled || error is CancellationError { return .cancelled }
        if let error = error as? DatabaseError { return error }
        guard let error = error as? GRDB.DatabaseError else {
            return DatabaseError(.statement, "The statement failed: \(error).")
        }
        if error.resultCode == .SQLITE_INTERRUPT, watch.isExpired { return .tooSlow(timeout) }
        if readOnly, error.resultCode == .SQLITE_READONLY { return .readOnly }
        return DatabaseError(sqlite: error, path: path)
    }

    private static func arguments(_ parameters: [SQLValue]) -> StatementArguments {
        // Of the two initialisers this one asks no key path for every value.
        StatementArguments(parameters.lazy.map { $0.databaseValue as (any DatabaseValueConvertible)? })
    }

    private static func values(_ statement: OpaquePointer, _ count: Int) -> [SQLValue] {
        (0..<Int32(count)).map { value(statement, $0) }
    }

    private static func value(_ statement: OpaquePointer, _ column: Int32) -> SQLValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(statement, column) else { return .text("") }
            let count = Int(sqlite3_column_bytes(statement, column))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(statement, column) else { return .bytes([]) }
            let count = Int(sqlite3_column_bytes(statement, column))
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .bytes(let value): Data(value).databaseValue
        }
    }
}
