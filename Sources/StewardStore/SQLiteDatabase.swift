// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import GRDB
import StewardCore
import Synchronization

/// The database in one file, for one node. Several processes may use the file at once.
///
/// Write-ahead log, `synchronous=FULL`, foreign keys on. Reads run beside each other and beside a write, each on its
/// own snapshot; writes run one after the other. Writes of the kind that hand over their outcome may be held together
/// for a quarter of a second when many come; each is on disk before, in a file beside the database's. See
/// ``SQLiteHeldWrites``.
package final class SQLiteDatabase: Database {
    /// Limits of a database.
    package struct Configuration: Sendable {
        /// How many reads run at once.
        package var readers = 4
        /// How long a write waits for another process's write.
        package var busyTimeout: Duration = .seconds(10)
        /// How long one statement may run; in `forEach`, how long the next row may take.
        package var statementTimeout: Duration = .seconds(60)
        /// For how long writes that may be held are held together; they are on disk before. Another process that reads
        /// misses what was written so lately.
        package var longestHold: Duration = .milliseconds(250)
        /// The usual limits.
        package init() {}
    }

    /// Where the file is.
    package let path: String
    private let pool: DatabasePool
    private let runner: SQLiteRunner
    private let checkpoints: SQLiteCheckpoints
    private let held: SQLiteHeldWrites
    /// GRDB's own queues do not notice that a waiting task was cancelled.
    private let reading: Turnstile
    private let writing = Turnstile(places: 1)
    private let ended = Atomic<UInt64>(0)

    package var engine: DatabaseEngine { .sqlite }
    package var writeCount: UInt64 { ended.load(ordering: .acquiring) }

    private init(
        pool: DatabasePool, runner: SQLiteRunner, checkpoints: SQLiteCheckpoints, held: SQLiteHeldWrites, readers: Int
    ) {
        path = runner.path
        self.pool = pool
        self.runner = runner
        self.checkpoints = checkpoints
        self.held = held
        reading = Turnstile(places: readers)
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
        let work = QuietThread("steward.disk")
        let checkpoints = SQLiteCheckpoints(path: path, on: work)
        var settings = GRDB.Configuration()
        settings.maximumReaderCount = limits.readers
        settings.busyMode = .timeout(limits.busyTimeout.inSeconds)
        settings.label = "steward"
        // A transaction may stay open from one write to the next.
        settings.allowsUnsafeTransactions = true
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
            // Room for the pages that a held transaction changes: one without room is written early, and read again.
            try database.execute(sql: "PRAGMA cache_size = -8192")
        }
        let runner = SQLiteRunner(path: path, statementTimeout: limits.statementTimeout, watches: watches)
        let held: SQLiteHeldWrites
        do { held = try SQLiteHeldWrites(path, longest: limits.longestHold, on: work, redo: runner.redo) } catch {
            throw DatabaseError(.storage, "The database \(path) cannot be used: \(error)")
        }
        try pool.writeWithoutTransaction { try held.recover($0) }
        return SQLiteDatabase(
            pool: pool, runner: runner, checkpoints: checkpoints, held: held, readers: limits.readers)
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await settle()
        return try await readCommitted(body)
    }

    package func readCommitted<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await access(reading) { cancellation in
            try await self.pool.read { try self.runner.read($0, cancellation, body) }
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        defer { ended.add(1, ordering: .releasing) }
        return try await access(writing) { cancellation in
            try await self.pool.writeWithoutTransaction { database in
                try self.held.transaction(database) { try self.runner.write(database, cancellation, body).0 }
            }
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        then: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        pool.asyncWriteWithoutTransaction { [self] database in
            let before = held.number
            let result = Result {
                try held.write(database) { try runner.write(database, Cancellation(), records: $0, body) }
            }
            ended.add(1, ordering: .releasing)
            then(result.mapError { translate($0, Cancellation()) })
            if held.number != before { settle(held.number) }
            // What fails here is tried again by whoever reads or writes next.
            try? held.settleInTime(database)
        }
    }

    /// Has what is held be in the database, when this began or before.
    private func settle() async throws {
        guard held.isHeld else { return }
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [self] database in
                continuation.resume(
                    with: Result { try held.settle(database) }.mapError { translate($0, Cancellation()) })
            }
        }
    }

    /// Has a transaction that was kept open end in a while, if no write does it sooner.
    private func settle(_ number: UInt64) {
        DispatchQueue.global().asyncAfter(deadline: .now() + held.longest.inSeconds) { [weak self] in
            guard let self, held.isHeld else { return }
            pool.asyncWriteWithoutTransaction { database in
                if self.held.number == number { try? self.held.settle(database) }
            }
        }
    }

    /// Writes the database as it is at this moment into a new file, while others read and write. The copy is on disk
    /// when this returns; a copy that was cut short is removed.
    /// - Throws: `DatabaseError`: `storage` when there is a file at the path or it cannot be written.
    package func copy(to target: String) async throws {
        guard DurableFolder.size(target) == nil else {
            throw DatabaseError(.storage, "There is a file at \(target) already; choose another place for the copy.")
        }
        do {
            try await settle()
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
            guard let watch = runner.watches.watch(of: database) else { throw DatabaseError.closed }
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
            DispatchQueue.global().async { [pool, checkpoints, held] in
                // What cannot be settled now is in the log, for who opens the database next.
                pool.writeWithoutTransaction { try? held.settle($0) }
                checkpoints.close()
                // Busy connections close when their last statement ends; there is nothing for the caller to repair.
                try? pool.close()
                continuation.resume()
            }
        }
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
