// SPDX-License-Identifier: Apache-2.0
import GRDBSQLite

/// What can be asked of a SQLite database's file without opening it as a database.
package enum SQLiteFile {
    /// Whether any process, this one included, has the database open. A database that is idle but open counts.
    ///
    /// SQLite holds a shared lock on a file with a write-ahead log for as long as a connection is open, and asking for
    /// all of it fails then (<https://www.sqlite.org/wal.html>, “Use of WAL Without Shared-Memory”).
    /// - Throws: `DatabaseError` with `storage` or `corrupt` when the file cannot be opened.
    package static func isInUse(_ path: String) throws(DatabaseError) -> Bool {
        var handle: OpaquePointer?
        defer { sqlite3_close(handle) }
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
            throw DatabaseError(.storage, "The database \(path) cannot be opened; it must exist and be writable.")
        }
        var code = sqlite3_exec(handle, "PRAGMA locking_mode = EXCLUSIVE", nil, nil, nil)
        if code == SQLITE_OK { code = sqlite3_exec(handle, "BEGIN EXCLUSIVE", nil, nil, nil) }
        switch code & 0xFF {
        case SQLITE_OK:
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            return false
        case SQLITE_BUSY, SQLITE_LOCKED: return true
        case SQLITE_NOTADB, SQLITE_CORRUPT:
            throw DatabaseError(.corrupt, "The file \(path) is not a Steward database, or is damaged.")
        default:
            throw DatabaseError(
                .storage, "The database \(path) cannot be locked: \(String(cString: sqlite3_errmsg(handle))).")
        }
    }
}
