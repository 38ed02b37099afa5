// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore

/// A value that a setting may have, as the text that is kept.
package protocol SettingValue: Sendable {
    /// The value of a kept text; `nil` when the text is not one.
    init?(settingText: String)
    /// What is kept.
    var settingText: String { get }
}

extension String: SettingValue {
    package init?(settingText: String) { self = settingText }
    package var settingText: String { self }
}
extension Int: SettingValue {
    package init?(settingText: String) { self.init(settingText) }
    package var settingText: String { String(self) }
}
extension Double: SettingValue {
    package init?(settingText: String) {
        guard let value = Double(settingText), value.isFinite else { return nil }
        self = value
    }
    package var settingText: String { String(self) }
}
extension Bool: SettingValue {
    package init?(settingText: String) { self.init(settingText) }
    package var settingText: String { String(self) }
}

/// A setting's name, type and value where nobody chose one. Its key never changes once released.
package struct Setting<Value: SettingValue>: Sendable {
    package let key: String
    package let standard: Value

    package init(_ key: String, standard: Value) {
        self.key = key
        self.standard = standard
    }
}

/// What people chose, each choice with who and when. Secrets do not belong here but in `SecretVault`.
package struct Settings: Sendable {
    /// The table that the settings need.
    package static let migrations = [
        Migration(
            "settings-0001-values",
            [
                """
                CREATE TABLE settings (
                    key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL,
                    changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL)
                """
            ])
    ]

    /// A choice that somebody made.
    package struct Choice: Sendable, Equatable {
        package let key: String
        /// The value's text.
        package let value: String
        package let changedAt: Date
        package let changedBy: String
    }

    private let database: any Database
    private let clock: any Timekeeping

    /// Settings over a migrated database.
    package init(database: any Database, clock: any Timekeeping = SystemClock()) {
        self.database = database
        self.clock = clock
    }

    /// The chosen value, or the standard one.
    /// - Throws: `DatabaseError`; `decoding` when the kept text is no value of this type.
    package func value<Value: SettingValue>(of setting: Setting<Value>) async throws -> Value {
        guard let choice = try await choice(setting.key) else { return setting.standard }
        guard let value = Value(settingText: choice.value) else {
            throw DatabaseError(.decoding, "The setting \(setting.key) does not hold a valid value; set it again.")
        }
        return value
    }

    /// Chooses a value.
    /// - Throws: `DatabaseError`.
    package func set<Value: SettingValue>(
        _ setting: Setting<Value>, to value: Value, by actor: String
    ) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                """
                INSERT INTO settings (key, value, changed_at, changed_by) VALUES ($1, $2, $3, $4)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
                    changed_by = excluded.changed_by
                """,
                [SQLValue(setting.key), SQLValue(value.settingText), SQLValue(clock.now), SQLValue(actor)])
        }
    }

    /// Goes back to the standard value. It is no error when nothing was chosen.
    /// - Throws: `DatabaseError`.
    package func reset<Value>(_ setting: Setting<Value>) async throws {
        try await database.write { _ = try $0.execute("DELETE FROM settings WHERE key = $1", [SQLValue(setting.key)]) }
    }

    /// Every choice, sorted by key.
    /// - Throws: `DatabaseError`.
    package func choices() async throws -> [Choice] {
        try await database.read { try $0.query("SELECT * FROM settings ORDER BY key").map(Choice.init) }
    }

    /// Who chose the value of this key, and when; `nil` when nobody did.
    /// - Throws: `DatabaseError`.
    package func choice(_ key: String) async throws -> Choice? {
        try await database.read {
            try $0.first("SELECT * FROM settings WHERE key = $1", [SQLValue(key)]).map(Choice.init)
        }
    }
}

extension Settings.Choice {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            key: try row.text("key"), value: try row.text("value"), changedAt: try row.date("changed_at"),
            changedBy: try row.text("changed_by"))
    }
}
