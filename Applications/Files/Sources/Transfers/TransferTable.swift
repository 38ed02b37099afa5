// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

/// The tables of transfers and their items.
struct TransferTable: Sendable {
    let database: any Database
    let clock: any Timekeeping

    /// Adds a transfer. One of this id that is there already is given as it stands.
    func add(
        id: String, _ kind: Transfer.Kind, connection: String, source: String, target: String, options: JSON
    ) async throws -> Transfer {
        let now = clock.now
        let text = String(decoding: try options.canonicalBytes(), as: UTF8.self)
        return try await database.write { database in
            try database.execute(
                """
                INSERT INTO files_transfers (id, kind, connection, source, target, options, state, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, 'planning', $7) ON CONFLICT (id) DO NOTHING
                """,
                [
                    SQLValue(id), SQLValue(kind.rawValue), SQLValue(connection), SQLValue(source), SQLValue(target),
                    SQLValue(text), SQLValue(now),
                ])
            return try Self.transfer(id, database)
        }
    }

    /// - Throws: `FilesError` with `notFound`.
    func transfer(_ id: String) async throws -> Transfer {
        try await database.read { try Self.transfer(id, $0) }
    }

    private static func transfer(_ id: String, _ database: any SQLConnection) throws -> Transfer {
        let row = try database.first("SELECT * FROM files_transfers WHERE id = $1", [SQLValue(id)])
        guard let row else { throw FilesError(.notFound, "There is no transfer “\(id)”.") }
        return try Transfer(row)
    }

    func list(connection: String?, limit: Int) async throws -> [Transfer] {
        try await database.read { database in
            try database.query(
                """
                SELECT * FROM files_transfers WHERE connection = $1 OR $2 = 1 ORDER BY created_at DESC, id LIMIT $3
                """,
                [SQLValue(connection ?? ""), SQLValue(connection == nil), SQLValue(limit)]
            ).map(Transfer.init)
        }
    }

    func set(_ state: Transfer.State, of id: String, reason: String? = nil) async throws {
        let now = clock.now
        try await database.write { database in
            _ = try database.execute(
                "UPDATE files_transfers SET state = $2, reason = $3, finished_at = $4 WHERE id = $1",
                [SQLValue(id), SQLValue(state.rawValue), SQLValue(reason), SQLValue(state == .done ? now : nil)])
        }
    }

    func remove(_ id: String) async throws {
        try await database.write { database in
            try database.execute("DELETE FROM files_items WHERE transfer = $1", [SQLValue(id)])
            _ = try database.execute("DELETE FROM files_transfers WHERE id = $1", [SQLValue(id)])
        }
    }

    /// Forgets the items of a plan that was cut off.
    func clear(_ id: String) async throws {
        try await database.write { database in
            _ = try database.execute("DELETE FROM files_items WHERE transfer = $1", [SQLValue(id)])
        }
    }

    func insert(_ items: [TransferItem], into id: String) async throws {
        let now = clock.now
        try await database.write { database in
            for item in items {
                try database.execute(
                    """
                    INSERT INTO files_items (transfer, number, parent, kind, path, name, file_id, size, stamp, md5,
                        sha256, has_session, state, reason, changed_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                    """,
                    [
                        SQLValue(id), SQLValue(item.number), SQLValue(item.parent), SQLValue(item.kind.rawValue),
                        SQLValue(item.path), .bytes(Array(item.name.utf8)), SQLValue(item.fileID),
                        SQLValue(optional: item.size), SQLValue(item.stamp), SQLValue(item.md5),
                        SQLValue(item.sha256), SQLValue(item.hasSession), SQLValue(item.state.rawValue),
                        SQLValue(item.reason), SQLValue(now),
                    ])
            }
        }
    }

    /// Puts down what became of items.
    func update(_ items: [TransferItem], of id: String) async throws {
        guard !items.isEmpty else { return }
        let now = clock.now
        try await database.write { database in
            for item in items {
                try database.execute(
                    """
                    UPDATE files_items SET file_id = $3, size = $4, stamp = $5, md5 = $6, sha256 = $7,
                        has_session = $8, state = $9, reason = $10, changed_at = $11, path = $12
                    WHERE transfer = $1 AND number = $2
                    """,
                    [
                        SQLValue(id), SQLValue(item.number), SQLValue(item.fileID), SQLValue(optional: item.size),
                        SQLValue(item.stamp), SQLValue(item.md5), SQLValue(item.sha256),
                        SQLValue(item.hasSession), SQLValue(item.state.rawValue), SQLValue(item.reason),
                        SQLValue(now), SQLValue(item.path),
                    ])
            }
        }
    }

