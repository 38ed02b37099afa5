// SPDX-License-Identifier: Apache-2.0
import GRDB
import StewardCore
import Synchronization

/// Runs bodies in the transactions of one database's connections.
struct SQLiteRunner: Sendable {
    let path: String
    let statementTimeout: Duration
    let watches: WatchTable
    private let texts = SQLTexts()

    init(path: String, statementTimeout: Duration, watches: WatchTable) {
        self.path = path
        self.statementTimeout = statementTimeout
        self.watches = watches
    }

    /// Runs a body that reads.
    func read<Value>(
        _ database: GRDB.Database, _ cancellation: Cancellation, _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        try run(database, cancellation, readOnly: true, records: false, body).0
    }

    /// Runs a body that writes, and gives what it did when that is to be recorded.
    func write<Value>(
        _ database: GRDB.Database, _ cancellation: Cancellation, records: Bool = false,
        _ body: (any SQLConnection) throws -> Value
    ) throws -> (Value, RedoRecord?) {
        try run(database, cancellation, readOnly: false, records: records, body)
    }

    /// Does again what a record says.
    func redo(_ database: GRDB.Database, _ record: RedoRecord) throws {
        _ = try write(database, Cancellation()) { connection in
            for statement in record.statements { try connection.execute(statement.sql, forEach: statement.rows) }
        }
    }

    private func run<Value>(
        _ database: GRDB.Database, _ cancellation: Cancellation, readOnly: Bool, records: Bool,
        _ body: (any SQLConnection) throws -> Value
    ) throws -> (Value, RedoRecord?) {
        guard let watch = watches.watch(of: database) else { throw DatabaseError.closed }
        watch.begin(cancellation)
        defer { watch.end() }
        let connection = SQLiteTransaction(
            database, texts: texts, watch: watch, path: path, timeout: statementTimeout, readOnly: readOnly,
            records: records)
        let value = try body(connection)
        if let failure = connection.failure { throw failure }
        return (value, connection.record)
    }
}

/// The watch of each open connection.
final class WatchTable: Sendable {
    private let table = Mutex<[UInt: SQLiteWatch]>([:])
    private let busyTimeout: Duration

    init(busyTimeout: Duration) { self.busyTimeout = busyTimeout }

    func watch(_ database: GRDB.Database) {
        guard let connection = database.sqliteConnection else { return }
        let watch = SQLiteWatch(busyTimeout: busyTimeout)
        watch.install(on: connection)
        table.withLock { $0[UInt(bitPattern: connection)] = watch }
    }

    func watch(of database: GRDB.Database) -> SQLiteWatch? {
        database.sqliteConnection.flatMap { connection in table.withLock { $0[UInt(bitPattern: connection)] } }
    }
}
