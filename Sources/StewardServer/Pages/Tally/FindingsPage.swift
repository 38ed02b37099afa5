// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The findings of an election as a work list: the most consequential first.
struct FindingsPage {
    /// What the address asks for; anything unknown is as good as nothing.
    struct Filter {
        var severity: Severity?
        var family: Rule.Family?
        var first = 0

        /// `query` gives the value of a name in the address.
        init(_ query: (Substring) -> Substring?) {
            severity = query("severity").flatMap { Severity(code: String($0)) }
            family = query("family").flatMap { Rule.Family(rawValue: String($0)) }
            first = query("from").flatMap { Int($0) }.map { max(0, $0) } ?? 0
        }

        func address(severity: Severity?, family: Rule.Family?, first: Int = 0) -> String {
            var parts: [String] = []
            if let severity { parts.append("severity=\(severity.code)") }
            if let family { parts.append("family=\(family.rawValue)") }
            if first > 0 { parts.append("from=\(first)") }
            return "/findings" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
        }
    }
    static let pageLength = 100

    let election: String
    let filter: Filter
    let view: ElectionView
    let words: Words

    private var language: Language { words.language }

    var body: HTML {
        let matching = view.findings.filter { record in
            (filter.severity == nil || record.finding.severity == filter.severity)
                && (filter.family == nil || record.finding.rule.family == filter.family)
        }
        let shown = Array(matching.dropFirst(filter.first).prefix(Self.pageLength))
        return """
            <h1>\(Phrase.findings.text(language))</h1>
            \(ReviewLink(language: language))<p class="filters">\(severities)</p>
            <p class="filters">\(families)</p>
            <p class="quiet">\(words.count(matching.count, .findings))</p>
            \(FindingsTable(election: election, records: shown, view: view, words: words).html)
            \(pages(matching.count))
            """
    }

    private var severities: HTML {
        let choices = [nil] + Severity.allCases.reversed().map(Optional.some)
        return links(
            choices.map { severity in
                (
                    severity?.label(language) ?? Phrase.all.text(language),
                    filter.address(severity: severity, family: filter.family), severity == filter.severity
                )
            })
    }

    private var families: HTML {
        let choices = [nil] + Rule.Family.allCases.map(Optional.some)
        return links(
            choices.map { family in
                (
                    family.map { Phrase.family($0).text(language) } ?? Phrase.all.text(language),
                    filter.address(severity: filter.severity, family: family), family == filter.family
                )
            })
    }

    private func pages(_ count: Int) -> HTML {
        var entries: [(String, String, Bool)] = []
        if filter.first > 0 {
            let first = max(0, filter.first - Self.pageLength)
            entries.append(("←", filter.address(severity: filter.severity, family: filter.family, first: first), false))
        }
        if filter.first + Self.pageLength < count {
            let first = filter.first + Self.pageLength
            entries.append(("→", filter.address(severity: filter.severity, family: filter.family, first: first), false))
        }
        return "<p class=\"filters\">\(links(entries))</p>"
    }

    private func links(_ entries: [(text: String, address: String, isCurrent: Bool)]) -> HTML {
        HTML(
            joining: entries.map { entry -> HTML in
                let current: HTML = entry.isCurrent ? " aria-current=\"true\"" : ""
                return "<a href=\"\(entry.address)\"\(current)>\(entry.text)</a>"
            }, separator: " ")
    }
}

/// Findings as rows.
struct FindingsTable {
    let election: String
    let records: [FindingRecord]
    let view: ElectionView
    let words: Words

    private var language: Language { words.language }

    var html: HTML {
        guard !records.isEmpty else { return "<p class=\"quiet\">\(Phrase.none.text(language))</p>" }
        return """
            <div class="card"><table class="stack"><thead><tr><th scope="col">\(Phrase.severity.text(language))</th>\
            <th scope="col">\(Phrase.area.text(language))</th><th scope="col">\(Phrase.rule.text(language))</th>\
            <th scope="col">\(Phrase.consequence.text(language))</th>\
            <th scope="col">\(Phrase.state.text(language))</th></tr></thead>
            <tbody>\(records.map(row))</tbody></table></div>
            """
    }

    private func row(_ record: FindingRecord) -> HTML {
        let finding = record.finding
        let area = finding.area.map { view.data.register.name(of: $0) } ?? Phrase.all.text(language)
        let ballot = finding.kind.map { Phrase.ballot($0).text(language) } ?? ""
        let address = "/tally/\(election)/findings/\(HTML.pathComponent(finding.id))"
        return """
            <tr><td><span class="tag \(finding.severity.code)">\(finding.severity.label(language))</span></td>\
            <td>\(area)<br><span class="quiet small">\(ballot)</span></td>\
            <td><a href="\(address)">\(finding.title(language))</a></td>\
            <td>\(finding.consequence.sentence(language))</td>\
            <td>\(record.shownStatus.phrase.text(language))</td></tr>
            """
    }
}
