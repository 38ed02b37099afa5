// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// A constituency: both ballots side by side, each with its sources row by row, the form's own arithmetic, and the
/// findings.
struct ConstituencyPage {
    let election: String
    let facts: AreaFacts
    let atlas: TallyAtlas
    let settled: SettledCells
    let words: Words

    private var view: ElectionView { atlas.view }
    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var title: String { facts.name }

    var body: HTML {
        """
        \(trail)
        <h1>\(title) \(facts.state.badge(language))</h1>
        <p class="quiet">\(coverage)</p>
        \(turnouts)
        <h2>\(say(.findings))</h2>
        \(FindingsTable(
            election: election, records: view.findingsByArea[facts.area] ?? [], view: view, words: words,
            isOfOneArea: true
        ).html)
        <p class="quiet small">\(say(.differenceNote))</p>
        <div class="columns ballots">\(BallotKind.allCases.map(ballot))</div>
        \(neighbours)
        """
    }

    private var trail: HTML {
        Breadcrumbs(
            language: language,
            links: [
                PageLink(text: view.data.state.title, address: "/tally/\(election)"),
                PageLink(
                    text: facts.provinceName,
                    address: TallyPages.address(election, province: facts.area.province)),
            ]
        ).html
    }

    private var coverage: HTML {
        guard facts.stations > 0 else { return "" }
        let counted = "\(words.number(facts.stationsCounted))/\(words.count(facts.stations, .stations))"
        return "\(say(.feed)): \(counted), \(words.time(written: view.data.feed.lastUpdate))"
    }

    private func ballot(_ kind: BallotKind) -> HTML {
        BallotComparison(
            election: election, area: facts.area, kind: kind, view: view, settled: settled, words: words
        ).html
    }

    // MARK: turn-out

    /// Voters get both ballots at once, so that both counts should be nearly the same.
    private var turnouts: HTML {
        let rows = [
            turnoutRow(say(.form), \.ballots), turnoutRow(say(.feed), \.feed?.turnout),
            turnoutRow("\(say(.form)): \(FormField.bad.label(language))", \.bad),
            turnoutRow("\(say(.form)): \(FormField.noChoice.label(language))", \.noChoice),
        ]
        return DataTable(
            name: say(.turnoutOfBoth),
            columns: [
                .init(say(.source)), .init(say(.constituencyBallot), isNumber: true),
                .init(say(.partyListBallot), isNumber: true), .init(say(.difference), isNumber: true),
            ], rows: rows, isNamed: true
        ).html
    }

    private func turnoutRow(_ name: String, _ value: (AreaFacts.Ballot) -> Int?) -> DataTable.Row {
        let (one, other) = (value(facts.constituency), value(facts.partyList))
        let difference: String =
            one.flatMap { one in other.map { Difference(one - $0).text(words) } } ?? Words.nothing
        func cell(_ number: Int?) -> HTML {
            guard let number else { return "–" }
            guard let eligible = facts.eligible, eligible > 0 else { return "\(words.number(number))" }
            let share = words.percent(Double(number) / Double(eligible) * 100)
            return "\(words.number(number)) <span class=\"quiet small\">\(share)</span>"
        }
        return DataTable.Row(["\(name)", cell(one), cell(other), "\(difference)"])
    }

    // MARK: the ones beside it

    private var neighbours: HTML {
        let (previous, next) = atlas.neighbours(of: facts.area)
        func link(_ other: AreaFacts?, _ relation: StaticString, _ before: String, _ after: String)
            -> HTML
        {
            guard let other else { return "" }
            return """
                <a rel="\(HTML(trusted: relation.description))" href="\(TallyPages.address(election, other.area))">\
                \(before)\(other.name)\(after)</a>
                """
        }
        return """
            <nav class="pages" aria-label="\(say(.otherAreas))">\(link(previous, "prev", "← ", ""))\
            \(link(next, "next", "", " →"))</nav>
            """
    }
}
