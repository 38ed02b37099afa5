// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardLedger
import Tally

/// A finding: what is wrong in one sentence, the values with their places, what depends on it, what would settle it,
/// who decided, and how anybody verifies it without this server.
struct FindingPage {
    let election: String
    let record: FindingRecord
    let view: ElectionView
    let words: Words
    /// The matters of the review that turn on it.
    let review: ReviewOfFinding
    /// The page's whole address, to be passed on.
    let address: String

    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }
    private var finding: Finding { record.finding }
    private var form: FormType { finding.form ?? .announcement }
    private var book: String { Elections.book(election).name }

    var title: String { finding.rule.title(language) }

    var body: HTML {
        """
        \(trail)
        <h1>\(finding.rule.title(language))</h1>
        <p>\(Badge(finding.severity.label(language), Tone(finding.severity))) \
        \(Badge(record.shownStatus.phrase.text(language), .hint))</p>
        <p class="lead">\(sentence)</p>
        <h2>\(say(.numbersInvolved))</h2>
        \(values)
        <h2>\(say(.consequence))</h2>
        <p>\(finding.consequence.sentence(language))</p>
        <h2>\(say(.whatSettles))</h2>
        <p>\(finding.rule.family.settledBy.text(language))</p>
        \(changes)
        <h2>\(say(.decisions))</h2>
        \(review)\(decisions)
        <h2>\(say(.evidence))</h2>
        \(evidence)
        \(verification)
        \(copying)
        <p class="quiet">\(Finding.neutral(language))</p>
        \(TallyScript.element)
        """
    }

    /// Where it is, and what is not as it should be.
    private var sentence: HTML {
        let place = [
            finding.area.map { view.data.register.name(of: $0) } ?? say(.wholeCountry),
            finding.kind.map { Phrase.ballot($0).text(language) },
            finding.form.map { $0.code(finding.kind ?? .constituency) },
            finding.place?.label(language),
        ].compactMap(\.self).joined(separator: ", ")
        guard let expected = finding.expected, let found = finding.found else { return "\(place)." }
        let (want, have) = (words.number(expected), words.number(found))
        let difference = Difference(found - expected).text(words)
        return """
            \(place): \(say(.expectedNumber)) <b>\(want)</b>, \(say(.foundNumber)) <b>\(have)</b> \
            (\(say(.difference).lowercased()) \(difference)).
            """
    }

    private var trail: HTML {
        var links = [
            PageLink(text: view.data.state.title, address: "/tally/\(election)"),
            PageLink(text: say(.findings), address: "/tally/\(election)/findings"),
        ]
        if let area = finding.area {
            links.append(
                PageLink(
                    text: view.data.register.name(of: area), address: TallyPages.address(election, area)))
        }
        return Breadcrumbs(language: language, links: links).html
    }

    private var values: HTML {
        guard !finding.values.isEmpty else { return "<p class=\"quiet\">\(say(.none))</p>" }
        return DataTable(
            name: say(.numbersInvolved),
            columns: [.init(say(.name)), .init(say(.value), isNumber: true), .init(say(.source))],
            rows: finding.values.map(value)
        ).html
    }

    private func value(_ value: NamedValue) -> DataTable.Row {
        let number = value.number.map(language.number) ?? value.text ?? "–"
        let file: HTML =
            value.source.sha256.map { sha256 in
                """
                <br><a href="/blobs/\(sha256)">\(say(.download))</a> <code>\(sha256.prefix(16))</code>
                """
            } ?? ""
        let coverage = value.source.coverage.map { coverage -> HTML in
            let counted = words.ratio(coverage.stationsCounted, coverage.stations)
            return
                "<br>\(counted) \(Phrase.stationsWord.text(language)), \(words.time(written: coverage.lastUpdate))"
        }
        let place = [value.source.file, value.source.place].filter { !$0.isEmpty }.joined(
            separator: " · ")
        return DataTable.Row([
            "\(value.name(on: form, language))", "<b>\(number)</b>",
            "<span class=\"small quiet\">\(place)\(coverage)\(file)</span>",
        ])
    }

    private var changes: HTML {
        guard !finding.smallestChanges.isEmpty else { return "" }
        let sentences = finding.smallestChanges.prefix(5).map { change -> HTML in
            "<li>\(change.sentence(on: form, language))</li>"
        }
        return "<h3>\(say(.smallestChange))</h3><ul>\(Array(sentences))</ul>"
    }

    private var decisions: HTML {
        // A decision that waits for another person stays hidden, so that the other decides independently.
        guard !record.decisions.isEmpty, !record.isUndecided else {
            return "<p class=\"quiet\">\(say(.noDecision))</p>"
        }
        let rows = record.decisions.map { record -> DataTable.Row in
            let decision = record.decision
            let correction = decision.correction.map { "\($0.cell) = \(language.number($0.value))" } ?? ""
            return DataTable.Row([
                "\(decision.person)", "\(decision.verdict.phrase.text(language)) \(correction)",
                "\(decision.reason)",
                """
                \(words.time(record.time)) · \
                <a href="\(LedgerPages.address(book, record.sequence))">\(say(.entry)) \(record.sequence)</a>
                """,
            ])
        }
        return DataTable(
            name: say(.decisions),
            columns: [
                .init(say(.actor)), .init(say(.decision)), .init(say(.reviewReason)), .init(say(.time)),
            ],
            rows: rows
        ).html
    }

    private var evidence: HTML {
        var pairs: [(name: String, value: HTML)] = [
            (
                say(.entry),
                "<a href=\"\(LedgerPages.address(book, record.raisedAt))\">\(book) · \(record.raisedAt)</a>"
            ),
            (say(.rule), "<code>\(finding.rule.code)</code>"),
        ]
        if let severity = finding.originalSeverity {
            pairs.append((say(.severityByPercent), "\(severity.label(language))"))
        }
        pairs.append(("ID", "<code>\(finding.id)</code>"))
        return Facts(pairs: pairs).html
    }

    /// The entry can be checked by whoever has the book, with the command alone.
    private var verification: HTML {
        """
        <h3>\(say(.verifyOffline))</h3>
        <p>\(say(.verifyOfflineHelp))</p>
        <pre tabindex="0" role="region" aria-label="\(say(.verifyOffline))"><code>\
        steward ledger export \(book) --to bundle
        steward ledger verify bundle</code></pre>
        """
    }

    private var copying: HTML {
        """
        <div class="field copy"><label for="field-address">\(say(.addressOfPage))</label>
        <input type="text" id="field-address" name="address" value="\(address)" readonly data-copy="\(say(.copy))" \
        data-copied="\(say(.copied))"></div>
        """
    }
}
