// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs

extension Report {
    /// The sums of each month and of all.
    var monthTable: HTML {
        let columns: [ReportColumn] = [.business, .commute, .personal]
        let titles = columns.map { column -> HTML in
            "<th scope=\"col\" class=\"number\">\(column.title(country, language))</th>"
        }
        let gapTitles = gapColumns.map { column -> HTML in
            "<th scope=\"col\" class=\"number\">\(column.title.text(language))</th>"
        }
        let rows = months.map { month in line(format.month(month.day), month.totals, "report-month") }
        return """
            <section class="report-section" id="report-months"><h2>\(ReportWords.months.text(language))</h2>
            \(Self.room(ReportWords.months.text(language)))<table class="report-table"><thead><tr>
            <th scope="col">\(ReportWords.month.text(language))</th>
            <th scope="col" class="number">\(ReportWords.count.text(language))</th>\(titles)
            \(gapTitles)</tr></thead><tbody>
            \(rows)\(line(ReportWords.total.text(language), totals, "report-total"))</tbody></table></div></section>

            """
    }

    private func line(_ name: String, _ totals: TripTotals, _ style: String) -> HTML {
        let gaps = gapColumns.map { $0.distance(totals) }
        let figures = ([totals.business, totals.commute, totals.personal] + gaps).map { distance -> HTML in
            "<td class=\"number\">\(format.distance(distance))</td>"
        }
        return """
            <tr class="\(style)"><th scope="row">\(name)</th><td class="number">\(totals.trips)</td>\(figures)</tr>

            """
    }

    /// Distance of no trip as sums tell it: what nobody explained, of which the checklist speaks too; beside it what
    /// somebody did, where there is any.
    var gapColumns: [(title: Term, distance: (TripTotals) -> Distance)] {
        let open = (title: ReportWords.unexplainedGaps, distance: { (totals: TripTotals) in totals.unexplained })
        guard totals.explainedGaps > .zero else { return [open] }
        return [open, (title: ReportWords.explainedGaps, distance: { (totals: TripTotals) in totals.explainedGaps })]
    }

    /// What is met and what is not, with what to do.
    package var list: HTML {
        let items = checklist.map { requirement -> HTML in
            let advice: HTML? = requirement.advice.isEmpty ? nil : "<p>\(requirement.advice)</p>"
            let trips: HTML? = requirement.trips.isEmpty ? nil : "<p class=\"report-trips\">\(names(requirement))</p>"
            return """
                <li class="report-\(requirement.verdict.rawValue)" id="\(requirement.id)">
                <b class="report-verdict">\(Self.word(requirement.verdict).text(language))</b> \(requirement.title)
                <small>\(requirement.source)</small>\(advice)\(trips)</li>

                """
        }
        return """
            <section class="report-section" id="report-checklist"><h2>\(ReportWords.checklist.text(language))</h2>
            <ul class="report-checklist">
            \(items)</ul></section>

            """
    }

    /// The first trips of a long list; the rest is counted.
    private func names(_ requirement: Requirement) -> String {
        let most = 20
        let shown = requirement.trips.prefix(most).map { trip in numbers[trip].map(String.init) ?? trip.text }
        let rest = requirement.trips.count - shown.count
        let list = shown.joined(separator: ", ") + (rest > 0 ? ", + \(rest)" : "")
        return numbers.isEmpty ? list : "\(ReportColumn.number.title(country, language)) \(list)"
    }

    /// The box of a table that may be wider than the screen: the keyboard reaches it, so that it can be scrolled.
    static func room(_ name: String) -> HTML {
        "<div class=\"scroll\" role=\"region\" aria-label=\"\(name)\" tabindex=\"0\">"
    }

    static func word(_ verdict: Requirement.Verdict) -> Term {
        switch verdict {
        case .met: Term("met", "voldaan", "ครบ", german: "erfüllt")
        case .needsYou: Term("needs you", "actie nodig", "ต้องดำเนินการ", german: "zu tun")
        case .notApplicable: Term("not applicable", "n.v.t.", "ไม่เกี่ยวข้อง", german: "entfällt")
        }
    }

    var ending: HTML {
        let lines = notices.map { notice -> HTML in "<p>\(notice)</p>\n" }
        return "<footer class=\"report-notices\">\n\(lines)</footer>\n"
    }

    /// How a report looks, on the screen and on paper: landscape, heads of tables on each page, no row torn apart. The
    /// printer numbers the pages.
    package static let style = """
        .report-facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: .25rem 1rem; }
        .report-facts dt { font-size: .8em; opacity: .75; } .report-facts dd { margin: 0; overflow-wrap: anywhere; }
        .report-figures { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; }
        .report .scroll { overflow-x: auto; }
        .report-table { border-collapse: collapse; font-size: .8rem; width: 100%; }
        .report-table th, .report-table td { border: 1px solid #8888; padding: .15rem .3rem; text-align: left;
          vertical-align: top; }
        .report-table thead th { white-space: normal; vertical-align: bottom; font-size: inherit; color: inherit; }
        .report-table tbody tr:last-child > * { border-bottom: 1px solid #8888; }
        .report-table thead .number { white-space: normal; text-align: right; }
        .report .scroll > .report-table tr > :first-child { position: static; max-width: none; background: none; }
        .report-table .report-long { overflow-wrap: anywhere; min-width: 4rem; }
        .report-table .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .report-table th small { display: block; font-weight: normal; }
        .report-gap td { font-style: italic; } .report-voided td { text-decoration: line-through; }
        .report-total > * { font-weight: bold; } .report-changes ul { margin: 0; padding-left: 1.2rem; }
        .report-late { font-weight: bold; } .report-changes li { max-width: none; }
        .report-was { display: block; } .report-was small { display: inline-block; }
        .report-checklist li { margin-bottom: .5rem; } .report-checklist small { display: block; }
        @media print {
          @page { size: A4 landscape; margin: 12mm 10mm 15mm; }
          .report .scroll { overflow: visible; } .report-table { font-size: 6.5pt; }
          .report-table .report-long { min-width: 0; }
          .report-head h1 { font-size: 16pt; } .report-section > h2 { font-size: 12pt; margin: 4mm 0 2mm; }
          .report-facts { font-size: 8pt; grid-template-columns: repeat(6, 1fr); } .report-facts dt { opacity: 1; }
          .report-figures, .report-checklist, .report-notices { font-size: 8pt; }
          .report-checklist { columns: 2; column-gap: 8mm; } .report-checklist p { margin: 0; }
          .report-table thead { display: table-header-group; }
          .report-table tr, .report-checklist li { break-inside: avoid; }
          .report-trip:has(+ .report-changes), .report-voided:has(+ .report-changes) { break-after: avoid; }
          .report-section > h2 { break-after: avoid; }
        }

        """

    /// What a document without the server's style sheet needs besides.
    static let frame = """
        :root { color-scheme: light; font-family: system-ui, sans-serif; line-height: 1.35; }
        body { margin: 1rem; } h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }

        """
}
