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
    /// What was done so far, when somebody wants to know.
    private(set) var record: RedoRecord?

    init(
        _ database: GRDB.Database, texts: SQLTexts, watch: SQLiteWatch, path: String, timeout: Duration, readOnly: Bool,
        records: Bool = false
    ) {
        record = records ? RedoRecord() : nil
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
            let before = database.totalChangesCount
            var count = 0
            try run(statement, parameters) { _ in count += 1 }
            if !statement.isReadonly { record?.add(sql, [parameters]) }
            if statement.isReadonly, statement.columnCount > 0 { return count }
            // `changesCount` keeps the figure of an earlier statement when this one is not an insert, update or delete.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    func execute(_ sql: String, forEach parameters: [[SQLValue]]) throws {
        try attempt {
            let text = texts[sql]
            let statement = try database.cachedStatement(sql: text.sqlite)
            for row in parameters {
                try text.check(row)
                watch.allow(timeout)
                try run(statement, row) { _ in }
            }
            record?.add(sql, parameters)
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
            if !statement.isReadonly { record?.omit() }
            var known: SQLRow.Columns?
            try run(statement, parameters) { handle in
                let columns = known ?? Self.columns(handle)
                known = columns
                try row(SQLRow(columns: columns, values: Self.values(handle, columns.names.count)))
            }
        }
    }

    /// Runs a statement to its end. Values are bound and rows are stepped through here, without a copy of either in
    /// between.
    private func run(
        _ statement: Statement, _ parameters: [SQLValue], _ row: (OpaquePointer) throws -> Void
    ) throws {
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (place, value) in parameters.enumerated() {
            try check(Self.bind(value, to: handle, at: Int32(place + 1)), statement)
        }
        while true {
            let code = sqlite3_step(handle)
            guard code == SQLITE_ROW else { return try check(code == SQLITE_DONE ? SQLITE_OK : code, statement) }
            try row(handle)
        }
    }

    private func check(_ code: Int32, _ statement: Statement) throws {
        guard code != SQLITE_OK else { return }
        throw GRDB.DatabaseError(
            resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: statement.sql)
    }

    /// The values that are bound belong to SQLite from then on.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private static func bind(_ value: SQLValue, to statement: OpaquePointer, at place: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, place)
        case .integer(let value): return sqlite3_bind_int64(statement, place, value)
        case .real(let value): return sqlite3_bind_double(statement, place, value)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { bytes in
                    sqlite3_bind_text64(
                        statement, place, bytes.baseAddress ?? UnsafePointer(bitPattern: 1),
                        sqlite3_uint64(bytes.count),
                        copied, UInt8(SQLITE_UTF8))
                }
            }
        case .bytes(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, place, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob64(statement, place, $0.baseAddress, sqlite3_uint64($0.count), copied)
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

    private static func columns(_ statement: OpaquePointer) -> SQLRow.Columns {
        SQLRow.Columns(
            (0..<sqlite3_column_count(statement)).map { column in
                sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
            })
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
