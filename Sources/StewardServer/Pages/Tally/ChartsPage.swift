// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// An election in charts: turn-out against the first's share, how turn-out is spread, findings by rule, and where the
/// two ballots differ. Each has its numbers as a table; where the chart library is installed, the picture says which
/// constituency a point is.
struct ChartsPage {
    let election: String
    let atlas: TallyAtlas
    let words: Words
    let vendor: VendorAssets

    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var body: HTML {
        let data = ChartData(atlas)
        return """
            <h1>\(atlas.view.data.state.title)</h1>
            \(TallyTabs(election: election, current: .charts, language: language))
            <h2>\(say(.chartScatter))</h2>
            <p>\(say(.chartScatterHelp))</p>
            \(scatter(data))
            <h2>\(say(.chartTurnout))</h2>
            \(turnout(data))
            <h2>\(say(.chartRules))</h2>
            \(rules(data))
            <h2>\(say(.chartApart))</h2>
            <p>\(say(.chartApartHelp))</p>
            \(apart(data))
            \(TallyScript.element)
            """
    }

    private func scatter(_ data: ChartData) -> HTML {
        guard !data.points.isEmpty else { return nothing }
        let plots = ScatterPlot.Form.allCases.map {
            ScatterPlot(election: election, points: data.points, form: $0, words: words)
        }
        let rows = data.points.map { point in
            DataTable.Row([
                "<a href=\"\(TallyPages.address(election, point.facts.area))\">\(point.facts.name)</a>",
                "\(words.percent(point.turnout))", "\(words.percent(point.share))",
                "\(point.facts.state.label(language))",
            ])
        }
        let columns: [DataTable.Column] = [
            .init(say(.area)), .init(say(.turnout), isNumber: true),
            .init(say(.leaderShare), isNumber: true),
            .init(say(.state)),
        ]
        return """
            \(figure("scatter", plots[0].summary, HTML(joining: plots.map(\.html))))
            <details class="card"><summary>\(say(.asTable))</summary>
            \(DataTable(name: say(.chartScatter), columns: columns, rows: rows, narrow: .scroll))</details>
            """
    }

    private func figure(_ kind: String, _ summary: String, _ picture: HTML) -> HTML {
        let library = vendor.address(.chart)
        let data = library.map { _ in "/api/elections/\(election)/charts" }
        return """
            <figure class="card plot" data-chart="\(kind)"\(HTML.attribute("data-source", data))\
            \(HTML.attribute("data-library", library)) data-x="\(say(.turnout))" data-y="\(say(.leaderShare))" \
            data-name="\(say(kind == "scatter" ? .chartScatter : .chartTurnout))" data-count="\(say(.areasWord))">
            \(legend)\(picture)<figcaption>\(summary)</figcaption></figure>
            """
    }

    private var legend: HTML {
        let present = Set(atlas.areas.map(\.state))
        let entries = AreaState.all.filter(present.contains).map { state -> HTML in
            """
            <li data-state="\(state.code)"><span class="swatch \(state.code)"></span> \(state.label(language))</li>
            """
        }
        return "<ul class=\"legend\">\(entries)</ul>"
    }

    private func turnout(_ data: ChartData) -> HTML {
        guard !data.bins.isEmpty else { return nothing }
        let most = data.bins.map(\.count).max() ?? 0
        let rows = data.bins.map { bin in
            DataTable.Row([
                "\(words.decimal(bin.from, digits: 1))–\(words.percent(bin.from + ChartData.width))",
                "\(words.number(bin.count))", BarMark(value: bin.count, most: most, tone: "dot-good").html,
            ])
        }
        return DataTable(
            name: say(.chartTurnout),
            columns: [
                .init(say(.turnout)), .init(say(.areasWord), isNumber: true),
                .init(say(.share), isUnseen: true),
            ], rows: rows, narrow: .scroll
        ).html
    }

    private func rules(_ data: ChartData) -> HTML {
        guard !data.rules.isEmpty else { return nothing }
        let most = data.rules.map(\.all).max() ?? 0
        let rows = data.rules.map { count in
            DataTable.Row([
                """
                <a href="/tally/\(election)/findings?rule=\(count.rule.code)">\(count.rule.title(language))</a>
                """,
                "\(words.number(count.all))", "\(words.number(count.open))",
                "\(Badge(count.worst.label(language), Tone(count.worst)))",
                BarMark(value: count.all, most: most, tone: "dot-\(count.worst.code)").html,
            ])
        }
        return DataTable(
            name: say(.chartRules),
            columns: [
                .init(say(.rule)), .init(say(.findings), isNumber: true),
                .init(say(.openWord), isNumber: true),
                .init(say(.worst)), .init(say(.share), isUnseen: true),
            ], rows: rows
        ).html
    }

    private func apart(_ data: ChartData) -> HTML {
        guard !data.apart.isEmpty else { return nothing }
        let rows = data.apart.map { entry in
            DataTable.Row([
                "<a href=\"\(TallyPages.address(election, entry.facts.area))\">\(entry.facts.name)</a>",
                "\(words.number(entry.facts.constituency.ballots ?? 0))",
                "\(words.number(entry.facts.partyList.ballots ?? 0))",
                "\(Difference(entry.difference).text(words))",
            ])
        }
        return DataTable(
            name: say(.chartApart),
            columns: [
                .init(say(.area)), .init(say(.constituencyBallot), isNumber: true),
                .init(say(.partyListBallot), isNumber: true), .init(say(.difference), isNumber: true),
            ], rows: rows
        ).html
    }

    private var nothing: HTML {
        EmptyState(title: say(.noChart), text: "\(say(.noChartHelp))").html
    }
}
