// SPDX-License-Identifier: Apache-2.0
import Backups
import StewardCore

/// What the rule would remove of a set, and what it would keep and why; nothing is changed by looking.
struct BackupPrunePage {
    let view: BackupSetView
    let parts: BackupParts
    /// What would go and stay, or why that cannot be told.
    let report: Result<PruneReport, BackupsError>

    private func say(_ phrase: Phrase) -> String { parts.say(phrase) }

    var body: HTML {
        """
        \(Breadcrumbs(
            language: parts.words.language,
            links: [
                PageLink(text: say(.backups), address: "/backups"),
                PageLink(text: view.set.name, address: view.path),
            ]))
        <h1>\(say(.pruneTitle))</h1>
        <p>\(say(.backupKept)): <span lang="en">\(view.set.retentionRule.text)</span></p>
        <p class="quiet">\(say(.pruneHelp))</p>
        \(outcome)
        """
    }

    private var outcome: HTML {
        switch report {
        case .failure(let error):
            return NoticeBox(.warn, "\(say(.pruneFoundNothing)) <span lang=\"en\">\(error.description)</span>").html
        case .success(let report):
            let goes: HTML =
                report.removed.isEmpty && report.removedCopies.isEmpty
                ? "<p>\(say(.pruneNothing))</p>"
                : """
                <h2>\(say(.pruneGoes)) (\(parts.words.bytes(report.bytes)))</h2>
                \(table(.pruneGoes, report.removed))
                \(copies(report.removedCopies))
                <div>\(parts.button(view.path + "/prune", .pruneDo, .dangerPrimary))</div>
                """
            let stays: HTML =
                report.kept.isEmpty ? "" : "<h2>\(say(.pruneStays))</h2>\n\(table(.pruneStays, report.kept))"
            return "\(goes)\n\(stays)"
        }
    }

    /// The copies elsewhere that would go.
    private func copies(_ items: [PruneReport.Copy]) -> HTML {
        guard !items.isEmpty else { return "" }
        let table = DataTable(
            name: say(.pruneCopies),
            columns: [.init(say(.backupMade)), .init(say(.backupDatabase)), .init(say(.whyStays))],
            rows: items.map { item in
                let address = BackupParts.path(item.backup, in: view.set)
                return DataTable.Row([
                    "<a href=\"\(address)\">\(parts.words.time(item.backup.madeAt))</a>",
                    "\(parts.subject(item.backup))", "<span lang=\"en\">\(item.connection): \(item.reason)</span>",
                ])
            })
        return "<h2>\(say(.pruneCopies))</h2>\n\(table)"
    }

    private func table(_ name: Phrase, _ items: [PruneReport.Item]) -> DataTable {
        DataTable(
            name: say(name),
            columns: [
                .init(say(.backupMade)), .init(say(.backupDatabase)), .init(say(.backupSize), isNumber: true),
                .init(say(.whyStays)),
            ],
            rows: items.map { item in
                let address = BackupParts.path(item.backup, in: view.set)
                return DataTable.Row([
                    "<a href=\"\(address)\">\(parts.words.time(item.backup.madeAt))</a>",
                    "\(parts.subject(item.backup))", "\(parts.words.bytes(item.backup.bytes))",
                    "<span lang=\"en\">\(item.reason)</span>",
                ])
            })
    }
}
