// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

/// When Steward's own data was backed up last, so that somebody is told when that is long ago.
enum BackupRecord {
    private static let setting = Setting("own-data.last-backup", standard: "")

    /// Notes a backup that was just made. One that cannot be noted is a backup all the same.
    static func note(_ date: Date, _ installation: Installation) async {
        let settings = Settings(database: installation.database, clock: installation.clock)
        try? await settings.set(setting, to: date.formatted(.iso8601), by: "steward data backup")
    }

    /// `nil`: none was made with this database.
    /// - Throws: `DatabaseError`.
    static func last(_ installation: Installation) async throws -> Date? {
        let settings = Settings(database: installation.database, clock: installation.clock)
        return try? Date(try await settings.value(of: setting), strategy: .iso8601)
    }
}
