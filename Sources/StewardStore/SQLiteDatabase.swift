// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import GRDB
import StewardCore
import Synchronization

/// The database in one file, for one node. Several processes may use the file at once.
///
/// Write-ahead log, `synchronous=FULL`, foreign keys on. Reads run beside each other and beside a write, each on its
/// own snapshot; writes run one after the other.
package final class SQLiteDatabase: Database {
    /// Limits of a database.
    package struct Configuration: Sendable {
        /// How many reads run at once.
        package var readers = 4
        /// How long a write waits for another process's write.
        package var busyTimeout: Duration = .seconds(10)
        /// How long one statement may run; in `forEach`, how long the next row may take.
        package var statementTimeout: Duration = .seconds(60)
        /// The usual limits.
        package init() {}
    }

    /// Where the file is.
    package let path: String
    private let pool: DatabasePool
    private let watches: WatchTable
    private let checkpoints: SQLiteCheckpoints
    private let texts = SQLTexts()
    private let limits: Configuration
    /// GRDB's own queues do not notice that a waiting task was cancelled.
    private let reading: Turnstile
    private let writing = Turnstile(places: 1)
    private let ended = Atomic<UInt64>(0)

    package var engine: DatabaseEngine { .sqlite }
    package var writeCount: UInt64 { ended.load(ordering: .acquiring) }

    private init(
        path: String, pool: DatabasePool, watches: WatchTable, checkpoints: SQLiteCheckpoints, limits: Configuration
    ) {
        self.checkpoints = checkpoints
        self.path = path
        self.pool = pool
        self.watches = watches
        self.limits = limits
        reading = Turnstile(places: limits.readers)
    }

    /// Opens the file, or makes it. Its folder must exist.
    /// - Throws: `DatabaseError`: `storage` when the folder is missing or cannot be written, `corrupt` when the file is
    ///   something else than a database.
    package static func open(at path: String, configuration: Configuration = .init()) async throws -> SQLiteDatabase {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try openNow(path, configuration) })
            }
        }
    }

    /// Opens the file, and waits while another process is making it: SQLite does not wait by itself when two programs
    /// turn on the write-ahead log at once.
    private static func openNow(_ path: String, _ limits: Configuration) throws -> SQLiteDatabase {
        let deadline = ContinuousClock.now + limits.busyTimeout
        while true {
            do {
                return try openOnce(path, limits)
            } catch let error as GRDB.DatabaseError {
                guard error.resultCode == .SQLITE_BUSY, ContinuousClock.now < deadline else {
                    throw DatabaseError(sqlite: error, path: path)
                }
                Thread.sleep(forTimeInterval: 0.01)
            }
        }
    }

    private static func openOnce(_ path: String, _ limits: Configuration) throws -> SQLiteDatabase {
        let watches = WatchTable(busyTimeout: limits.busyTimeout)
        let checkpoints = SQLiteCheckpoints(path: path)
        var settings = GRDB.Configuration()
        settings.maximumReaderCount = limits.readers
        settings.busyMode = .timeout(limits.busyTimeout.inSeconds)
        settings.label = "steward"
        settings.prepareDatabase { database in
            // Of a file that is being made; others stay as they are. A small write touches a page in each of several
            // trees, and the log gets every one of them whole.
            if !database.configuration.readonly {
                try database.execute(sql: "PRAGMA page_size = 4096")
                // Held by the pool through this closure, so that it outlives the connection.
                if let connection = database.sqliteConnection { checkpoints.watch(connection) }
            }
            watches.watch(database)
        }
        let pool = try DatabasePool(path: path, configuration: settings)
        // After the pool's own set-up, which chooses NORMAL: that can lose the last commits when the power fails.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // Room for the pages of a few ten thousand rows that are written and changed again.
            try database.execute(sql: "PRAGMA cache_size = -4096")
        }
        return SQLiteDatabase(path: path, pool: pool, watches: watches, checkpoints: checkpoints, limits: limits)
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await access(reading) { cancellation in
            try await self.pool.read { database in
                try self.run(database, cancellation, readOnly: true, body)
            }
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        defer { ended.add(1, ordering: .releasing) }
        return try await access(writing) { cancellation in
            try await self.pool.writeWithoutTransaction { database in
                try self.transaction(database, cancellation, body)
            }
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        then: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        pool.asyncWriteWithoutTransaction { [self] database in
            let result = Result { try transaction(database, Cancellation(), body) }
            ended.add(1, ordering: .releasing)
            then(result.mapError { translate($0, Cancellation()) })
        }
    }

    private func transaction<Value>(
        _ database: GRDB.Database, _ cancellation: Cancellation, _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        var value: Value?
        try database.inTransaction(.immediate) {
            value = try run(database, cancellation, readOnly: false, body)
            return .commit
        }
        guard let value else { throw DatabaseError.cancelled }
        return value
    }

    /// Writes the database as it is at this moment into a new file, while others read and write. The copy is on disk
    /// when this returns; a copy that was cut short is removed.
    /// - Throws: `DatabaseError`: `storage` when there is a file at the path or it cannot be written.
    package func copy(to target: String) async throws {
        guard DurableFolder.size(target) == nil else {
            throw DatabaseError(.storage, "There is a file at \(target) already; choose another place for the copy.")
        }
        do {
            try await access(reading) { cancellation in
                try await offThread { try self.copyNow(to: target, cancellation) }
            }
        } catch {
            try? DurableFolder.remove(target)
            try? DurableFolder.remove(target + "-journal")
            throw error
        }
    }

    private func copyNow(to target: String, _ cancellation: Cancellation) throws {
        // Made first, so that only its owner may read it; SQLite takes an empty file for a new one.
        do { _ = try DurableFile(creating: target).size() } catch {
            throw DatabaseError(.storage, "The copy cannot be written: \(error)")
        }
        try pool.unsafeRead { database in
            guard let watch = watches.watch(of: database) else { throw DatabaseError.closed }
            watch.begin(cancellation)
            defer { watch.end() }
            try database.execute(sql: "VACUUM INTO ?", arguments: [target])
        }
        do {
            try DurableFile(reading: target).flush()
            try DurableFolder.flush(DurableFolder.parent(of: target))
        } catch { throw DatabaseError(.storage, "The copy cannot be written: \(error)") }
    }

    /// How busy the readers' connections are. The one of the writes is not among them.
    var readerLoad: DatabaseLoad { reading.load }

    package func close() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [pool, checkpoints] in
                checkpoints.close()
                // Busy connections close when their last statement ends; there is nothing for the caller to repair.
                try? pool.close()
                continuation.resume()
            }
        }
    }

    private func run<Value>(
        _ database: GRDB.Database, _ cancellation: Cancellation, readOnly: Bool,
        _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        guard let watch = watches.watch(of: database) else { throw DatabaseError.closed }
        watch.begin(cancellation)
        defer { watch.end() }
        let connection = SQLiteTransaction(
            database, texts: texts, watch: watch, path: path, timeout: limits.statementTimeout, readOnly: readOnly)
        let value = try body(connection)
        if let failure = connection.failure { throw failure }
        return value
    }

    private func access<Value: Sendable>(
        _ turnstile: Turnstile, _ work: @Sendable (Cancellation) async throws -> Value
    ) async throws -> Value {
        try await turnstile.enter()
        defer { turnstile.leave() }
        let cancellation = Cancellation()
        do {
            return try await withTaskCancellationHandler {
                try await work(cancellation)
            } onCancel: {
                cancellation.cancel()
            }
        } catch {
            throw translate(error, cancellation)
        }
    }

    private func translate(_ error: any Error, _ cancellation: Cancellation) -> any Error {
        if error is CancellationError { return DatabaseError.cancelled }
        guard let error = error as? GRDB.DatabaseError else { return error }
        if error.resultCode == .SQLITE_MISUSE { return DatabaseError.closed }
        return cancellation.isCancelled ? DatabaseError.cancelled : DatabaseError(sqlite: error, path: path)
    }
}

/// The watch of each open connection.
private final class WatchTable: Sendable {
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
