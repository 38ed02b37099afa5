// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs

extension Report {
    /// The report as the body of a page: head, checklist, tables, months, notices. The frame around it is the server's,
    /// page numbers are the printer's. Classes begin with `report`; ``style`` says how they look on paper.
    package var page: HTML {
        var page: HTML = ""
        writePage { page += $0 }
        return page
    }

    /// Writes ``page`` in pieces of some hundred rows at most.
    package func writePage(_ out: (HTML) throws -> Void) rethrows {
        try out(
            """
            <article class="report report-\(country.rawValue.lowercased())" lang="\(language.rawValue)">
            \(head)\(counts)
            """)
        for section in sections { try write(section, out) }
        try out("\(monthTable)\(list)\(ending)</article>\n")
    }

    /// A whole document that needs nothing else: what lies in a sealed bundle.
    package var document: [UInt8] {
        var bytes: [UInt8] = []
        let head: HTML = """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><title>\(title)</title>
            <style>\(HTML(trusted: Self.frame + Self.style))</style></head><body>

            """
        bytes += head.markup.utf8
        writePage { bytes += $0.markup.utf8 }
        bytes += "</body></html>\n".utf8
        return bytes
    }

    private var head: HTML {
        let lines = facts.map { fact -> HTML in
            "<div><dt>\(fact.label)</dt><dd>\(fact.value)</dd></div>\n"
        }
        return """
            <header class="report-head"><h1>\(title)</h1><dl class="report-facts">
            \(lines)</dl></header>

            """
    }

    private var counts: HTML {
        var figures = [
            (ReportWords.use(.business, country), totals.business),
            (ReportWords.use(.commute, country), totals.commute),
            (ReportWords.use(.personal, country), totals.personal),
        ].map { (label: $0.0.text(language), value: format.measured($0.1)) }
        figures += gapColumns.map { (label: $0.title.text(language), value: format.measured($0.distance(totals))) }
        figures.insert((ReportWords.count.text(language), String(totals.trips)), at: 0)
        if let allowance {
            figures.append((ReportColumn.rate.title(country, language), format.money(allowance)))
        }
        let items = figures.map { figure -> HTML in "<li><span>\(figure.label)</span> <b>\(figure.value)</b></li>" }
        return "<ul class=\"report-figures\">\(items)</ul>\n"
    }

    private func write(_ section: ReportSection, _ out: (HTML) throws -> Void) rethrows {
        let titles = section.columns.map { column -> HTML in
            let meaning: HTML? = column.meaning.map { "<small>\($0)</small>" }
            return "<th scope=\"col\"\(align(column))>\(column.title)\(meaning)</th>"
        }
        try out(
            """
            <section class="report-section" id="report-\(section.id)"><h2>\(section.title)</h2>\
            \(Self.room(section.title))
            <table class="report-table"><thead><tr>\(titles)</tr></thead><tbody>

            """)
        if section.rows.isEmpty {
            try out("<tr><td colspan=\"\(section.columns.count)\">\(ReportWords.noTrips.text(language))</td></tr>\n")
        }
        var piece: HTML = ""
        for (place, row) in section.rows.enumerated() {
            piece += markup(row, section)
            guard place % 100 == 99 else { continue }
            try out(piece)
            piece = ""
        }
        try out("\(piece)\(sum(section))</tbody></table></div></section>\n")
    }

    private func align(_ column: ReportSection.Column) -> HTML? { column.kind.isNumeric ? " class=\"number\"" : nil }

    /// Whether a word is longer than a column should be wide, so that it may be broken anywhere.
    private static func isLong(_ text: String) -> Bool {
        text.split(separator: " ").contains { $0.count > 24 }
    }

    private func markup(_ row: ReportRow, _ section: ReportSection) -> HTML {
        let cells = zip(section.columns, row.cells).map { column, cell -> HTML in
            let was: HTML? = cell.original.map { old in
                """
                 <del class="report-was"><small>\(ReportWords.was.text(language))</small> \
                \(shown(old, column.field))</del>
                """
            }
            let text = format.text(cell.value)
            let style = align(column) ?? (Self.isLong(text) ? " class=\"report-long\"" : nil)
            return "<td\(style)>\(text)\(was)</td>"
        }
        let changes: HTML? =
            row.changes.isEmpty && row.kind != .voided
            ? nil
            : """
            <tr class="report-changes"><td colspan="\(cells.count)">\(tags(row))<ul>\(lines(row))</ul></td></tr>

            """
        return "<tr class=\"report-\(row.kind.rawValue)\">\(cells)</tr>\n\(changes)"
    }

    private func tags(_ row: ReportRow) -> HTML? {
        let status = status(row)
        return status.isEmpty ? nil : "<b class=\"report-tag\">\(status)</b> "
    }

    private func lines(_ row: ReportRow) -> [HTML] {
        row.changes.map { change in
            change.isLate ? "<li class=\"report-late\">\(line(change))</li>" : "<li>\(line(change))</li>"
        }
    }

    /// What a table's columns of distances add up to; rows that count nowhere are left out.
    private func sum(_ section: ReportSection) -> HTML {
        let summed: Set<ReportColumn> = [.distance, .business, .commute, .personal, .detour]
        let cells = section.columns.enumerated().map { place, column -> HTML in
            if place == 0 { return "<th scope=\"row\">\(ReportWords.total.text(language))</th>" }
            guard summed.contains(column.kind) else { return "<td></td>" }
            let total = section.rows.reduce(Distance.zero) { total, row in
                guard row.kind != .voided, case .distance(let distance) = row.cells[place].value else { return total }
                return total + distance
            }
            return "<td class=\"number\">\(format.distance(total))</td>"
        }
        return "<tr class=\"report-total\">\(cells)</tr>\n"
    }
}
