// SPDX-License-Identifier: Apache-2.0
import CPostgres
package import FoundationEssentials
import GRDBSQLite

/// What a database says of itself.
package struct DatabaseFacts: Sendable, Hashable {
    package let engine: DatabaseEngine
    /// SQLite's version, or the PostgreSQL server's.
    package let version: String
    /// Bytes of the database; on SQLite without its write-ahead log.
    package let size: Int64
    /// What time it is by the PostgreSQL server; `nil` on SQLite, which has no clock of its own.
    package let now: Date?

    /// The version of the PostgreSQL client library, as `15.14`.
    package static var clientVersion: String {
        let number = PQlibVersion()
        return "\(number / 10_000).\(number % 10_000)"
    }
    /// The version of the SQLite library.
    package static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}

/// A migration that a database says it has.
package struct AppliedMigration: Sendable, Hashable {
    package let name: String
    /// SHA-256 of its text.
    package let sha256: String
    package let appliedAt: Date
}

extension Database {
    /// Asks the database for its version, size and time.
    /// - Throws: `DatabaseError`.
    package func facts() async throws -> DatabaseFacts {
        let row = try await read { connection in
            try connection.first(
                connection.engine == .sqlite
                    ? """
                    SELECT sqlite_version() AS version, page_count * page_size AS size, NULL AS now
                    FROM pragma_page_count(), pragma_page_size()
                    """
                    : """
                    SELECT current_setting('server_version') AS version,
                        pg_database_size(current_database()) AS size,
                        CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) AS now
                    """)
        }
        guard let row else { throw DatabaseError(.decoding, "The database says nothing of itself.") }
        return DatabaseFacts(
            engine: engine, version: try row.text("version"), size: try row.integer("size"),
            now: try row.dateOrNil("now"))
    }

    /// The migrations that ran, in the order they ran; none in a database that is no installation's.
    /// - Throws: `DatabaseError`.
    package func appliedMigrations() async throws -> [AppliedMigration] {
        try await read { connection in
            let table =
                connection.engine == .sqlite
                ? "SELECT name FROM sqlite_master WHERE name = 'steward_migrations'"
                : "SELECT relname AS name FROM pg_class WHERE oid = to_regclass('steward_migrations')"
            guard try connection.first(table) != nil else { return [] }
            return try connection.query(
                "SELECT name, sha256, applied_at FROM steward_migrations ORDER BY applied_at, name"
            ).map {
                AppliedMigration(
                    name: try $0.text("name"), sha256: try $0.text("sha256"), appliedAt: try $0.date("applied_at"))
            }
        }
    }

    /// What SQLite finds damaged in its own file, at most 20 sentences; empty when it is whole. PostgreSQL has no such
    /// question: the list is always empty there.
    /// - Throws: `DatabaseError`.
    package func structuralFaults() async throws -> [String] {
        guard engine == .sqlite else { return [] }
        return try await read { connection in
            try connection.query("PRAGMA integrity_check(20)").map { try $0.text("integrity_check") }
        }.filter { $0 != "ok" }
    }
}
