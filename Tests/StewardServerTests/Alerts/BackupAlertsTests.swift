// SPDX-License-Identifier: Apache-2.0
import Automation
import Backups
import StewardCore
import StewardIntegration
import StewardLedger
import Testing

@testable import StewardServer

@Suite("Alerts of backups")
struct BackupAlertsTests {
    private static func matters(_ installation: Installation) async throws -> [Matter] {
        try await AlertSources.backups(installation).matters()
    }

    @Test("a run that failed, a copy that is not there and a backup that cannot be restored are each a matter")
    func matters() async throws {
        try await LedgerSite.with(entries: 0) { made in
            #expect(try await Self.matters(made.installation).isEmpty)
            try await MadeBackups.fill(made.installation)
            let before = try await Self.matters(made.installation)
            #expect(before.map(\.topic) == ["backup:copy nightly/ledger", "backup:run nightly/never <made>"])
            #expect(before.map(\.severity) == [.warning, .critical])
            #expect(before.last?.text.contains("The server is <gone>.") == true)
            try await made.installation.ledger.append(
                EntryDraft(
                    kind: BackupEntry.disproved, actor: "test",
                    payload: ["backup": .string(MadeBackups.id), "step": "tables", "reason": "A table is gone."]),
                to: Backups.book(MadeBackups.set))
            let after = try await Self.matters(made.installation)
            #expect(after.first?.topic == "backup:proof nightly/ledger" && after.first?.severity == .critical)
            #expect(after.first?.text.contains("A table is gone.") == true && after.count == 3)
        }
    }
}
