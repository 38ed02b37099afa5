// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// A constituency: both ballots side by side, each with the form beside the feed, the form's own arithmetic and
/// findings.
struct ConstituencyPage {
    let election: String
    let area: Area
    let view: ElectionView
    let words: Words

    private var language: Language { words.language }

    var title: String { view.data.register.name(of: area) }

    var body: HTML {
        """
        <nav class="trail"><a href="/tally/\(election)">\(view.data.state.title)</a></nav>
        <h1>\(title)</h1>
        <p class="quiet">\(coverage)</p>
        \(FindingsTable(election: election, records: findings, view: view, words: words).html)
        <div class="columns">\(BallotKind.allCases.map(ballot))</div>
        """
    }

    private var findings: [FindingRecord] { view.findingsByArea[area] ?? [] }

    private var coverage: HTML {
        guard let count = view.data.feed.counts[area] else { return "" }
        let feed = view.data.feed
        let counted = "\(words.number(count.stationsCounted))/\(words.count(count.stations, .stations))"
        return "\(Phrase.feed.text(language)): \(counted), \(words.time(written: feed.lastUpdate))"
    }

    private func ballot(_ kind: BallotKind) -> HTML {
        """
        <section><h2>\(Phrase.ballot(kind).text(language))</h2>
        \(form(kind))
        \(votes(kind))</section>
        """
    }

    /// Opens the box that a wide table scrolls in; the keyboard reaches it, and its name says what is in it.
    private func box(_ kind: BallotKind, _ content: Phrase) -> HTML {
        let name = "\(Phrase.ballot(kind).text(language)): \(content.text(language))"
        return "<div class=\"card\" role=\"region\" tabindex=\"0\" aria-label=\"\(name)\">"
    }

    private func form(_ kind: BallotKind) -> HTML {
        guard let form = view.forms[.init(area, kind)] else {
            return "<p class=\"quiet\">\(Phrase.noDocument.text(language))</p>"
        }
        let source = form.document.source
        let fields = FormField.allCases.compactMap { field -> HTML? in
            guard let reading = form.document.fields[field], let section = field.sectionNumber(on: form.document.form)
            else { return nil }
            let value = reading.number.map(language.number) ?? "–"
            return "<tr><td>\(section)</td><td>\(field.label(language))</td><td class=\"n\">\(value)</td></tr>"
        }
        return """
            \(box(kind, .form))<table><thead><tr><th scope="col">\(Phrase.section.text(language))</th>\
            <th scope="col">\(Phrase.form.text(language))</th>\
            <th scope="col" class="n">\(Phrase.value.text(language))</th></tr></thead>
            <tbody>\(fields)</tbody></table>
            <h3>\(Phrase.identity.text(language))</h3>
            <table><tbody>\(form.identities.map { identity($0.identity, $0.outcome) })</tbody></table>
            <p class="small quiet">\(Phrase.source.text(language)): \(source.path) · \
            <a href="/blobs/\(source.sha256)">\(Phrase.download.text(language))</a> \
            <code>\(source.sha256.prefix(16))</code></p>
            </div>
            """
    }

    private func identity(_ identity: Identity, _ outcome: Identity.Outcome) -> HTML {
        let tag: HTML
        switch outcome {
        case .holds: tag = "<span class=\"tag good\">\(Phrase.holds.text(language))</span>"
        case .notCheckable: tag = "<span class=\"tag missing\">\(Phrase.notCheckable.text(language))</span>"
        case .fails(let left, let right):
            let values = "\(language.number(left)) ≠ \(language.number(right))"
            tag = "<span class=\"tag medium\">\(Phrase.broken.text(language))</span> \(values)"
        }
        let formula = identity.formula(on: .announcement, language)
        return "<tr><th scope=\"row\" title=\"\(identity.rule.title(language))\">\(formula)</th><td>\(tag)</td></tr>"
    }

    private func votes(_ kind: BallotKind) -> HTML {
        let lines = view.lines(area, kind)
        let most = max(1, lines.map { max($0.form ?? 0, $0.feed ?? 0) }.max() ?? 1)
        return """
            \(box(kind, .votes))<table><thead><tr><th scope="col" class="n">\(Phrase.number.text(language))</th>\
            <th scope="col">\(kind == .constituency ? Phrase.name.text(language) : Phrase.party.text(language))</th>\
            <th scope="col" class="n">\(Phrase.form.text(language))</th>\
            <th scope="col" class="n">\(Phrase.feed.text(language))</th>\
            <th scope="col" class="n">\(Phrase.difference.text(language))</th></tr></thead>
            <tbody>\(lines.map { line($0, kind, most) })</tbody></table></div>
            """
    }

    private func line(_ line: ElectionView.Line, _ kind: BallotKind, _ most: Int) -> HTML {
        let isBelow = (line.difference ?? 0) < 0
        let attributes: HTML = isBelow ? " class=\"below\"" : ""
        let party: HTML = kind == .constituency ? "<br><span class=\"quiet small\">\(line.party)</span>" : ""
        let difference = line.difference.map { ($0 > 0 ? "+" : "") + language.number($0) } ?? "–"
        return """
            <tr\(attributes)><td class="n">\(line.number)</td><td>\(line.name)\(party)</td>\
            <td class="n">\(line.form.map(language.number) ?? "–")</td>\
            <td class="n">\(line.feed.map(language.number) ?? "–")</td><td class="n">\(difference)</td></tr>
            """
    }
}
