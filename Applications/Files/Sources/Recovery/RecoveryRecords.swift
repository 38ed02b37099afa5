// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

/// Where recoveries stand, in the database: they go on after a crash, in another process.
struct RecoveryRecords: Sendable {
    static let migration = Migration(
        "files-0004-recoveries",
        [
            """
            CREATE TABLE files_recoveries (
                id TEXT PRIMARY KEY, connection TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL,
                command TEXT NOT NULL, scope_key TEXT NOT NULL, policy TEXT NOT NULL, folder TEXT,
                imported TEXT, is_listed BIGINT NOT NULL, started_at BIGINT NOT NULL, finished_at BIGINT,
                summary TEXT, UNIQUE (connection, name))
            """,
            """
            CREATE TABLE files_recovery_items (
                recovery TEXT NOT NULL REFERENCES files_recoveries (id) ON DELETE CASCADE, number BIGINT NOT NULL,
                file TEXT NOT NULL, name BYTEA NOT NULL, kind TEXT NOT NULL, size BIGINT, md5 TEXT, sha256 TEXT,
                folder TEXT NOT NULL, target TEXT, recovered BIGINT NOT NULL, downloaded BIGINT NOT NULL,
                post_restored BIGINT NOT NULL, is_done BIGINT NOT NULL, reason TEXT, changed_at BIGINT NOT NULL,
                PRIMARY KEY (recovery, file))
            """,
            "CREATE INDEX files_recovery_items_order ON files_recovery_items (recovery, is_done, number)",
        ])

    let database: any Database
    let clock: any Timekeeping

    /// The run of this name, made if there is none.
    /// - Throws: ``ScopeMismatch`` when the one there is has another scope.
    func open(_ request: RecoveryRequest, of connection: String, makingID id: String) async throws -> RecoveryRun {
        let now = clock.now
        return try await database.write { database in
            if request.isFresh {
                try database.execute(
                    "DELETE FROM files_recoveries WHERE connection = $1 AND name = $2",
                    [SQLValue(connection), SQLValue(request.name)])
            }
            let row = try database.first(
                "SELECT * FROM files_recoveries WHERE connection = $1 AND name = $2",
                [SQLValue(connection), SQLValue(request.name)])
            if let row {
                let run = try RecoveryRun(row)
                guard run.scope == request.scope else { throw ScopeMismatch(kept: run.scope, asked: request.scope) }
                return run
            }
            let scope = request.scope
            try database.execute(
                """
                INSERT INTO files_recoveries (id, connection, name, source, command, scope_key, policy, folder,
                    is_listed, started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)
                """,
                [
                    SQLValue(id), SQLValue(connection), SQLValue(request.name), SQLValue(scope.source.rawValue),
                    SQLValue(scope.command.rawValue), SQLValue(scope.key), SQLValue(request.policy.rawValue),
                    SQLValue(request.folder), SQLValue(now),
                ])
            return RecoveryRun(id: id, scope: scope, imported: nil, isListed: false)
        }
    }

    /// Takes over what an old state file says was done. A file is taken once, by its digest.
    func take(_ old: OldRecoveryState, digest: String, into run: RecoveryRun) async throws {
        let (id, steps, now) = (run.id, run.scope.steps, clock.now)
        let items = old.done.sorted { $0.key < $1.key }
        try await database.write { database in
            for (place, item) in items.enumerated() {
                try Self.insert(database, id, Int64(-items.count + place), item.key, item.value, steps, now)
            }
            try database.execute(
                "UPDATE files_recoveries SET imported = $2 WHERE id = $1", [SQLValue(id), SQLValue(digest)])
        }
    }

    private static func insert(
        _ database: any SQLConnection, _ run: String, _ number: Int64, _ file: String, _ done: Set<RecoveryStep>,
        _ needed: Set<RecoveryStep>, _ now: Date
    ) throws {
        try database.execute(
            """
            INSERT INTO files_recovery_items (recovery, number, file, name, kind, folder, recovered, downloaded,
                post_restored, is_done, changed_at) VALUES ($1, $2, $3, $4, 'file', '', $5, $6, $7, $8, $9)
            ON CONFLICT (recovery, file) DO NOTHING
            """,
            [
                SQLValue(run), SQLValue(number), SQLValue(file), .bytes([]), SQLValue(done.contains(.recovered)),
                SQLValue(done.contains(.downloaded)), SQLValue(done.contains(.postRestored)),
                SQLValue(needed.isSubset(of: done)), SQLValue(now),
            ])
    }

