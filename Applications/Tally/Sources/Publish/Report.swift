// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The report: one HTML file that needs nothing else and no connection.
struct Report {
    let view: ElectionView
    let language: Language

    var html: HTML {
        let title = view.data.state.title
        return """
            <!doctype html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title><style>\(HTML(trusted: ReportStyle.text))</style></head><body><main>
            <h1>\(title)</h1>
            \(summary)
            <h2>\(language.pick("How to read this", "วิธีอ่านรายงานนี้", "Zo leest u dit verslag"))</h2>
            <p>\(Finding.neutral(language))</p>
            <h2>\(language.pick("Findings by consequence", "ข้อค้นพบตามผลกระทบ", "Bevindingen naar gevolg"))</h2>
            \(findings)
            <h2>\(seatsTitle)</h2>
            \(ReportSeats(view: view, language: language).html)
            <h2>\(language.pick("Constituencies", "เขตเลือกตั้ง", "Kiesdistricten"))</h2>
            \(view.areas.map { ReportArea(summary: $0, view: view, language: language).html })
            \(credits)</main></body></html>

            """
    }

    private func restText(_ rest: Int) -> String {
        language.pick(
            "\(rest) more are in findings.csv.", "อีก \(rest) ข้ออยู่ใน findings.csv",
            "Nog \(rest) staan in findings.csv.")
    }

    private var seatsTitle: String {
        language.pick(
            "List seats by largest remainder", "ที่นั่งบัญชีรายชื่อตามวิธีเศษเหลือมากสุด",
            "Lijstzetels volgens de grootste overschotten")
    }

    private var summary: HTML {
        let feed = view.data.feed
        let open = view.findings.count { $0.finding.severity > .hint }
        let lines = [
            language.pick("Announcements (form 6/1)", "ประกาศผล (แบบ 6/1)", "Bekendmakingen (formulier 6/1)")
                + ": \(language.number(view.forms.count))",
            language.pick("Every identity holds in", "ยอดตรงกันทุกข้อใน", "Alle optellingen kloppen in")
                + ": \(language.number(view.consistent))",
            language.pick("Constituencies with both ballots", "เขตที่มีครบทั้งสองบัตร", "Kiesdistricten met beide stemmingen")
                + ": \(view.complete)/\(view.areas.count)",
            language.pick("Findings above a hint", "ข้อค้นพบ", "Bevindingen, zonder aandachtspunten")
                + ": \(language.number(open))",
            language.pick("Official count", "ข้อมูล กกต.", "Voorlopige telling van de kiescommissie")
                + ": \(feed.source), \(feed.lastUpdate), \(language.decimal(feed.percentCounted, digits: 2))%",
            language.pick("Entries in the ledger", "รายการในบัญชีหลักฐาน", "Boekingen in het grootboek")
                + ": \(language.number(Int(view.size)))",
        ]
        return "<ul>\(lines.map { line -> HTML in "<li>\(line)</li>" })</ul>"
    }

    private var findings: HTML {
        let shown = view.findings.filter { $0.finding.severity > .low }
        let rest = view.findings.count - shown.count
        let more: HTML =
            rest > 0
            ? "<p>\(restText(rest))</p>"
            : ""
        return "<table><tbody>\(shown.map(row))</tbody></table>\(more)"
    }

    private func row(_ record: FindingRecord) -> HTML {
        let finding = record.finding
        let area = finding.area.map { view.data.register.name(of: $0) } ?? ""
        return """
            <tr id="\(finding.id)"><td><b class="\(finding.severity.code)">\(finding.severity.label(language))</b></td>\
            <td>\(area)<br>\(finding.kind?.label(language) ?? "")</td>\
            <td><details><summary>\(finding.title(language))</summary>\(finding.explanation(language))</details></td>\
            <td>\(finding.consequence.sentence(language))</td></tr>
            """
    }

    private var credits: HTML {
        "<p class=\"quiet\">\(view.credits.joined(separator: "; "))</p>"
    }
}

/// A constituency in the report: both ballots beside the feed.
struct ReportArea {
    let summary: ElectionView.Summary
    let view: ElectionView
    let language: Language

