// SPDX-License-Identifier: Apache-2.0
import GRDB

extension DatabaseError {
    /// SQLite's failure in the store's words. SQLite's messages name tables and columns, never values.
    init(sqlite error: GRDB.DatabaseError, path: String) {
        let code = String(error.extendedResultCode.rawValue)
        let detail = error.message ?? "no detail"
        func make(_ kind: Code, _ sentence: String) -> Self { Self(kind, sentence, engineCode: code) }
        self =
            switch error.resultCode {
            case .SQLITE_FULL: make(.storage, "The disk that holds \(path) is full; free some space.")
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
                make(.storage, "The database \(path) cannot be opened; its folder must exist and be writable.")
            case .SQLITE_READONLY:
                make(.storage, "The database \(path) cannot be written; make it and its folder writable.")
            case .SQLITE_IOERR: make(.storage, "Reading or writing \(path) failed; check the disk.")
            case .SQLITE_NOTADB: make(.corrupt, "The file \(path) is not a Steward database.")
            case .SQLITE_CORRUPT: make(.corrupt, "The database \(path) is damaged; restore it from a backup.")
            case .SQLITE_BUSY, .SQLITE_LOCKED: make(.conflict, "Another program keeps the database \(path) locked.")
            case .SQLITE_CONSTRAINT: make(.constraint, "The change was refused: \(detail).")
            case .SQLITE_INTERRUPT: make(.interrupted, "The statement was interrupted.")
            default: make(.statement, "The statement failed: \(detail).")
            }
    }

    static var cancelled: Self { Self(.interrupted, "The task was cancelled.") }
    static func tooSlow(_ limit: Duration) -> Self {
        Self(.interrupted, "The statement ran longer than the allowed \(limit.inSeconds) s.")
    }
    static var readOnly: Self { Self(.statement, "A reading transaction tried to change the database.") }
    static var closed: Self { Self(.unavailable, "The database was closed.") }
    static var failedBefore: Self {
        Self(.statement, "An earlier statement of this transaction failed, so nothing more can run in it.")
    }
    static var rowsAbandoned: Self {
        Self(
            .statement, "The rows of a statement were not read to the end, so nothing more can run in its transaction.")
    }
    static var rowsPending: Self {
        Self(.statement, "Another statement was started while rows were still being handed over.")
    }
}

extension Duration {
    /// Seconds, for messages.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
    /// Whole milliseconds, rounded up, for system calls.
    var inMilliseconds: Int64 {
        components.seconds * 1_000 + (components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
