// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

extension Files {
    /// The measurement with which a storage went above its threshold, where it has been since without a break; `nil`
    /// when the newest one was within limits, or there is none.
    package func lastCrossing(_ connection: String) async throws -> QuotaReading? {
        try await database.read { database in
            try database.first(
                """
                SELECT * FROM files_quota WHERE connection = $1 AND is_above = 1 AND measured_at > (
                    SELECT COALESCE(MAX(measured_at), -1) FROM files_quota WHERE connection = $1 AND is_above = 0)
                ORDER BY measured_at LIMIT 1
                """,
                [SQLValue(connection)]
            ).map(QuotaReading.init)
        }
    }
}

extension QuotaReading {
    init(_ row: SQLRow) throws {
        self.init(
            measuredAt: try row.date("measured_at"),
            use: StorageUse(
                limit: try row.integerOrNil("storage_limit"), used: try row.integer("used"),
                usedByFiles: try row.integerOrNil("used_by_files"), usedInTrash: try row.integerOrNil("used_in_trash")),
            threshold: try row.real("threshold"))
    }
}
