// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import Tally

/// A finding: the rule, the values with their places, the smallest change, who decided, and the entry that holds it.
struct FindingPage {
    let election: String
    let record: FindingRecord
    let view: ElectionView
    let words: Words
    /// The matters of the review that turn on it.
    let review: ReviewOfFinding

    private var language: Language { words.language }

    private var finding: Finding { record.finding }
    private var form: FormType { finding.form ?? .announcement }

    var title: String { finding.rule.title(language) }

    var body: HTML {
        """
        \(trail)
        <h1>\(finding.title(language))</h1>
        <p><span class="tag \(finding.severity.code)">\(finding.severity.label(language))</span> \
        <span class="tag hint">\(record.shownStatus.phrase.text(language))</span></p>
        <p>\(finding.consequence.sentence(language))</p>
        <h2>\(Phrase.value.text(language))</h2>
        \(values)
        \(changes)
        <h2>\(Phrase.decisions.text(language))</h2>
        \(review)\(decisions)
        <h2>\(Phrase.evidence.text(language))</h2>
        \(evidence)
        <p class="quiet">\(Finding.neutral(language))</p>
        """
    }

    private var trail: HTML {
        guard let area = finding.area else {
            return "<nav class=\"trail\"><a href=\"/findings\">\(Phrase.findings.text(language))</a></nav>"
        }
        let name = view.data.register.name(of: area)
        let ballot = finding.kind.map { " · " + Phrase.ballot($0).text(language) } ?? ""
        return """
            <nav class="trail"><a href="/findings">\(Phrase.findings.text(language))</a> › \
            <a href="/tally/\(election)/areas/\(area.description)">\(name)</a>\(ballot)</nav>
            """
    }

    private var values: HTML {
        """
        <div class="card"><table><tbody>\(finding.values.map(value))</tbody></table></div>
        """
    }

    private func value(_ value: NamedValue) -> HTML {
        let number = value.number.map(language.number) ?? value.text ?? "–"
        let place = "\(value.source.file) · \(value.source.place)"
        let file: HTML =
            value.source.sha256.map { sha256 in
                """
                <br><a href="/blobs/\(sha256)">\(Phrase.download.text(language))</a> <code>\(sha256.prefix(16))</code>
                """
            } ?? ""
        let coverage = value.source.coverage.map { coverage -> HTML in
            let counted = words.ratio(coverage.stationsCounted, coverage.stations)
            return " · \(counted), \(words.time(written: coverage.lastUpdate))"
        }
        return """
            <tr><th scope="row">\(value.name(on: form, language))</th><td class="n"><b>\(number)</b></td>\
            <td class="small quiet">\(place)\(coverage)\(file)</td></tr>
            """
    }

    private var changes: HTML {
        guard !finding.smallestChanges.isEmpty else { return "" }
        let sentences = finding.smallestChanges.prefix(5).map { change -> HTML in
            "<li>\(change.sentence(on: form, language))</li>"
        }
        return "<h2>\(Phrase.smallestChange.text(language))</h2><ul>\(Array(sentences))</ul>"
    }

    private var decisions: HTML {
        // A decision that waits for another person stays hidden, so that the other decides independently.
        guard !record.decisions.isEmpty, !record.isUndecided else {
            return "<p class=\"quiet\">\(Phrase.noDecision.text(language))</p>"
        }
        let book = Elections.book(election).name
        let rows = record.decisions.map { record -> HTML in
            let decision = record.decision
            let correction = decision.correction.map { "\($0.cell) = \(language.number($0.value))" } ?? ""
            return """
                <tr><th scope="row">\(decision.person)</th>\
                <td>\(decision.verdict.phrase.text(language)) \(correction)</td>\
                <td>\(decision.reason)</td><td class="small quiet">\(words.time(record.time)) · \
                <a href="\(LedgerPages.address(book, record.sequence))">\(record.sequence)</a></td></tr>
                """
        }
        return "<div class=\"card\"><table><tbody>\(rows)</tbody></table></div>"
    }

    private var evidence: HTML {
        let book = Elections.book(election).name
        let percent = finding.originalSeverity.map { severity -> HTML in
            "<dt>\(Phrase.severityByPercent.text(language))</dt><dd>\(severity.label(language))</dd>"
        }
        return """
            <dl class="pairs card"><dt>\(Phrase.entry.text(language))</dt>\
            <dd><a href="\(LedgerPages.address(book, record.raisedAt))">\(book) · \(record.raisedAt)</a></dd>\
            <dt>\(Phrase.rule.text(language))</dt><dd><code>\(finding.rule.code)</code></dd>\(percent)\
            <dt>ID</dt><dd><code>\(finding.id)</code></dd></dl>
            """
    }
}
