// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension MirrorTable {
    /// Writes down outcomes; new versions become the next batch.
    func keep(_ outcomes: [FetchOutcome], _ id: String) async throws {
        try await database.write { database in
            let row = try database.first("SELECT batch FROM files_mirrors WHERE id = $1", [SQLValue(id)])
            let batch = (try row?.integer("batch") ?? 0) + 1
            var isUsed = false
            for outcome in outcomes {
                switch outcome.kind {
                case .failed(let reason): try Self.set(.failed, reason, outcome.row.item, id, database)
                case .skipped(let reason): try Self.set(.skipped, reason, outcome.row.item, id, database)
                case .unchanged: try Self.keep(outcome, outcome.row.version, nil, id, database)
                case .kept(let content):
                    let isNew = content.sha256 != outcome.row.keptHash
                    let version = outcome.row.version + (isNew ? 1 : 0)
                    try Self.keep(outcome, version, content, id, database)
                    if isNew {
                        try Self.add(outcome, version, content, batch, id, database)
                        isUsed = true
                    }
                }
            }
            if isUsed {
                try database.execute(
                    "UPDATE files_mirrors SET batch = $2 WHERE id = $1", [SQLValue(id), SQLValue(batch)])
            }
        }
    }

    private static func set(
        _ state: MirrorRow.State, _ reason: String, _ item: String, _ id: String, _ database: any SQLConnection
    ) throws {
        try database.execute(
            "UPDATE files_entries SET state = $3, reason = $4 WHERE mirror = $1 AND item = $2",
            [SQLValue(id), SQLValue(item), SQLValue(state.rawValue), SQLValue(reason)])
    }

    private static func keep(
        _ outcome: FetchOutcome, _ version: Int64, _ content: DigestedContent?, _ id: String,
        _ database: any SQLConnection
    ) throws {
        let row = outcome.row
        let isNew = content.map { $0.sha256 != row.keptHash } ?? false
        try database.execute(
            """
            UPDATE files_entries SET state = 'kept', reason = NULL, version = $3, kept_content = $4,
                kept_sha256 = $5, kept_size = $6, kept_local = $7, kept_stamp = $8, kept_shown = $9, validator = $10,
                modified_at = $11, fetched_at = $12
            WHERE mirror = $1 AND item = $2
            """,
            [
                SQLValue(id), SQLValue(row.item), SQLValue(version), SQLValue(row.content),
                SQLValue(content?.sha256 ?? row.keptHash), SQLValue(optional: content?.size ?? row.keptSize),
                SQLValue(outcome.local), SQLValue(outcome.stamp), SQLValue(Self.trusted(outcome)),
                SQLValue(outcome.validator), SQLValue(outcome.modifiedAt),
                SQLValue(isNew ? outcome.fetchedAt : row.fetchedAt ?? outcome.fetchedAt),
            ])
    }

    /// The date that a public listing shows, when it can be relied on the next time: it has day and year, and the file
    /// was fetched at least two days later. A file that changes on the day it was fetched shows the same date.
    private static func trusted(_ outcome: FetchOutcome) -> String? {
        guard let shown = outcome.row.shown, let day = ShownDate(shown) else { return nil }
        return day.isOlder(than: outcome.fetchedAt) ? shown : nil
    }

    private static func add(
        _ outcome: FetchOutcome, _ version: Int64, _ content: DigestedContent, _ batch: Int64, _ id: String,
        _ database: any SQLConnection
    ) throws {
        try database.execute(
            """
            INSERT INTO files_versions (mirror, item, number, file_id, path, sha256, size, fetched_at, modified_at,
                batch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (mirror, item, number) DO NOTHING
            """,
            [
                SQLValue(id), SQLValue(outcome.row.item), SQLValue(version), SQLValue(outcome.row.target),
                SQLValue(outcome.row.path), SQLValue(content.sha256), SQLValue(content.size),
                SQLValue(outcome.fetchedAt), SQLValue(outcome.modifiedAt), SQLValue(batch),
            ])
    }

    func versions(_ id: String, batch: Int64) async throws -> [FileVersion] {
        try await database.read { database in
            try database.query(
                "SELECT * FROM files_versions WHERE mirror = $1 AND batch = $2 ORDER BY item, number",
                [SQLValue(id), SQLValue(batch)]
            ).map(FileVersion.init)
        }
    }

    func versions(_ id: String, item: String) async throws -> [FileVersion] {
        try await database.read { database in
            try database.query(
                "SELECT * FROM files_versions WHERE mirror = $1 AND item = $2 ORDER BY number",
                [SQLValue(id), SQLValue(item)]
            ).map(FileVersion.init)
        }
    }

    func recorded(_ id: String, batch: Int64) async throws {
        try await database.write { database in
            _ = try database.execute(
                "UPDATE files_mirrors SET recorded = $2 WHERE id = $1 AND recorded < $2",
                [SQLValue(id), SQLValue(batch)])
        }
    }

    /// Files that vanished and are not in the book yet, at most 500.
    func unnotedVanished(_ id: String) async throws -> [CoveredFile] {
        try await database.read { database in
            try database.query(
                """
                SELECT * FROM files_entries WHERE mirror = $1 AND state = 'vanished' AND reason IS NULL
                    AND kind <> 'folder' ORDER BY item LIMIT 500
                """, [SQLValue(id)]
            ).map { try MirrorRow($0).covered }
        }
    }

    /// How many files wait, and how many bytes of them are known.
    func waiting(_ id: String) async throws -> (files: Int64, bytes: Int64) {
        try await database.read { database in
            let row = try database.first(
                """
                SELECT COUNT(*) AS files, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM files_entries
                WHERE mirror = $1 AND state = 'new' AND kind <> 'folder'
                """, [SQLValue(id)])
            return (try row?.integer("files") ?? 0, try row?.integer("bytes") ?? 0)
        }
    }
}
