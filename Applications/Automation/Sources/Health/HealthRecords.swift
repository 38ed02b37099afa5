// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
package import StewardLedger
package import StewardStore

/// The health checks that were made: the newest few hundred, and in the ledger when the overall state changed.
package struct HealthRecords: Sendable {
    /// The table.
    package static let migrations = [
        Migration(
            "automation-0002-health",
            [
                """
                CREATE TABLE automation_health (
                    examined_at BIGINT NOT NULL PRIMARY KEY, overall TEXT NOT NULL, findings TEXT NOT NULL)
                """
            ])
    ]
    /// The book of the changes.
    package static let book = BookID("automation:health")
    private static let kept = 400

    private let database: any Database
    private let ledger: Ledger

    package init(database: any Database, ledger: Ledger) {
        self.database = database
        self.ledger = ledger
    }

    /// The newest check by the time at which it was made; `nil` when none was.
    package func newest() async throws -> HealthReport? { try await list(limit: 1).first }

    /// The newest checks, newest first.
    package func list(limit: Int = 30) async throws -> [HealthReport] {
        try await database.read { connection in
            try connection.query(
                "SELECT * FROM automation_health ORDER BY examined_at DESC LIMIT $1", [SQLValue(max(limit, 0))]
            ).map { row in
                let findings = try JSON(parsing: Array(try row.text("findings").utf8)).array ?? []
                return HealthReport(
                    at: try row.date("examined_at"), findings: findings.compactMap(HealthFinding.init))
            }
        }
    }

    /// Keeps a check. When the overall state is another than that of the check before, the ledger has it too.
    /// - Returns: whether it was another; the first check counts as a change.
    /// - Throws: `DatabaseError`; `LedgerError`.
    package func keep(_ report: HealthReport, actor: String) async throws -> Bool {
        let before = try await newest()?.overall
        if before != report.overall { try await ledger.append(change(report, before, actor), to: Self.book) }
        let text = String(
            decoding: try JSON.array(report.findings.map(\.json)).canonicalBytes(), as: UTF8.self)
        try await database.write { connection in
            // A clock that was put back must not leave a later check in front of this one.
            try connection.execute("DELETE FROM automation_health WHERE examined_at >= $1", [SQLValue(report.at)])
            try connection.execute(
                "INSERT INTO automation_health (examined_at, overall, findings) VALUES ($1, $2, $3)",
                [SQLValue(report.at), SQLValue(report.overall.rawValue), SQLValue(text)])
            try connection.execute(
                """
                DELETE FROM automation_health WHERE examined_at NOT IN (
                    SELECT examined_at FROM automation_health ORDER BY examined_at DESC LIMIT $1)
                """, [SQLValue(Self.kept)])
        }
        return before != report.overall
    }

    private func change(
        _ report: HealthReport, _ before: HealthFinding.Verdict?, _ actor: String
    ) -> EntryDraft {
        let troubles = report.troubles.map { finding -> JSON in
            [
                "name": .string(finding.name), "verdict": .string(finding.verdict.rawValue),
                "sentence": .string(finding.sentence),
            ]
        }
        return EntryDraft(
            kind: AutomationEntry.healthChanged, actor: actor,
            payload: [
                "overall": .string(report.overall.rawValue),
                "before": before.map { .string($0.rawValue) } ?? .null, "troubles": .array(troubles),
            ])
    }
}
