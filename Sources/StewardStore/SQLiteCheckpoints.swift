// SPDX-License-Identifier: Apache-2.0
import GRDB
import GRDBSQLite
import Synchronization

/// Copies what the write-ahead log holds into the database's file, beside the writes: a write that had to do it itself,
/// as SQLite does when left alone, takes a hundred times as long as the one before.
///
/// The log begins anew only when all of it was copied, which may never be the case while one write follows another.
/// When it has grown long, a write copies the little that is missing.
final class SQLiteCheckpoints: Sendable {
    private struct State: Sendable {
        /// The pages of the log when copying began last.
        var begun: Int32 = 0
        var isRunning = false
        var isClosed = false
        /// The connection that copies; made when it is needed first.
        var connection: DatabaseQueue?
    }
    private let state = Mutex(State())
    private let path: String
    private let work: QuietThread

    /// So many pages of 4096 bytes more in the log, and they are copied.
    private static let interval: Int32 = 2_000
    /// With so many pages in the log, a write copies what is missing.
    private static let most: Int32 = 16_000

    init(path: String, on work: QuietThread) {
        self.path = path
        self.work = work
    }

    /// Is told of every commit of a connection from now on, which must not outlive this.
    func watch(_ connection: OpaquePointer) {
        sqlite3_wal_hook(
            connection,
            { context, connection, _, pages in
                guard let context, let connection else { return SQLITE_OK }
                Unmanaged<SQLiteCheckpoints>.fromOpaque(context).takeUnretainedValue().committed(connection, pages)
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Copies nothing any more.
    func close() {
        let connection = state.withLock { state in
            state.isClosed = true
            return state.connection.take()
        }
        // Waits for what is being copied.
        try? connection?.close()
    }

    private func committed(_ connection: OpaquePointer, _ pages: Int32) {
        guard pages < Self.most else {
            // Busy while the other connection copies; then the next commit tries again.
            sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
            return
        }
        let begins = state.withLock { state in
            if pages < state.begun { state.begun = 0 }
            guard !state.isRunning, !state.isClosed, pages >= state.begun + Self.interval else { return false }
            state.begun = pages
            state.isRunning = true
            return true
        }
        if begins { work.add { [self] in copy() } }
    }

    private func copy() {
        let connection = state.withLock { state in
            if state.connection == nil, !state.isClosed { state.connection = try? DatabaseQueue(path: path) }
            return state.connection
        }
        // What fails here is tried again after the next commits, by a write at last.
        connection?.inDatabase { database in
            // It may have been closed since it was taken, and SQLite crashes on a connection that is none.
            guard let handle = database.sqliteConnection else { return }
            sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        }
        state.withLock { $0.isRunning = false }
    }
}
