// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

/// What is to be written down of one thing that was found in a folder.
struct FoundEntry: Sendable {
    let item: String
    let folder: TreeFolder
    /// The file itself, or what a shortcut points at.
    let file: StoredFile
    let name: String
    let shown: String?
    /// `new` for whatever has content.
    var state: MirrorRow.State
    var reason: String?
    var kind: String
}

extension MirrorTable {
    /// Folders that were found in this look and not read yet, those above first: what is in a folder has its place on
    /// disk below the folder's own, which the folder has from the reading of the one above. A look that was cut off
    /// knows folders whose folder above was not read to its end.
    func unread(_ id: String, _ generation: Int64, limit: Int) async throws -> [TreeFolder] {
        try await database.read { database in
            try database.query(
                """
                SELECT item, target, path, local FROM files_entries
                WHERE mirror = $1 AND listed = 0 AND kind = 'folder' AND seen = $2 AND state = 'folder'
                    AND local IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM files_entries AS above
                        WHERE above.mirror = $1 AND above.item = files_entries.parent AND above.listed = 0
                            AND above.kind = 'folder' AND above.seen = $2 AND above.state = 'folder')
                ORDER BY item LIMIT $3
                """, [SQLValue(id), SQLValue(generation), SQLValue(limit)]
            ).map(TreeFolder.init)
        }
    }

    /// Folders of the tree that are walked under these ids.
    func folders(_ id: String, targets: [String]) async throws -> [TreeFolder] {
        try await database.read { database in
            try targets.flatMap { target in
                try database.query(
                    """
                    SELECT item, target, path, local FROM files_entries
                    WHERE mirror = $1 AND target = $2 AND kind = 'folder' AND state = 'folder'
                    """, [SQLValue(id), SQLValue(target)]
                ).map(TreeFolder.init)
            }
        }
    }

    /// Writes down what was found, in one transaction.
    ///
    /// A folder that is walked already at another place is an alias there, so that shortcuts cannot lead in circles.
    func found(_ entries: [FoundEntry], _ id: String, _ generation: Int64) async throws {
        try await database.write { database in
            for entry in entries {
                var entry = entry
                if entry.kind == "folder", let path = try Self.walked(entry, id, generation, database) {
                    entry.state = .alias
                    entry.reason = "It is the same folder as “\(path)”."
                }
                try Self.write(entry, id, generation, database)
            }
        }
    }

    private static func walked(
        _ entry: FoundEntry, _ id: String, _ generation: Int64, _ database: any SQLConnection
    ) throws -> String? {
        let row = try database.first(
            """
            SELECT path FROM files_entries WHERE mirror = $1 AND target = $2 AND item <> $3 AND kind = 'folder'
                AND state = 'folder' AND (seen = $4 OR listed > 0)
            """, [SQLValue(id), SQLValue(entry.file.id), SQLValue(entry.item), SQLValue(generation)])
        return try row?.text("path")
    }

    private static func write(
        _ entry: FoundEntry, _ id: String, _ generation: Int64, _ database: any SQLConnection
    ) throws {
        let file = entry.file
        let content = entry.state == .new ? MirrorRow.content(of: file) : ""
        let values: [SQLValue] = [
            SQLValue(id), SQLValue(entry.item), SQLValue(entry.folder.item), SQLValue(file.id),
            SQLValue(entry.kind), .bytes(Array(entry.name.utf8)),
            SQLValue(NameKey.of(entry.name).filter { $0 != "\0" }),
            SQLValue(entry.folder.path(of: entry.name)), SQLValue(file.mediaType), SQLValue(optional: file.size),
            SQLValue(file.checksums.md5), SQLValue(file.checksums.sha256), SQLValue(file.revision),
            SQLValue(file.modifiedAt), SQLValue(entry.shown), SQLValue(Int64(file.denied.rawValue)),
            SQLValue(file.resourceKey != nil), SQLValue(content), SQLValue(generation),
            SQLValue(entry.state.rawValue), SQLValue(entry.reason),
        ]
        try database.execute(Self.writing, values)
    }

