// SPDX-License-Identifier: Apache-2.0
import Backups
import StewardCore
import StewardIntegration
import StewardLedger

/// One backup set: how each database stands, how its backups grow, which there are, and how they are made.
struct BackupSetPage {
    let view: BackupSetView
    let parts: BackupParts

    /// How many backups the list shows.
    static let most = 100

    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { parts.say(phrase) }

    var body: HTML {
        """
        \(Breadcrumbs(language: words.language, links: [PageLink(text: say(.backups), address: "/backups")]))
        <h1>\(view.set.name) \(parts.badge(view.state))</h1>
        \(BackupsPage.running(view, parts))
        \(BackupsPage.table(view, parts))
        <div class="links">\(parts.button(view.path + "/run", .backUpNow, .primary))\
        \(parts.button(view.path + "/prove", .proveNow))<a href="\(view.path)/prune">\(say(.pruneLook))</a> \
        <a href="/ledger/\(HTML.pathComponent(view.set.book.name))">\(say(.backupBook))</a></div>
        \(trends)
        <h2>\(say(.backupHistory))</h2>
        \(list)
        <h2>\(say(.settingsTitle))</h2>
        \(facts)
        """
    }

    private var trends: HTML {
        let drawn = view.databases.filter { $0.present.count > 1 }
        guard !drawn.isEmpty else { return "" }
        let figures = drawn.map { database -> HTML in
            let chart = { (form: BackupTrend.Form) in
                BackupTrend(database: database.name, backups: database.present, form: form, words: words).svg
            }
            return """
                <figure class="card plot"><figcaption><strong>\(database.name)</strong></figcaption>\
                \(chart(.wide))\(chart(.narrow))
                <p class="legend key"><span><i class="proved"></i>\(say(.backupProved))</span>\
                <span><i class="trash"></i>\(say(.backupUnproved))</span>\
                <span><i class="limit"></i>\(say(.backupDisproved))</span></p></figure>

                """
        }
        return "<h2>\(say(.backupSizes))</h2>\n\(HTML(joining: figures))"
    }

    private var list: HTML {
        let shown = view.present.prefix(Self.most)
        guard !shown.isEmpty else { return "<p class=\"quiet\">\(say(.backupNone))</p>" }
        let table = DataTable(
            name: say(.backupHistory),
            columns: [
                .init(say(.backupMade)), .init(say(.backupDatabase)), .init(say(.backupSize), isNumber: true),
                .init(say(.lastProved)), .init(say(.offsiteCopy)), .init(say(.backupState)),
            ],
            rows: shown.map { backup in
                let address = BackupParts.path(backup, in: view.set)
                let pinned: HTML = backup.isPinned ? Badge(say(.backupPinned), .info).html : ""
                return DataTable.Row([
                    "<a href=\"\(address)\">\(words.time(backup.madeAt))</a>", "\(parts.subject(backup))",
                    "\(words.bytes(backup.bytes))", backup.isGlobals ? "–" : parts.proved(backup),
                    parts.offsite(backup, view.set.offsite != nil), pinned,
                ])
            })
        let more: HTML =
            view.present.count > Self.most ? "<p class=\"quiet small\">\(say(.onlyNewest))</p>" : ""
        return "\(table)\(more)"
    }

    private var facts: HTML {
        let set = view.set
        var pairs: [(String, HTML)] = [
            (
                say(.connection),
                "<a href=\"/connections/\(HTML.pathComponent(set.connection))\">\(set.connection)</a>"
            ), (say(.backupFolder), "<code>\(Shown.visible(set.folder))</code>"),
            (say(.backupFormat), "\(set.format.rawValue)\(set.compression > 0 ? ", zstd \(set.compression)" : "")"),
            (say(.backupEncryption), "\(parts.encryption(set.encryption))"),
            (say(.backupKept), "<span lang=\"en\">\(set.retentionRule.text)</span>"),
            (say(.backupProofRule), proofRule),
        ]
        let place: HTML =
            set.offsite.map {
                "<a href=\"/connections/\(HTML.pathComponent($0.connection))\">\($0.connection)</a>"
            } ?? parts.quiet(.noPlaceElsewhere)
        pairs.append((say(.offsiteCopy), place))
        return Facts(pairs: pairs.map { (name: $0.0, value: $0.1) }).html
    }

    private var proofRule: HTML {
        let rule = view.set.proof
        if rule.isAfterEveryRun { return "\(say(.proofEveryRun))" }
        guard let days = rule.everyDays else { return "\(say(.proofOnRequest))" }
        return "\(words.count(days, .proofEveryDays))"
    }
}
