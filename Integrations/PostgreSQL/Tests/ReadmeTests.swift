// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardIntegration
import Testing

@testable import PostgreSQL

@Suite("The README of PostgreSQL")
struct ReadmeTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../README.md")
        .standardized

    /// Writes what is generated instead of comparing it: `STEWARD_WRITE_PAGES=1 swift test --filter ReadmeTests`.
    private static let writes = ProcessInfo.processInfo.environment["STEWARD_WRITE_PAGES"] != nil

    @Test("has the statements of the backup role, the settings and the remedies as they are")
    func generated() throws {
        let parts = [
            ("<!-- preset: backup -->\n```sql\n", RolePreset.backup().sql, "```\n<!-- end of preset -->"),
            (
                "<!-- preset: timeline-writer -->\n```sql\n", RolePreset.timelineWriter().sql,
                "```\n<!-- end of preset -->"
            ),
            ("<!-- preset: application -->\n```sql\n", RolePreset.application().sql, "```\n<!-- end of preset -->"),
            (
                IntegrationPage.tableStart + "\n",
                IntegrationPage.settingsTable(PostgreSQLConfiguration.fields) + "\n", IntegrationPage.tableEnd
            ),
            (
                "## Troubleshooting\n\n", IntegrationPage.troubleshootingTable(PostgreSQL.manifest.remedies) + "\n",
                "\n## Remove it"
            ),
        ]
        var text = try String(contentsOf: Self.file, encoding: .utf8)
        for (before, wanted, after) in parts {
            let start = try #require(text.range(of: before)?.upperBound)
            let end = try #require(text.range(of: after, range: start..<text.endIndex)?.lowerBound)
            if Self.writes { text.replaceSubrange(start..<end, with: wanted) }
            let isFresh = Self.writes || text[start..<end] == wanted
            #expect(isFresh, "README.md is stale: STEWARD_WRITE_PAGES=1 swift test --filter ReadmeTests")
        }
        guard Self.writes else { return }
        try Data(text.utf8).write(to: Self.file)
        let page = Self.file.deletingLastPathComponent().appending(path: "../../docs/integrations/PostgreSQL.md")
        try Data(IntegrationPage.page(PostgreSQL.manifest).utf8).write(to: page)
    }
}
