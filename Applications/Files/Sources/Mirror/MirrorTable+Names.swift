// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension MirrorTable {
    /// Gives the entries of a folder that have none yet a name on disk, in the order of their names and ids, so that
    /// the same tree always gives the same names; and all of them their place.
    ///
    /// What vanished keeps its name: what was fetched of it still has it.
    func name(_ folder: TreeFolder, _ id: String) async throws {
        try await database.write { try Self.name(folder, id, $0) }
    }

    static func name(_ folder: TreeFolder, _ id: String, _ database: any SQLConnection) throws {
        let nameless = try database.first(
            "SELECT item FROM files_entries WHERE mirror = $1 AND parent = $2 AND local_name IS NULL LIMIT 1",
            [SQLValue(id), SQLValue(folder.item)])
        if nameless != nil { try giveNames(folder, id, database) }
        let above = folder.local.isEmpty ? "" : folder.local + "/"
        try database.execute(
            """
            UPDATE files_entries SET local = CAST($3 AS TEXT) || local_name
            WHERE mirror = $1 AND parent = $2 AND local_name IS NOT NULL AND state <> 'vanished'
                AND (local IS NULL OR local <> CAST($3 AS TEXT) || local_name)
            """, [SQLValue(id), SQLValue(folder.item), SQLValue(above)])
    }

    private static func giveNames(_ folder: TreeFolder, _ id: String, _ database: any SQLConnection) throws {
        var names = NameReservations()
        try database.forEach(
            "SELECT local_name FROM files_entries WHERE mirror = $1 AND parent = $2 AND local_name IS NOT NULL",
            [SQLValue(id), SQLValue(folder.item)]
        ) { names.take(try $0.text("local_name")) }
        var after = ("", "")
        while true {
            let rows = try database.query(
                """
                SELECT item, name, name_key, kind FROM files_entries
                WHERE mirror = $1 AND parent = $2 AND local_name IS NULL AND (name_key, item) > ($3, $4)
                ORDER BY name_key, item LIMIT 500
                """, [SQLValue(id), SQLValue(folder.item), SQLValue(after.0), SQLValue(after.1)])
            guard let last = rows.last else { return }
            after = (try last.text("name_key"), try last.text("item"))
            for row in rows {
                let item = try row.text("item")
                let safe = SafeName.make(String(decoding: try row.bytes("name"), as: UTF8.self), id: item)
                // An exported document gets the end of its form only when it is exported; digits keep it apart then.
                let isDocument = try row.text("kind") == "document"
                let wanted = isDocument ? SafeName.distinguished(safe, by: NameDigits.of(item)) : safe
                try database.execute(
                    "UPDATE files_entries SET local_name = $3 WHERE mirror = $1 AND item = $2",
                    [SQLValue(id), SQLValue(item), SQLValue(names.reserve(wanted, id: item))])
            }
        }
    }
}
