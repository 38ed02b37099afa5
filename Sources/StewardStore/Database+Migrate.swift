// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
package import StewardCore

extension Database {
    /// Brings the database to the shape that `migrations` describe; does nothing when it has it already.
    ///
    /// What ran is recorded with the SHA-256 of its text. All that is missing runs in one transaction: either the whole
    /// change happens or none of it. Two processes may call this at once; one of them waits. Lists of different owners
    /// (the part of the name before the first hyphen) may be given together or one after the other.
    /// - Throws: `DatabaseError` with `migration` when a recorded migration's text differs, when the database records a
    ///   migration of one of these owners that the list lacks (a newer program made it), or when a migration of the
    ///   list would run after one that follows it.
    package func migrate(_ migrations: [Migration], clock: any Timekeeping = SystemClock()) async throws {
        try await write { connection in
            if connection.engine == .postgresql {
                // The snapshot must be younger than the lock, so each statement takes its own.
                try connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
                _ = try connection.query("SELECT pg_advisory_xact_lock(7165064755)")
            }
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS steward_migrations (
                    name TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)
                """)
            let recorded = try connection.query("SELECT name, sha256 FROM steward_migrations")
            let known = try Dictionary(uniqueKeysWithValues: recorded.map { try ($0.text("name"), $0.text("sha256")) })
            for migration in try MigrationPlan(migrations, recorded: known).missing {
                for statement in migration.statements { try connection.execute(statement) }
                try connection.execute(
                    "INSERT INTO steward_migrations (name, sha256, applied_at) VALUES ($1, $2, $3)",
                    [SQLValue(migration.name), SQLValue(migration.digest), SQLValue(clock.now)])
            }
        }
    }
}

/// Which migrations must run, or why none may.
struct MigrationPlan {
    let missing: [Migration]

    init(_ migrations: [Migration], recorded: [String: String]) throws(DatabaseError) {
        try Self.refuseDoubles(migrations)
        try Self.refuseNewer(migrations, recorded)
        var missing: [Migration] = []
        for migration in migrations {
            guard let digest = recorded[migration.name] else {
                missing.append(migration)
                continue
            }
            guard digest == migration.digest else {
                throw DatabaseError(
                    .migration,
                    "The migration \(migration.name) ran with another text; released migrations must not be edited.")
            }
            if let late = missing.first(where: { $0.owner == migration.owner }) {
                throw DatabaseError(
                    .migration, "The migration \(late.name) comes before \(migration.name), which has run already.")
            }
        }
        self.missing = missing
    }

    private static func refuseDoubles(_ migrations: [Migration]) throws(DatabaseError) {
        var names: Set<String> = []
        for migration in migrations where !names.insert(migration.name).inserted {
            throw DatabaseError(.migration, "Two migrations are named \(migration.name).")
        }
    }

    private static func refuseNewer(_ migrations: [Migration], _ recorded: [String: String]) throws(DatabaseError) {
        let names = Set(migrations.map(\.name))
        let owners = Set(migrations.map(\.owner))
        let unknown = recorded.keys.filter { owners.contains(Migration($0, []).owner) && !names.contains($0) }
        if let name = unknown.min() {
            throw DatabaseError(
                .migration, "A newer Steward made this database (it has \(name)); use that version or a newer one.")
        }
    }
}

extension Migration {
    /// Whose list it belongs to: the name up to the first hyphen.
    var owner: Substring { name.prefix { $0 != "-" } }

    /// SHA-256 over the statements, each with its length in front so that moving a border changes it.
    var digest: String {
        var hash = SHA256()
        for statement in statements {
            hash.update(data: Array("\(statement.utf8.count):".utf8))
            hash.update(data: Array(statement.utf8))
        }
        return Hexadecimal.text(hash.finalize())
    }
}
