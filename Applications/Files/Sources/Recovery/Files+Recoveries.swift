// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

/// A recovery as people see it in a list.
package struct RecoveryOverview: Sendable, Hashable {
    package let id: String
    package let connection: String
    /// What the run is remembered under.
    package let name: String
    package let scope: RecoveryScope
    package let policy: String
    /// Where downloads go; `nil` for none.
    package let folder: String?
    package let startedAt: Date
    /// `nil` while it runs, or when it was cut off.
    package let finishedAt: Date?
    package let found: Int
    package let done: Int
    package let failed: Int
    package let bytes: Int64
}

/// A file of a recovery as people see it.
package struct RecoveryFileOverview: Sendable, Hashable {
    package let id: String
    package let name: String
    package let size: Int64?
    package let target: String?
    package let steps: [RecoveryStep]
    package let isDone: Bool
    /// Why it failed when it was last tried.
    package let reason: String?
}

extension Files {
    /// The recoveries, newest first.
    package func recoveries(limit: Int = 50) async throws -> [RecoveryOverview] {
        try await database.read { database in
            try database.query(
                """
                SELECT r.*, (SELECT COUNT(*) FROM files_recovery_items i WHERE i.recovery = r.id) AS found,
                    (SELECT COUNT(*) FROM files_recovery_items i WHERE i.recovery = r.id AND i.is_done = 1) AS done,
                    (SELECT COUNT(*) FROM files_recovery_items i WHERE i.recovery = r.id AND i.is_done = 0
                        AND i.reason IS NOT NULL) AS failed,
                    (SELECT COALESCE(SUM(i.size), 0) FROM files_recovery_items i WHERE i.recovery = r.id) AS bytes
                FROM files_recoveries r ORDER BY r.started_at DESC, r.id LIMIT $1
                """, [SQLValue(max(limit, 0))]
            ).map(RecoveryOverview.init)
        }
    }

    /// The files of a recovery, those that are not done first; at most `limit`.
    package func recoveryFiles(_ id: String, limit: Int = 200) async throws -> [RecoveryFileOverview] {
        try await database.read { database in
            try database.query(
                """
                SELECT * FROM files_recovery_items WHERE recovery = $1 ORDER BY is_done, number LIMIT $2
                """, [SQLValue(id), SQLValue(max(limit, 0))]
            ).map(RecoveryFileOverview.init)
        }
    }
}

extension RecoveryOverview {
    fileprivate init(_ row: SQLRow) throws {
        let run = try RecoveryRun(row)
        self.init(
            id: run.id, connection: try row.text("connection"), name: try row.text("name"), scope: run.scope,
            policy: try row.text("policy"), folder: try row.textOrNil("folder"),
            startedAt: try row.date("started_at"), finishedAt: try row.dateOrNil("finished_at"),
            found: Int(try row.integer("found")), done: Int(try row.integer("done")),
            failed: Int(try row.integer("failed")), bytes: try row.integer("bytes"))
    }
}

extension RecoveryFileOverview {
    fileprivate init(_ row: SQLRow) throws {
        let item = try RecoveryItem(row)
        self.init(
            id: item.id, name: item.name, size: item.size, target: item.target,
            steps: RecoveryStep.allCases.filter(item.done.contains), isDone: try row.bool("is_done"),
            reason: try row.textOrNil("reason"))
    }
}
