// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardLedger
import StewardStore

/// The tables of mirrors. The tree is never in memory: pages of it pass through.
struct MirrorTable: Sendable {
    let database: any Database
    let clock: any Timekeeping

    func add(_ id: String, _ connection: String, _ folder: String, _ options: MirrorOptions, _ book: BookID)
        async throws
        -> Mirror
    {
        let now = clock.now
        let text = String(decoding: try options.json.canonicalBytes(), as: UTF8.self)
        return try await database.write { database in
            try database.execute(
                """
                INSERT INTO files_mirrors (id, connection, folder, options, book, generation, is_listed, batch,
                    recorded, created_at) VALUES ($1, $2, $3, $4, $5, 0, 1, 0, 0, $6) ON CONFLICT (id) DO NOTHING
                """,
                [
                    SQLValue(id), SQLValue(connection), SQLValue(folder), SQLValue(text), SQLValue(book.name),
                    SQLValue(now),
                ])
            return try Self.mirror(id, database)
        }
    }

    /// - Throws: `FilesError` with `notFound`.
    func mirror(_ id: String) async throws -> Mirror { try await database.read { try Self.mirror(id, $0) } }

    private static func mirror(_ id: String, _ database: any SQLConnection) throws -> Mirror {
        let row = try database.first("SELECT * FROM files_mirrors WHERE id = $1", [SQLValue(id)])
        guard let row else { throw FilesError(.notFound, "There is no mirror “\(id)”.") }
        return try Mirror(row)
    }

    func all() async throws -> [Mirror] {
        try await database.read { database in
            try database.query("SELECT * FROM files_mirrors ORDER BY created_at, id").map(Mirror.init)
        }
    }

    /// Begins a look at the tree: anew from its top, or at what changed since the token.
    func begin(_ id: String, wholly: Bool, nextToken: String?, root: String) async throws {
        let now = clock.now
        try await database.write { database in
            try database.execute(
                """
                UPDATE files_mirrors SET generation = generation + 1, is_listed = 0, next_token = $2,
                    token = CASE WHEN $3 = 1 THEN NULL ELSE token END,
                    whole_at = CASE WHEN $3 = 1 THEN $4 ELSE whole_at END
                WHERE id = $1
                """, [SQLValue(id), SQLValue(nextToken), SQLValue(wholly), SQLValue(now)])
            // Folders that could not be read are tried again.
            try database.execute(
                """
                UPDATE files_entries SET listed = 0, reason = NULL,
                    seen = (SELECT generation FROM files_mirrors WHERE id = $1)
                WHERE mirror = $1 AND kind = 'folder' AND listed = -1
                """, [SQLValue(id)])
            guard wholly else { return }
            try database.execute(
                "UPDATE files_entries SET listed = 0 WHERE mirror = $1 AND kind = 'folder'", [SQLValue(id)])
            try database.execute(
                """
                INSERT INTO files_entries (mirror, item, parent, target, kind, name, name_key, path, local_name, local,
                    media_type, denied, has_key, content, seen, listed, state, version)
                SELECT $1, $2, '', $2, 'folder', $3, '', '', '', '', '', 0, 0, '', generation, 0, 'folder', 0
                FROM files_mirrors WHERE id = $1
                ON CONFLICT (mirror, item) DO UPDATE SET seen = excluded.seen, listed = 0, state = 'folder'
                """, [SQLValue(id), SQLValue(root), .bytes([])])
        }
    }

    /// Ends a look: the next one can begin at the token.
    func end(_ id: String, token: String?) async throws {
        let now = clock.now
        try await database.write { database in
            _ = try database.execute(
                "UPDATE files_mirrors SET is_listed = 1, token = $2, next_token = NULL, listed_at = $3 WHERE id = $1",
                [SQLValue(id), SQLValue(token), SQLValue(now)])
        }
    }

    func finish(_ id: String) async throws {
        let now = clock.now
        try await database.write { database in
            _ = try database.execute(
                "UPDATE files_mirrors SET finished_at = $2 WHERE id = $1", [SQLValue(id), SQLValue(now)])
        }
    }

    /// Entries in a state, from behind an item on.
    func rows(of id: String, _ state: MirrorRow.State, after item: String, limit: Int) async throws -> [MirrorRow] {
        try await database.read { database in
            try database.query(
                """
                SELECT * FROM files_entries WHERE mirror = $1 AND state = $2 AND item > $3 AND kind <> 'folder'
                ORDER BY item LIMIT $4
                """, [SQLValue(id), SQLValue(state.rawValue), SQLValue(item), SQLValue(limit)]
            ).map(MirrorRow.init)
        }
    }

    func set(_ state: MirrorRow.State, reason: String?, _ id: String, items: [String]) async throws {
        guard !items.isEmpty else { return }
        try await database.write { database in
            for item in items {
                try database.execute(
                    "UPDATE files_entries SET state = $3, reason = $4 WHERE mirror = $1 AND item = $2",
                    [SQLValue(id), SQLValue(item), SQLValue(state.rawValue), SQLValue(reason)])
            }
        }
    }

    /// What failed in an earlier run is tried again.
    func retryFailed(_ id: String) async throws {
        try await database.write { database in
            _ = try database.execute(
                """
                UPDATE files_entries SET state = 'new', reason = NULL
                WHERE mirror = $1 AND state = 'failed' AND kind IN ('file', 'document')
                """,
                [SQLValue(id)])
        }
    }

    func coverage(_ id: String) async throws -> Coverage {
        try await database.read { database in
            var coverage = Coverage()
            let rows = try database.query(
                """
                SELECT state, CASE WHEN version > 0 THEN 1 ELSE 0 END AS has_version, COUNT(*) AS items,
                    CAST(COALESCE(SUM(kept_size), 0) AS BIGINT) AS bytes
                FROM files_entries WHERE mirror = $1 AND kind <> 'folder' GROUP BY state, has_version
                """, [SQLValue(id)])
            for row in rows {
                let (items, bytes) = (try row.integer("items"), try row.integer("bytes"))
                switch MirrorRow.State(rawValue: try row.text("state")) {
                case .kept:
                    coverage.present += items
                    coverage.bytes += bytes
                case .skipped: coverage.skipped += items
                case .vanished: coverage.vanished += items
                default:
                    if try row.bool("has_version") {
                        coverage.changed += items
                        coverage.bytes += bytes
                    } else {
                        coverage.missing += items
                    }
                }
            }
            return coverage
        }
    }
}

extension Mirror {
    init(_ row: SQLRow) throws {
        self.init(
            id: try row.text("id"), connection: try row.text("connection"), folder: try row.text("folder"),
            options: MirrorOptions(try JSON(parsing: Array(try row.text("options").utf8))),
            book: BookID(try row.text("book")), generation: try row.integer("generation"),
            isListed: try row.bool("is_listed"), listedAt: try row.dateOrNil("listed_at"),
            finishedAt: try row.dateOrNil("finished_at"), wholeAt: try row.dateOrNil("whole_at"),
            token: try row.textOrNil("token"),
            nextToken: try row.textOrNil("next_token"), batch: try row.integer("batch"),
            recorded: try row.integer("recorded"))
    }
}
