// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardStore

/// Append-only books in a database.
///
/// Nothing in a book is ever changed or removed. Several nodes may append to the same book; a book's row in the
/// database is locked while entries are added, so that numbers have no gaps and every entry names the one before.
public struct Ledger: Sendable {
    let database: any Database
    let clock: any Timekeeping
    let signer: NoteSigner?
    let queue: AppendQueue

    /// Opens the ledger in a database on which ``migrations`` have run. Without a signer everything works but
    /// checkpoints and exports. Make one ledger a process: appends share a disk flush only within one.
    package init(database: any Database, clock: any Timekeeping, signer: NoteSigner? = nil) {
        self.database = database
        self.clock = clock
        self.signer = signer
        queue = AppendQueue(database, clock: clock)
    }

    /// The tables.
    package static var migrations: [Migration] {
        [
            Migration(
                "ledger-0001-books",
                [
                    """
                    CREATE TABLE ledger_book (
                        id TEXT PRIMARY KEY, size BIGINT NOT NULL, head BYTEA NOT NULL, peaks BYTEA NOT NULL)
                    """,
                    """
                    CREATE TABLE ledger_entry (
                        book TEXT NOT NULL, sequence BIGINT NOT NULL, hash BYTEA NOT NULL, line BYTEA NOT NULL,
                        idempotency_key TEXT, PRIMARY KEY (book, sequence))
                    """,
                    """
                    CREATE UNIQUE INDEX ledger_entry_key ON ledger_entry (book, idempotency_key)
                        WHERE idempotency_key IS NOT NULL
                    """,
                    """
                    CREATE TABLE ledger_node (
                        book TEXT NOT NULL, level BIGINT NOT NULL, place BIGINT NOT NULL, hash BYTEA NOT NULL,
                        PRIMARY KEY (book, level, place))
                    """,
                    """
                    CREATE TABLE ledger_checkpoint (
                        book TEXT NOT NULL, size BIGINT NOT NULL, signer TEXT NOT NULL, root BYTEA NOT NULL,
                        note TEXT NOT NULL, PRIMARY KEY (book, size, signer))
                    """,
                    """
                    CREATE TABLE ledger_projection (
                        name TEXT NOT NULL, book TEXT NOT NULL, size BIGINT NOT NULL, head BYTEA NOT NULL,
                        digest BYTEA NOT NULL, PRIMARY KEY (name, book))
                    """,
                ])
        ]
    }
}