    /// Adds files that were found. Those that are there keep how far they are.
    func add(_ files: [FoundFile], to run: RecoveryRun) async throws {
        let (id, now) = (run.id, clock.now)
        try await database.write { database in
            let last = try database.first(
                "SELECT MAX(number) AS last FROM files_recovery_items WHERE recovery = $1", [SQLValue(id)])
            var number = max(try last?.integerOrNil("last") ?? 0, 0)
            for found in files {
                number += 1
                let file = found.file
                try database.execute(
                    """
                    INSERT INTO files_recovery_items (recovery, number, file, name, kind, size, md5, sha256, folder,
                        target, recovered, downloaded, post_restored, is_done, changed_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, $11)
                    ON CONFLICT (recovery, file) DO UPDATE SET name = excluded.name, kind = excluded.kind,
                        size = excluded.size, md5 = excluded.md5, sha256 = excluded.sha256,
                        folder = excluded.folder
                    """,
                    [
                        SQLValue(id), SQLValue(number), SQLValue(file.id), .bytes(Array(file.name.utf8)),
                        SQLValue(RecoveryItem.kind(of: file)), SQLValue(optional: file.size),
                        SQLValue(file.checksums.md5), SQLValue(file.checksums.sha256), SQLValue(found.folder),
                        SQLValue(found.target), SQLValue(now),
                    ])
            }
        }
    }

    /// The next files that are not done, folders first, in the order found.
    func next(_ count: Int, after number: Int64, of run: RecoveryRun) async throws -> [RecoveryItem] {
        let id = run.id
        return try await database.read { database in
            try database.query(
                """
                SELECT * FROM files_recovery_items WHERE recovery = $1 AND is_done = 0 AND number > $2
                ORDER BY number LIMIT $3
                """, [SQLValue(id), SQLValue(number), SQLValue(count)]
            ).map(RecoveryItem.init)
        }
    }

    /// Notes how far files are, all at once.
    func note(_ items: [RecoveryItem], reasons: [String: String] = [:], of run: RecoveryRun) async throws {
        guard !items.isEmpty else { return }
        let (id, steps, now) = (run.id, run.scope.steps, clock.now)
        try await database.write { database in
            for item in items {
                try database.execute(
                    """
                    UPDATE files_recovery_items SET recovered = $3, downloaded = $4, post_restored = $5, is_done = $6,
                        target = $7, reason = $8, changed_at = $9 WHERE recovery = $1 AND file = $2
                    """,
                    [
                        SQLValue(id), SQLValue(item.id), SQLValue(item.done.contains(.recovered)),
                        SQLValue(item.done.contains(.downloaded)), SQLValue(item.done.contains(.postRestored)),
                        SQLValue(steps.isSubset(of: item.done)), SQLValue(item.target), SQLValue(reasons[item.id]),
                        SQLValue(now),
                    ])
            }
        }
    }

    /// How many files there are, and how many are done.
    func counts(of run: RecoveryRun) async throws -> (all: Int, done: Int, bytes: Int64) {
        let id = run.id
        return try await database.read { database in
            let row = try database.first(
                """
                SELECT COUNT(*) AS files, COALESCE(SUM(is_done), 0) AS done, COALESCE(SUM(size), 0) AS bytes
                FROM files_recovery_items WHERE recovery = $1
                """, [SQLValue(id)])
            return (
                Int(try row?.integer("files") ?? 0), Int(try row?.integer("done") ?? 0),
                try row?.integer("bytes") ?? 0
            )
        }
    }

    /// Notes that everything was found, or that the run is over.
    func mark(_ run: RecoveryRun, isListed: Bool, summary: RecoverySummary? = nil) async throws {
        let (id, now) = (run.id, clock.now)
        let text = try summary.map { String(decoding: try $0.json.canonicalBytes(), as: UTF8.self) }
        try await database.write { database in
            _ = try database.execute(
                "UPDATE files_recoveries SET is_listed = $2, summary = $3, finished_at = $4 WHERE id = $1",
                [
                    SQLValue(id), SQLValue(isListed), SQLValue(text),
                    summary == nil ? .null : SQLValue(now),
                ])
        }
    }
}

/// A run as it is kept.
struct RecoveryRun: Sendable {
    let id: String
    let scope: RecoveryScope
    /// The digest of the old state file that was taken over.
    let imported: String?
    let isListed: Bool

    init(id: String, scope: RecoveryScope, imported: String?, isListed: Bool) {
        self.id = id
        self.scope = scope
        self.imported = imported
        self.isListed = isListed
    }

    init(_ row: SQLRow) throws {
        guard let source = RecoveryScope.Source(rawValue: try row.text("source")),
            let command = RecoveryCommand(rawValue: try row.text("command"))
        else { throw FilesError(.storage, "The kept state of a recovery cannot be read; use --fresh-run.") }
        self.init(
            id: try row.text("id"),
            scope: RecoveryScope(source: source, command: command, key: try row.text("scope_key")),
            imported: try row.textOrNil("imported"), isListed: try row.bool("is_listed"))
    }
}

/// A file that was found, and where it shall go.
struct FoundFile: Sendable {
    let file: StoredFile
    var folder = ""
    var target: String?
}

/// The kept state is about something else.
package struct ScopeMismatch: Error, Sendable, Hashable, CustomStringConvertible {
    package let kept: RecoveryScope
    package let asked: RecoveryScope

    /// One sentence with both and the repair.
    package var description: String {
        "The kept state is of another run (\(kept)) than this one (\(asked)); "
            + "name another state file, or use --fresh-run."
    }
}
