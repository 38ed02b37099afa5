// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
package import StewardStore

/// What the alerts keep: the matters, what was told of them, and to whom.
package enum AlertTable {
    /// The tables.
    package static let migrations = [
        Migration(
            "automation-0001-alerts",
            [
                """
                CREATE TABLE automation_matters (
                    topic TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, changed_at BIGINT NOT NULL)
                """,
                """
                CREATE TABLE automation_notices (
                    id TEXT NOT NULL PRIMARY KEY, topic TEXT NOT NULL, sort TEXT NOT NULL, topics TEXT NOT NULL,
                    severity TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
                    seen_at BIGINT NOT NULL, made_at BIGINT NOT NULL, is_spread BIGINT NOT NULL)
                """,
                "CREATE INDEX automation_notices_made ON automation_notices (made_at)",
                "CREATE INDEX automation_notices_new ON automation_notices (made_at) WHERE is_spread = 0",
                """
                CREATE TABLE automation_deliveries (
                    notice TEXT NOT NULL REFERENCES automation_notices (id) ON DELETE CASCADE,
                    channel TEXT NOT NULL, state TEXT NOT NULL, attempts BIGINT NOT NULL, next_at BIGINT NOT NULL,
                    claim TEXT, claimed_until BIGINT, taken_at BIGINT, reason TEXT, PRIMARY KEY (notice, channel))
                """,
                "CREATE INDEX automation_deliveries_due ON automation_deliveries (next_at) WHERE state = 'waiting'",
                """
                CREATE TABLE automation_heartbeat (
                    id BIGINT NOT NULL PRIMARY KEY, sent_at BIGINT NOT NULL, outcome TEXT)
                """,
            ])
    ]

    static func matters(on connection: any SQLConnection) throws -> [AlertedMatter] {
        try connection.query("SELECT state FROM automation_matters ORDER BY topic").map { row in
            try AlertedMatter(JSON(parsing: Array(row.text("state").utf8)))
        }
    }

    /// Writes what differs from before.
    static func write(
        _ matters: [String: AlertedMatter], replacing old: [String: AlertedMatter], at now: Date,
        on connection: any SQLConnection
    ) throws {
        for topic in old.keys where matters[topic] == nil {
            try connection.execute("DELETE FROM automation_matters WHERE topic = $1", [SQLValue(topic)])
        }
        for (topic, state) in matters where old[topic] != state {
            let text = String(decoding: try state.json.canonicalBytes(), as: UTF8.self)
            try connection.execute(
                """
                INSERT INTO automation_matters (topic, state, changed_at) VALUES ($1, $2, $3)
                ON CONFLICT (topic) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at
                """,
                [SQLValue(topic), SQLValue(text), SQLValue(now)])
        }
    }

    /// Puts a notice among those to be sent. One that is there already stays as it is.
    static func put(_ alert: AlertNotice, at now: Date, on connection: any SQLConnection) throws {
        let topics = String(
            decoding: try JSON.array(alert.topics.map(JSON.string)).canonicalBytes(), as: UTF8.self)
        try connection.execute(
            """
            INSERT INTO automation_notices
                (id, topic, sort, topics, severity, kind, subject, body, seen_at, made_at, is_spread)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0) ON CONFLICT (id) DO NOTHING
            """,
            [
                SQLValue(alert.notice.key), SQLValue(alert.topic), SQLValue(alert.sort), SQLValue(topics),
                SQLValue(alert.notice.severity.rawValue), SQLValue(alert.notice.kind), SQLValue(alert.notice.subject),
                SQLValue(alert.notice.text), SQLValue(alert.notice.instant), SQLValue(now),
            ])
    }

    /// How long a notice waits for the first channel.
    private static let patience = 86_400.0

    /// Gives every new notice to every channel, to be sent now. Without a channel they wait for one, for a day.
    static func spread(over channels: [String], at now: Date, on connection: any SQLConnection) throws {
        guard !channels.isEmpty else { return }
        let new = try connection.query(
            "SELECT id, made_at FROM automation_notices WHERE is_spread = 0 ORDER BY made_at, id")
        for row in new {
            let id = try row.text("id")
            let isLate = now.timeIntervalSince(try row.date("made_at")) > patience
            for channel in isLate ? [] : channels {
                try connection.execute(
                    """
                    INSERT INTO automation_deliveries (notice, channel, state, attempts, next_at)
                    VALUES ($1, $2, 'waiting', 0, $3) ON CONFLICT (notice, channel) DO NOTHING
                    """,
                    [SQLValue(id), SQLValue(channel), SQLValue(now)])
            }
            try connection.execute("UPDATE automation_notices SET is_spread = 1 WHERE id = $1", [SQLValue(id)])
        }
    }

    /// How long the history is kept.
    private static let retention = 90.0 * 86_400

    static func prune(at now: Date, on connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM automation_notices WHERE made_at < $1",
            [SQLValue(now.addingTimeInterval(-retention))])
    }
}
