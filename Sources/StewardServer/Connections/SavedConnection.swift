// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardStore

/// A connection as it is kept: without its secrets.
package struct SavedConnection: Sendable, Hashable {
    package let name: String
    /// The integration's id.
    package let integration: String
    /// The settings that are no secrets.
    package let settings: [String: String]
    package let changedAt: Date
    package let changedBy: String

    init(name: String, integration: String, settings: [String: String], changedAt: Date, changedBy: String) {
        self.name = name
        self.integration = integration
        self.settings = settings
        self.changedAt = changedAt
        self.changedBy = changedBy
    }

    init(_ row: SQLRow) throws {
        let members = try JSON(parsing: Array(try row.text("settings").utf8)).members ?? []
        let pairs = members.compactMap { member in member.value.string.map { (member.key, $0) } }
        self.init(
            name: try row.text("name"), integration: try row.text("integration"),
            settings: Dictionary(pairs) { _, new in new }, changedAt: try row.date("changed_at"),
            changedBy: try row.text("changed_by"))
    }

    func insert(_ connection: any SQLConnection) throws {
        let members = settings.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        let text = String(decoding: try JSON.object(members).canonicalBytes(), as: UTF8.self)
        try connection.execute(
            """
            INSERT INTO connections (name, integration, settings, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name) DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at,
                changed_by = excluded.changed_by
            """,
            [SQLValue(name), SQLValue(integration), SQLValue(text), SQLValue(changedAt), SQLValue(changedBy)])
    }
}
