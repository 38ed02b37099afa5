// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Logbook
import StewardCore
package import StewardStore

/// What came of the files that people sent: kept, so that it can be looked at after the page was left.
package struct ImportResults: Sendable {
    /// The table that they need.
    package static let migrations = [
        Migration(
            "imports-0001-results",
            [
                """
                CREATE TABLE logbook_imports (
                    account TEXT NOT NULL, id TEXT NOT NULL, made_at BIGINT NOT NULL, name TEXT NOT NULL,
                    outcome TEXT NOT NULL, PRIMARY KEY (account, id))
                """
            ])
    ]

    /// How many of an account are kept; the oldest go.
    static let most = 50

    private let database: any Database
    private let clock: any Timekeeping

    package init(_ installation: Installation) {
        database = installation.database
        clock = installation.clock
    }

    /// What came of one file.
    struct Kept: Sendable {
        /// The name under which the file had waited.
        let id: String
        /// When it was taken in, microseconds since 1970.
        let instant: Int64
        /// What the file was called.
        let name: String
        let outcome: ImportOutcome
    }

    /// Keeps what came of a file.
    /// - Throws: `DatabaseError`.
    func keep(_ outcome: ImportOutcome, of name: String, as id: String, for account: String) async throws {
        let text = String(decoding: try outcome.record.canonicalBytes(), as: UTF8.self)
        let now = clock.now.microseconds
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO logbook_imports (account, id, made_at, name, outcome) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (account, id) DO NOTHING
                """,
                [SQLValue(account), SQLValue(id), .integer(now), SQLValue(name), SQLValue(text)])
            try connection.execute(
                """
                DELETE FROM logbook_imports WHERE account = $1 AND id NOT IN
                    (SELECT id FROM logbook_imports WHERE account = $1 ORDER BY made_at DESC, id LIMIT $2)
                """,
                [SQLValue(account), .integer(Int64(Self.most))])
        }
    }

    /// What came of the file that waited under a name; `nil` when it was not taken in, or not by this account.
    /// - Throws: `DatabaseError`; `LogbookError` when it cannot be read.
    func result(_ id: String, of account: String) async throws -> Kept? {
        try await database.read { connection in
            try connection.first(
                "SELECT * FROM logbook_imports WHERE account = $1 AND id = $2", [SQLValue(account), SQLValue(id)]
            ).map(Kept.init)
        }
    }

    /// What came of an account's files, the newest first.
    /// - Throws: as ``result(_:of:)``.
    func all(of account: String) async throws -> [Kept] {
        try await database.read { connection in
            try connection.query(
                "SELECT * FROM logbook_imports WHERE account = $1 ORDER BY made_at DESC, id LIMIT $2",
                [SQLValue(account), .integer(Int64(Self.most))]
            ).map(Kept.init)
        }
    }
}

extension ImportResults.Kept {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: try row.text("id"), instant: try row.integer("made_at"), name: try row.text("name"),
            outcome: try ImportOutcome(record: try JSON(parsing: Array(try row.text("outcome").utf8))))
    }
}