    /// A name on disk is kept as long as name and folder stay; a folder is read again when it comes to stand elsewhere;
    /// content is looked at again when what names it is not what was kept.
    private static let writing = """
        INSERT INTO files_entries (mirror, item, parent, target, kind, name, name_key, path, media_type, size, md5,
            sha256, revision, modified_at, shown, denied, has_key, content, seen, state, reason, listed, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 0, 0)
        ON CONFLICT (mirror, item) DO UPDATE SET
            local_name = CASE WHEN files_entries.parent = excluded.parent AND files_entries.name = excluded.name
                AND files_entries.kind = excluded.kind THEN files_entries.local_name ELSE NULL END,
            listed = CASE WHEN files_entries.path = excluded.path AND files_entries.parent = excluded.parent
                AND files_entries.state = excluded.state AND files_entries.target = excluded.target
                THEN files_entries.listed ELSE 0 END,
            state = CASE WHEN excluded.state = 'new' AND files_entries.kept_content = excluded.content
                AND (excluded.content <> '' OR files_entries.kept_shown = excluded.shown)
                THEN 'kept' ELSE excluded.state END,
            parent = excluded.parent, target = excluded.target, kind = excluded.kind, name = excluded.name,
            name_key = excluded.name_key, path = excluded.path, media_type = excluded.media_type,
            size = excluded.size, md5 = excluded.md5, sha256 = excluded.sha256, revision = excluded.revision,
            modified_at = excluded.modified_at, shown = excluded.shown, denied = excluded.denied,
            has_key = excluded.has_key, content = excluded.content, seen = excluded.seen, reason = excluded.reason
        """

    /// Ends the reading of folders: gives new entries their names on disk, and marks what is there no longer.
    func settle(_ folders: [TreeFolder], _ id: String, _ generation: Int64) async throws {
        try await database.write { database in
            for folder in folders {
                try Self.name(folder, id, database)
                let gone = try database.query(
                    """
                    SELECT item FROM files_entries
                    WHERE mirror = $1 AND parent = $2 AND seen < $3 AND state <> 'vanished'
                    """, [SQLValue(id), SQLValue(folder.item), SQLValue(generation)])
                for row in gone { try Self.vanish(try row.text("item"), id, database) }
                try database.execute(
                    "UPDATE files_entries SET listed = $3 WHERE mirror = $1 AND item = $2",
                    [SQLValue(id), SQLValue(folder.item), SQLValue(generation)])
            }
        }
    }

    /// A folder that could not be read: what is known of it stays as it is.
    func fail(_ target: String, _ reason: String, _ id: String) async throws {
        try await database.write { database in
            _ = try database.execute(
                """
                UPDATE files_entries SET listed = -1, reason = $3
                WHERE mirror = $1 AND target = $2 AND kind = 'folder' AND state = 'folder'
                """, [SQLValue(id), SQLValue(target), SQLValue(reason)])
        }
    }

    func failedFolders(_ id: String) async throws -> Int64 {
        try await database.read { database in
            try database.first(
                "SELECT COUNT(*) AS folders FROM files_entries WHERE mirror = $1 AND listed = -1 AND kind = 'folder'",
                [SQLValue(id)])?.integer("folders") ?? 0
        }
    }

    /// Marks one entry, with everything below.
    func vanish(_ id: String, item: String) async throws {
        try await database.write { try Self.vanish(item, id, $0) }
    }

    private static func vanish(_ item: String, _ id: String, _ database: any SQLConnection) throws {
        var waiting = [item]
        while let item = waiting.popLast() {
            try database.execute(
                """
                UPDATE files_entries SET state = 'vanished', reason = NULL
                WHERE mirror = $1 AND item = $2 AND state <> 'vanished'
                """, [SQLValue(id), SQLValue(item)])
            waiting += try database.query(
                "SELECT item FROM files_entries WHERE mirror = $1 AND parent = $2 AND state <> 'vanished'",
                [SQLValue(id), SQLValue(item)]
            ).map { try $0.text("item") }
        }
    }

    /// What is known under an id, as itself or as a shortcut's target.
    func items(_ id: String, of file: String) async throws -> [(item: String, parent: String)] {
        try await database.read { database in
            try database.query(
                "SELECT item, parent FROM files_entries WHERE mirror = $1 AND (item = $2 OR target = $2)",
                [SQLValue(id), SQLValue(file)]
            ).map { (try $0.text("item"), try $0.text("parent")) }
        }
    }
}