    var html: HTML {
        let worst = summary.worst.map { severity -> HTML in
            " <b class=\"\(severity.code)\">\(severity.label(language)) (\(summary.findings))</b>"
        }
        return """
            <details id="\(summary.area.description)"><summary>\(summary.name)\(worst)</summary>
            \(BallotKind.allCases.map(ballot))</details>
            """
    }

    private func ballot(_ kind: BallotKind) -> HTML {
        guard let form = view.forms[.init(summary.area, kind)] else {
            let absent = language.pick("Not imported.", "ยังไม่มีประกาศผล", "Niet ingelezen.")
            return "<h3>\(kind.label(language))</h3><p>\(absent)</p>"
        }
        let source = form.document.source
        return """
            <h3>\(kind.label(language))</h3>
            <p class="quiet">\(source.path) · SHA-256 \(source.sha256)</p>
            <table><thead><tr><th></th><th></th><th>6/1</th><th>\(language.pick("Feed", "กกต.", "Voorlopig"))</th>\
            <th>±</th></tr></thead>
            <tbody>\(view.lines(summary.area, kind).map(line))</tbody></table>
            """
    }

    private func line(_ line: ElectionView.Line) -> HTML {
        """
        <tr><td>\(line.number)</td><td>\(line.name)</td><td class="n">\(line.form.map(language.number) ?? "–")</td>\
        <td class="n">\(line.feed.map(language.number) ?? "–")</td>\
        <td class="n">\(line.difference.map(language.number) ?? "–")</td></tr>
        """
    }
}

/// The seats, step by step, by the announcements.
struct ReportSeats {
    let view: ElectionView
    let language: Language

    var html: HTML {
        let allocation = view.national.seatsByForms
        let byFeed = view.national.seatsByFeed.seatsByParty
        let lines = allocation.lines.filter { $0.seats > 0 || (byFeed[$0.party] ?? 0) > 0 }.sorted {
            $0.votes > $1.votes
        }
        let rows = lines.map { line -> HTML in
            """
            <tr><td>\(line.party) \(view.data.register.parties[line.party]?.name ?? "")</td>\
            <td class="n">\(language.number(line.votes))</td><td class="n">\(line.whole)</td>\
            <td class="n">\(line.extra)</td><td class="n"><b>\(line.seats)</b></td>\
            <td class="n">\(byFeed[line.party] ?? 0)</td></tr>
            """
        }
        return """
            <p>\(language.number(allocation.totalVotes)) ÷ \(allocation.seats) = \
            \(language.number(Int(allocation.quota)))</p>
            <table><thead><tr><th></th><th>\(language.pick("Votes", "คะแนน", "Stemmen"))</th>\
            <th>\(language.pick("Whole", "จำนวนเต็ม", "Volle zetels"))</th>\
            <th>\(language.pick("Remainder", "เศษ", "Overschot"))</th>\
            <th>\(language.pick("Seats", "ที่นั่ง", "Zetels"))</th>\
            <th>\(language.pick("By the feed", "ตามข้อมูล กกต.", "Volgens de voorlopige telling"))</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }
}

/// The look of the report: as plain as print.
enum ReportStyle {
    static let text = """
        :root { color-scheme: light dark;
          font: 15px/1.5 system-ui, "Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif; }
        body { margin: 0; } main { max-width: 1000px; margin: 0 auto; padding: 24px 16px; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid #8885; }
        .n { text-align: right; } .quiet { opacity: .7; font-size: .85em; overflow-wrap: anywhere; }
        summary { cursor: pointer; } .critical, .high { color: #b3261e; } .medium { color: #b25400; }
          .low { color: #8a6d00; }
        @media (prefers-color-scheme: dark) { .critical, .high { color: #f58a82; } .medium { color: #f2a056; }
          .low { color: #e2c14b; } }
        @page { size: A4; margin: 15mm; }

        """
}

extension BallotKind {
    /// The ballot for people.
    package func label(_ language: Language) -> String {
        switch self {
        case .constituency: language.pick("Constituency ballot", "บัตรแบบแบ่งเขต", "Districtsstem")
        case .partyList: language.pick("Party-list ballot", "บัตรแบบบัญชีรายชื่อ", "Lijststem")
        }
    }
}