    /// Items in order, from behind a number on.
    func items(
        of id: String, state: TransferItem.State? = nil, after number: Int64 = 0, limit: Int
    ) async throws -> [TransferItem] {
        try await database.read { database in
            try database.query(
                """
                SELECT * FROM files_items WHERE transfer = $1 AND number > $2 AND (state = $3 OR $4 = 1)
                ORDER BY number LIMIT $5
                """,
                [
                    SQLValue(id), SQLValue(number), SQLValue(state?.rawValue ?? ""), SQLValue(state == nil),
                    SQLValue(limit),
                ]
            ).map(TransferItem.init)
        }
    }

    /// The ids of folders of a transfer by their numbers.
    func folders(of id: String, numbers: Set<Int64>) async throws -> [Int64: String] {
        try await database.read { database in
            var found: [Int64: String] = [:]
            for number in numbers {
                let row = try database.first(
                    "SELECT file_id FROM files_items WHERE transfer = $1 AND number = $2",
                    [SQLValue(id), SQLValue(number)])
                if let file = try row?.textOrNil("file_id") { found[number] = file }
            }
            return found
        }
    }

    /// Makes failed items wait again; gives how many.
    func retryFailed(_ id: String) async throws -> Int {
        try await database.write { database in
            let count = try database.execute(
                "UPDATE files_items SET state = 'waiting', reason = NULL WHERE transfer = $1 AND state = 'failed'",
                [SQLValue(id)])
            if count > 0 {
                try database.execute(
                    "UPDATE files_transfers SET state = 'ready', finished_at = NULL WHERE id = $1 AND state = 'done'",
                    [SQLValue(id)])
            }
            return count
        }
    }

    func counts(of id: String) async throws -> TransferCounts {
        try await database.read { database in
            var counts = TransferCounts()
            let rows = try database.query(
                """
                SELECT state, COUNT(*) AS items, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM files_items
                WHERE transfer = $1 GROUP BY state
                """, [SQLValue(id)])
            for row in rows {
                let (items, bytes) = (try row.integer("items"), try row.integer("bytes"))
                counts.bytes += bytes
                switch TransferItem.State(rawValue: try row.text("state")) {
                case .waiting: counts.waiting = items
                case .failed: counts.failed = items
                case .skipped:
                    counts.skipped = items
                    counts.bytesDone += bytes
                case .done:
                    counts.done = items
                    counts.bytesDone += bytes
                case nil: break
                }
            }
            return counts
        }
    }
}

extension Transfer {
    init(_ row: SQLRow) throws {
        guard let kind = Kind(rawValue: try row.text("kind")), let state = State(rawValue: try row.text("state")) else {
            throw DatabaseError(.decoding, "A transfer has a kind or state that this version does not know.")
        }
        self.init(
            id: try row.text("id"), kind: kind, connection: try row.text("connection"),
            source: try row.text("source"), target: try row.text("target"),
            options: try JSON(parsing: Array(try row.text("options").utf8)), state: state,
            reason: try row.textOrNil("reason"), createdAt: try row.date("created_at"),
            finishedAt: try row.dateOrNil("finished_at"))
    }
}

extension TransferItem {
    init(_ row: SQLRow) throws {
        guard let kind = Kind(rawValue: try row.text("kind")), let state = State(rawValue: try row.text("state")) else {
            throw DatabaseError(.decoding, "An item has a kind or state that this version does not know.")
        }
        self.init(
            number: try row.integer("number"), parent: try row.integer("parent"), kind: kind,
            path: try row.text("path"), name: String(decoding: try row.bytes("name"), as: UTF8.self),
            fileID: try row.textOrNil("file_id"), size: try row.integerOrNil("size"),
            stamp: try row.textOrNil("stamp"), md5: try row.textOrNil("md5"), sha256: try row.textOrNil("sha256"),
            hasSession: try row.bool("has_session"), state: state, reason: try row.textOrNil("reason"))
    }

    /// The same item after something became of it.
    func with(
        _ state: State, reason: String? = nil, fileID: String? = nil, checksums: (md5: String?, sha256: String?)? = nil,
        size: Int64? = nil, stamp: String? = nil, hasSession: Bool? = nil, path: String? = nil
    ) -> TransferItem {
        TransferItem(
            number: number, parent: parent, kind: kind, path: path ?? self.path, name: name,
            fileID: fileID ?? self.fileID,
            size: size ?? self.size, stamp: stamp ?? self.stamp, md5: checksums?.md5 ?? md5,
            sha256: checksums?.sha256 ?? sha256, hasSession: hasSession ?? self.hasSession, state: state,
            reason: reason)
    }
}
