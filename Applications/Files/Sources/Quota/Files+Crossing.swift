// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

extension Files {
    /// Since which measurement a storage has been above its threshold without a break; `nil` when the newest one was
    /// within limits, or there is none.
    package func aboveSince(_ connection: String) async throws -> Date? {
        try await database.read { database in
            try database.first(
                """
                SELECT MIN(measured_at) AS since FROM files_quota
                WHERE connection = $1 AND is_above = 1 AND measured_at > (
                    SELECT COALESCE(MAX(measured_at), -1) FROM files_quota WHERE connection = $1 AND is_above = 0)
                """,
                [SQLValue(connection)])?.dateOrNil("since")
        }
    }
}
