// SPDX-License-Identifier: Apache-2.0
import Backups
import StewardCore
import StewardIntegration
import StewardJobs

/// Every backup set: each database with its last backup, its last proof and its copy elsewhere.
struct BackupsPage {
    let views: [BackupSetView]
    let parts: BackupParts

    private func say(_ phrase: Phrase) -> String { parts.say(phrase) }

    var body: HTML {
        """
        <h1>\(say(.backups))</h1>
        <p class="quiet">\(say(.backupsIntro))</p>
        \(views.isEmpty ? empty : HTML(joining: views.map(section)))
        """
    }

    private var empty: HTML {
        EmptyState(
            title: say(.noBackupSets),
            text: """
                \(say(.noBackupSetsHelp))<br><code>steward connect postgresql --name server</code><br>\
                <code>steward backup add nightly --connection server --database NAME --folder FOLDER</code>
                """
        ).html
    }

    private func section(_ view: BackupSetView) -> HTML {
        """
        <section aria-labelledby="set-\(view.set.name)">
        <h2 id="set-\(view.set.name)"><a href="\(view.path)">\(view.set.name)</a> \(parts.badge(view.state))</h2>
        \(Self.running(view, parts))\(Self.table(view, parts))
        <div class="links">\(parts.button(view.path + "/run", .backUpNow))\
        <a href="\(view.path)">\(say(.details))</a></div>
        </section>

        """
    }

    /// What is being done for a set now.
    static func running(_ view: BackupSetView, _ parts: BackupParts) -> HTML {
        HTML(
            joining: view.jobs.map { job -> HTML in
                """
                <p>\(Badge(parts.say(.backupRunning), .info)) \
                <a href="\(WorkParts.path(job.id))">\(KindWords.text(job.kind, parts.words))</a></p>

                """
            })
    }

    /// The databases of a set.
    static func table(_ view: BackupSetView, _ parts: BackupParts) -> DataTable {
        let words = parts.words
        return DataTable(
            name: view.set.name,
            columns: [
                .init(words.say(.backupDatabase)), .init(words.say(.backupState)), .init(words.say(.lastBackup)),
                .init(words.say(.backupSize), isNumber: true), .init(words.say(.lastProved)),
                .init(words.say(.offsiteCopy)),
            ],
            rows: view.databases.map { database in
                let newest: HTML =
                    database.newest.map {
                        "<a href=\"\(BackupParts.path($0, in: view.set))\">\(words.ago($0.madeAt))</a>"
                    } ?? parts.quiet(.backupNever)
                let proved: HTML = database.proof.provedAt.map { words.ago($0) } ?? parts.quiet(.backupNever)
                return DataTable.Row([
                    "\(database.name)", state(database, parts), newest, "\(words.bytes(database.newest?.bytes))",
                    proved, parts.offsite(database.newest, database.hasOffsite),
                ])
            })
    }

    private static func state(_ database: BackupDatabaseView, _ parts: BackupParts) -> HTML {
        let why: String? =
            switch database.state {
            case .disproved: database.proof.failure
            case .failing:
                database.failure.map { "\($0.reason) (\(parts.words.count($0.count, .failedTimes)))" }
            default: nil
            }
        let told: HTML = why.map { "<p class=\"small\" lang=\"en\">\($0)</p>" } ?? ""
        return "\(parts.badge(database.state))\(told)"
    }
}
