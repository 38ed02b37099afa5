// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
package import StewardIntegration
import StewardStore

/// A notice that was made, and who took it.
package struct ToldAlert: Sendable, Hashable {
    package let notice: Notice
    package let topic: String
    package let topics: [String]
    /// What it is: `started`, `worse`, `reminder`, `over`, `passed` or `digest`.
    package let sort: String
    package let madeAt: Date
    package let deliveries: [Delivery]

    /// How it went on one channel.
    package struct Delivery: Sendable, Hashable {
        package let channel: String
        package let state: State
        package let attempts: Int
        package let takenAt: Date?
        /// When it is tried again.
        package let nextAt: Date?
        /// Why it failed last.
        package let reason: String?

        package enum State: String, Sendable, Hashable, CaseIterable {
            case waiting, taken
            /// It was tried for a day.
            case failed
            /// The channel was removed before it took it.
            case dropped
        }
    }
}

extension Alerting {
    /// What was told, the newest first.
    /// - Parameter topic: only what was told of it; `nil` for all.
    package func history(of topic: String? = nil, limit: Int = 100) async throws -> [ToldAlert] {
        try await database.readCommitted { connection in
            // A digest tells of several topics; its list is searched here, for few are kept.
            let rows = try connection.query(
                "SELECT * FROM automation_notices ORDER BY made_at DESC, id LIMIT $1",
                [SQLValue(topic == nil ? max(limit, 0) : 5000)])
            var found: [ToldAlert] = []
            for row in rows where found.count < limit {
                let topics = try JSON(parsing: Array(row.text("topics").utf8)).array?.compactMap(\.string) ?? []
                if let topic, !topics.contains(topic) { continue }
                let deliveries = try connection.query(
                    "SELECT * FROM automation_deliveries WHERE notice = $1 ORDER BY channel",
                    [SQLValue(try row.text("id"))])
                found.append(try ToldAlert(row, topics, deliveries.map(ToldAlert.Delivery.init)))
            }
            return found
        }
    }

    /// When the outside address was pinged last, and why that failed where it did; `nil` when it never was.
    package func lastHeartbeat() async throws -> (at: Date, failure: String?)? {
        try await database.readCommitted { connection in
            try connection.first("SELECT * FROM automation_heartbeat WHERE id = 1").map { row in
                (at: try row.date("sent_at"), failure: try row.textOrNil("outcome"))
            }
        }
    }
}

extension ToldAlert {
    fileprivate init(_ row: SQLRow, _ topics: [String], _ deliveries: [Delivery]) throws {
        self.init(
            notice: try Notice(
                subject: row.text("subject"), text: row.text("body"), kind: row.text("kind"),
                instant: row.date("seen_at"), key: row.text("id"),
                severity: Notice.Severity(rawValue: row.text("severity")) ?? .warning),
            topic: try row.text("topic"), topics: topics, sort: try row.text("sort"),
            madeAt: try row.date("made_at"), deliveries: deliveries)
    }
}

extension ToldAlert.Delivery {
    fileprivate init(_ row: SQLRow) throws {
        let state = State(rawValue: try row.text("state")) ?? .waiting
        self.init(
            channel: try row.text("channel"), state: state, attempts: Int(try row.integer("attempts")),
            takenAt: try row.dateOrNil("taken_at"), nextAt: state == .waiting ? try row.date("next_at") : nil,
            reason: try row.textOrNil("reason"))
    }
}
