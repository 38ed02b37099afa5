// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// An election at a glance: what is covered, where the findings are, and the gravest of them.
struct OverviewPage {
    let election: String
    let view: ElectionView
    let words: Words

    private var language: Language { words.language }

    var body: HTML {
        """
        <h1>\(view.data.state.title)</h1>
        <p class="quiet">\(Phrase.snapshot.text(language)) \(snapshot)</p>
        <ul class="figures">\(figures)</ul>
        <h2>\(Phrase.mostConsequential.text(language))</h2>
        \(FindingsTable(election: election, records: Array(open.prefix(12)), view: view, words: words).html)
        <p><a href="/findings">\(Phrase.openFindings.text(language)): \(language.number(open.count))</a></p>
        <h2>\(Phrase.allAreas.text(language))</h2>
        \(legend)
        <ul class="tiles">\(provinces)</ul>
        <h2>\(Phrase.seats.text(language))</h2>
        \(SeatsTable(view: view, words: words).html)
        \(credits)
        """
    }

    private var open: [FindingRecord] { view.findings.filter { $0.status == .open && $0.finding.severity > .hint } }

    private var snapshot: HTML {
        let feed = view.data.feed
        return "\(words.time(written: feed.lastUpdate)), \(words.percent(feed.percentCounted, digits: 2))"
    }

    private var figures: [HTML] {
        let winners = open.count { $0.finding.consequence.kind == .winnerChanges }
        return [
            figure(language.number(view.forms.count), .documents),
            figure(words.ratio(view.complete, view.areas.count), .coverage),
            figure(language.number(view.consistent), .consistent),
            figure(language.number(open.count), .openFindings),
            figure(language.number(winners), .changesWinner),
        ]
    }

    private func figure(_ value: String, _ phrase: Phrase) -> HTML {
        "<li><b>\(value)</b><span>\(phrase.text(language))</span></li>"
    }

    private var legend: HTML {
        let entries =
            Severity.allCases.reversed().filter { $0 > .hint }.map { severity -> HTML in
                "<li><span class=\"tag \(severity.code)\">\(severity.label(language))</span></li>"
            } + [
                "<li><span class=\"tag good\">\(Phrase.holds.text(language))</span></li>",
                "<li><span class=\"tag missing\">\(Phrase.noDocument.text(language))</span></li>",
            ]
        return "<ul class=\"legend\">\(entries)</ul>"
    }

    private var provinces: [HTML] {
        let grouped = Dictionary(grouping: view.areas, by: \.area.province)
        return grouped.keys.sorted().map { code -> HTML in
            let name = view.data.register.provinces[code]?.name ?? String(code)
            return "<li><h3>\(name)</h3><div class=\"row\">\((grouped[code] ?? []).map(tile))</div></li>"
        }
    }

    private func tile(_ summary: ElectionView.Summary) -> HTML {
        let state: String
        let label: String
        if !summary.hasConstituency && !summary.hasPartyList {
            (state, label) = ("missing", Phrase.noDocument.text(language))
        } else if let worst = summary.worst {
            (state, label) = (worst.code, "\(worst.label(language)), \(words.count(summary.findings, .findings))")
        } else {
            (state, label) = ("good", Phrase.holds.text(language))
        }
        let name = "\(summary.name): \(label)"
        return """
            <a class="tile \(state)" href="/tally/\(election)/areas/\(summary.area.description)" title="\(name)" \
            aria-label="\(name)">\(summary.area.constituency)</a>
            """
    }

    private var credits: HTML {
        guard !view.credits.isEmpty else { return "" }
        return "<p class=\"quiet small\">\(Phrase.credit.text(language)): \(view.credits.joined(separator: "; "))</p>"
    }
}

/// The list seats step by step.
struct SeatsTable {
    let view: ElectionView
    let words: Words

    private var language: Language { words.language }

    var html: HTML {
        let allocation = view.context.nationalSeats
        let shown = allocation.lines.filter { $0.seats > 0 || $0.order <= 20 }.sorted { $0.votes > $1.votes }
        return """
            <details class="card"><summary>\(language.number(allocation.totalVotes)) ÷ \(allocation.seats) = \
            \(language.number(Int(allocation.quota)))</summary>
            <table><thead><tr><th scope="col">\(Phrase.party.text(language))</th>\
            <th scope="col" class="n">\(Phrase.votes.text(language))</th>\
            <th scope="col" class="n">÷</th><th scope="col" class="n">#</th><th scope="col" class="n">+</th>\
            <th scope="col" class="n">=</th></tr></thead>
            <tbody>\(shown.map(row))</tbody></table></details>
            """
    }

    private func row(_ line: SeatAllocation.Line) -> HTML {
        """
        <tr><td>\(line.party) \(view.data.register.parties[line.party]?.name ?? "")</td>\
        <td class="n">\(language.number(line.votes))</td><td class="n">\(line.whole)</td>\
        <td class="n">\(line.order)</td>\
        <td class="n">\(line.extra)</td><td class="n"><b>\(line.seats)</b></td></tr>
        """
    }
}
