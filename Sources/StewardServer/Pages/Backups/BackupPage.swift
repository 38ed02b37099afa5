// SPDX-License-Identifier: Apache-2.0
import Backups
import FoundationEssentials
import StewardCore
import StewardIntegration

/// One backup: what is in it, how it was proved, where copies are, and a form to restore it.
struct BackupPage {
    let view: BackupSetView
    let backup: Backup
    let parts: BackupParts
    /// What was typed for the new database, and what is wrong with it.
    var typed: String?
    /// The connections that it can be restored through, and the one that was chosen.
    var connections: [String] = []
    var chosen: String?
    var problem: String?

    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { parts.say(phrase) }
    private var path: String { BackupParts.path(backup, in: view.set) }
    var title: String { "\(parts.subject(backup)), \(words.text(backup.madeAt))" }

    var body: HTML {
        """
        \(Breadcrumbs(
            language: words.language,
            links: [
                PageLink(text: say(.backups), address: "/backups"),
                PageLink(text: view.set.name, address: view.path),
            ]))
        <h1>\(title) \(state)</h1>
        \(fault)\(facts)
        \(actions)\(restore)\(tables)
        """
    }

    private var state: HTML {
        switch backup.state {
        case .missing: Badge(say(.backupMissing), .critical).html
        case .removed: Badge(say(.backupGone), .missing).html
        case .present: backup.isPinned ? Badge(say(.backupPinned), .info).html : ""
        }
    }

    private var fault: HTML {
        var said: [HTML] = []
        if let reason = backup.lastProof?.reason {
            said.append(
                NoticeBox(.bad, title: say(.backupDisproved), "<span lang=\"en\">\(reason)</span>").html)
        }
        if let reason = backup.copyFailure {
            said.append(NoticeBox(.warn, title: say(.notCopiedElsewhere), "<span lang=\"en\">\(reason)</span>").html)
        }
        if case .removed(let date, let because) = backup.state {
            said.append(
                NoticeBox(.plain, title: say(.backupGone), "\(words.time(date)): <span lang=\"en\">\(because)</span>")
                    .html)
        }
        return HTML(joining: said, separator: "\n")
    }

    private var facts: HTML {
        var pairs: [(name: String, value: HTML)] = [
            (say(.backupMade), words.time(backup.madeAt)),
            (say(.backupFile), "<code>\(Shown.visible(backup.file))</code>"),
            (say(.backupSize), "\(words.bytes(backup.bytes))"), ("SHA-256", "<code>\(backup.sha256)</code>"),
            (say(.dumpInside), "\(words.bytes(backup.dumpBytes)), \(backup.format.rawValue)"),
            (say(.backupEncryption), "\(parts.encryption(backup.encryption))"),
        ]
        if let took = backup.milliseconds {
            pairs.insert((say(.backupTook), "\(words.duration(.milliseconds(took)))"), at: 1)
        }
        if let version = backup.serverVersion { pairs.append((say(.backupServer), "PostgreSQL \(version)")) }
        if !backup.isGlobals { pairs.append((say(.lastProved), proof)) }
        pairs.append((say(.offsiteCopy), copies))
        if backup.isAdopted { pairs.append((say(.backupState), "\(say(.backupAdopted))")) }
        if let at = backup.restoredAt { pairs.append((say(.restoreTitle), "\(say(.restoredInto)) \(words.ago(at))")) }
        return Facts(pairs: pairs).html
    }

    private var proof: HTML {
        guard let proof = backup.lastProof else { return parts.quiet(.backupNever) }
        let took: HTML =
            proof.seconds.map { " (\(words.duration(.milliseconds(Int64(($0 * 1000).rounded())))))" } ?? ""
        let server: HTML = proof.serverVersion.map { ", PostgreSQL \($0)" } ?? ""
        return "\(parts.proved(backup))\(took)\(server)"
    }

    private var copies: HTML {
        guard !backup.copies.isEmpty else { return parts.offsite(backup, view.set.offsite != nil) }
        let places = backup.copies.map { copy -> HTML in
            let address = "/connections/\(HTML.pathComponent(copy.connection))"
            return "<a href=\"\(address)\">\(copy.connection)</a>, \(words.time(copy.at))"
        }
        return HTML(joining: places, separator: "<br>")
    }

    private var actions: HTML {
        guard backup.isPresent, parts.mayOperate else { return "" }
        let pin =
            backup.isPinned ? parts.button(path + "/unpin", .unpinDo) : parts.button(path + "/pin", .pinDo)
        let prove: HTML = backup.isGlobals ? "" : parts.button(path + "/prove", .proveThis, .primary)
        return "<div class=\"links\">\(prove)\(pin)</div>\n"
    }

    private var restore: HTML {
        guard backup.isPresent, !backup.isGlobals, parts.mayOperate else { return "" }
        let field = FieldRow(
            name: "to", label: say(.restoreInto), value: typed ?? Self.name(for: backup), help: say(.restoreHelp),
            error: problem, isRequired: true, autocomplete: "off", limit: 63)
        return """
            <h2>\(say(.restoreTitle))</h2>
            <section class="card narrow"><form class="fields" method="post" action="\(path)/restore">\(parts.formField)
            \(field)\(through)
            <p class="field">\(Button(say(.restoreDo)))</p></form></section>

            """
    }

    private var through: HTML {
        guard connections.count > 1 else { return "" }
        return FieldRow(
            name: "connection", label: say(.restoreThrough),
            kind: .choice(connections.map { FieldRow.Choice(value: $0, text: $0) }),
            value: chosen ?? view.set.connection, help: say(.restoreThroughHelp)
        ).html
    }

    /// A name that no database has yet, most likely: that of the database with the time of the backup.
    static func name(for backup: Backup) -> String {
        let stamp = backup.madeAt.formatted(.iso8601).filter { $0.isNumber }.prefix(12)
        return "\(backup.database.prefix(45))_\(stamp)"
    }

    private var tables: HTML {
        guard let tables = backup.tables, !tables.isEmpty else { return "" }
        let sorted = tables.sorted { ($1.rows, $0.schema, $0.name) < ($0.rows, $1.schema, $1.name) }
        let table = DataTable(
            name: say(.backupTables),
            columns: [.init(say(.backupTable)), .init(say(.backupRows), isNumber: true)],
            rows: sorted.prefix(500).map { table in
                .init(["\(Shown.visible("\(table.schema).\(table.name)"))", "\(words.number(table.rows))"])
            })
        return "<h2>\(say(.backupTables))</h2>\n\(table)"
    }
}
