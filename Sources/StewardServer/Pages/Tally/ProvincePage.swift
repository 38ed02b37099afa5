// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// A province: its constituencies with their states, the sums of both ballots by form and by feed, and the findings.
struct ProvincePage {
    let election: String
    let province: Int
    let name: String
    let atlas: TallyAtlas
    let words: Words

    private var view: ElectionView { atlas.view }
    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }
    private var areas: [AreaFacts] { atlas.areas(of: province) }

    var body: HTML {
        let areas = areas
        let records = view.findings.filter { $0.finding.area?.province == province }
        let findings = records.filter(\.isOpenMatter)
        return """
            \(Breadcrumbs(
                language: language, links: [PageLink(text: view.data.state.title, address: "/tally/\(election)")]))
            <h1>\(name)</h1>
            <p class="quiet">\(region)</p>
            <ul class="figures">\(figures(areas, findings.count))</ul>
            <h2>\(words.count(areas.count, .areas))</h2>
            <ul class="province-map" aria-label="\(say(.mapOf))">\(areas.map(tile))</ul>
            \(AreasTable(election: election, areas: areas, filter: AreaFilter(), words: words))
            <h2>\(say(.provinceSums))</h2>
            <p class="quiet small">\(say(.provinceSumsNote))</p>
            <div class="columns">\(BallotKind.allCases.map { sums($0, areas) })</div>
            <h2>\(say(.findings))</h2>
            \(FindingsTable(
                election: election, records: Array(findings.prefix(50)), view: view, words: words
            ).html)
            <p><a href="/tally/\(election)/findings?province=\(province)">\(say(.allFindings)): \
            \(words.number(records.count))</a></p>
            \(others)
            """
    }

    private var region: HTML {
        var parts: [String] = []
        if atlas.layout.isCountry, let region = Region(province: province) {
            parts.append(region.phrase.text(language))
        }
        let feed = view.data.feed
        parts.append("\(say(.feed)): \(words.percent(feed.percentCounted, digits: 2))")
        return "\(parts.joined(separator: " · "))"
    }

    private func figures(_ areas: [AreaFacts], _ findings: Int) -> [HTML] {
        let (counted, stations) = areas.reduce((0, 0)) {
            ($0.0 + $1.stationsCounted, $0.1 + $1.stations)
        }
        let complete = areas.count { $0.constituency.ballots != nil && $0.partyList.ballots != nil }
        return [
            Figure(words.ratio(complete, areas.count), say(.coverage)),
            Figure(
                stations > 0 ? words.share(Double(counted) / Double(stations)) : Words.nothing, say(.stationsInFeed)),
            Figure(words.number(findings), say(.openFindings)),
            Figure(words.number(areas.count(where: \.changesWinner)), say(.areasWinner)),
        ].map(\.html)
    }

    private func tile(_ facts: AreaFacts) -> HTML {
        let label = "\(facts.name): \(facts.state.label(language))"
        return """
            <li><a class="big-tile \(facts.state.code)" href="\(TallyPages.address(election, facts.area))" \
            aria-label="\(label)"><b>\(facts.area.constituency)</b> <span>\(facts.state.label(language))</span></a></li>
            """
    }

    // MARK: sums

    private func sums(_ kind: BallotKind, _ areas: [AreaFacts]) -> HTML {
        let ballots = areas.map { $0.ballot(kind) }
        let rows: [(FormField, (AreaFacts.Ballot) -> Int?, (Feed.Ballot) -> Int)] = [
            (.ballots, { $0.ballots }, { $0.turnout }), (.good, { $0.good }, { $0.valid }),
            (.bad, { $0.bad }, { $0.invalid }), (.noChoice, { $0.noChoice }, { $0.noChoice }),
        ]
        let made = rows.map { field, form, feed -> DataTable.Row in
            // Only constituencies that both sources have are added, else the sums would not be of the same thing.
            let pairs = ballots.compactMap { ballot in
                form(ballot).flatMap { f in ballot.feed.map { (f, feed($0)) } }
            }
            let (left, right) = pairs.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
            return DataTable.Row([
                "\(field.label(language))", "\(words.number(left))", "\(words.number(right))",
                Difference(left - right).html(words, isFinal: false),
                "\(words.ratio(pairs.count, areas.count))",
            ])
        }
        return """
            <section><h3>\(Phrase.ballot(kind).text(language))</h3>
            \(DataTable(
                name: Phrase.ballot(kind).text(language),
                columns: [
                    .init(say(.name)), .init(say(.form), isNumber: true), .init(say(.feed), isNumber: true),
                    .init(say(.difference), isNumber: true), .init(say(.areasCounted), isNumber: true),
                ], rows: made, narrow: .scroll))</section>
            """
    }

    private var others: HTML {
        let codes = atlas.provinces
        guard let place = codes.firstIndex(of: province) else { return "" }
        func link(_ code: Int?, _ before: String, _ after: String) -> HTML {
            guard let code, let name = atlas.name(of: code) else { return "" }
            return
                "<a href=\"\(TallyPages.address(election, province: code))\">\(before)\(name)\(after)</a>"
        }
        return """
            <nav class="pages" aria-label="\(say(.otherProvinces))">\
            \(link(place > 0 ? codes[place - 1] : nil, "← ", ""))\
            \(link(place + 1 < codes.count ? codes[place + 1] : nil, "", " →"))</nav>
            """
    }
}
