// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// Constituencies as rows: the map in words.
struct AreasTable: Part {
    let election: String
    let areas: [AreaFacts]
    let filter: AreaFilter
    let words: Words

    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var html: HTML {
        DataTable(
            name: say(.areas),
            columns: [
                .init(say(.area)), .init(say(.state)), .init(say(.findings), isNumber: true),
                .init(say(.firstPlace)), .init(say(.margin), isNumber: true),
                .init(say(.turnout), isNumber: true),
                .init(say(.feedCoverage), isNumber: true),
            ], rows: areas.map(row)
        ).html
    }

    private func row(_ facts: AreaFacts) -> DataTable.Row {
        let count = filter.findings(of: facts)
        let winner: HTML =
            facts.changesWinner ? "<br><span class=\"small\">\(say(.changesWinner))</span>" : ""
        return DataTable.Row([
            "<a href=\"\(TallyPages.address(election, facts.area))\">\(facts.name)</a>",
            "\(filter.state(of: facts).badge(language))\(winner)",
            "\(words.number(count))",
            leader(facts), margin(facts), turnout(facts), coverage(facts),
        ])
    }

    private func leader(_ facts: AreaFacts) -> HTML {
        guard let leader = facts.constituency.leader else { return "–" }
        let source: HTML =
            leader.isByForm ? "" : " <span class=\"quiet small\">(\(say(.byFeed)))</span>"
        return "\(leader.name)\(source)<br><span class=\"quiet small\">\(leader.party)</span>"
    }

    private func margin(_ facts: AreaFacts) -> HTML {
        guard let leader = facts.constituency.leader else { return "–" }
        let share = facts.marginShare.map {
            " <span class=\"quiet small\">\(words.percent($0))</span>" as HTML
        }
        return "\(words.number(leader.margin))\(share)"
    }

    private func turnout(_ facts: AreaFacts) -> HTML {
        "\(facts.turnout(.constituency).map { words.percent($0) } ?? "–")"
    }

    private func coverage(_ facts: AreaFacts) -> HTML {
        guard facts.stations > 0 else { return "–" }
        let percent = Double(facts.stationsCounted) / Double(facts.stations)
        return """
            \(words.share(percent)) <span class="quiet small">\(words.ratio(facts.stationsCounted, facts.stations))\
            </span>
            """
    }
}

/// A long list's pages: what is shown of it, and the ways on.
struct ListPages {
    let count: Int
    let first: Int
    let length: Int

    /// The place of the first row that is shown: never past the end.
    var start: Int { count == 0 ? 0 : min(first, (count - 1) / length * length) }
    var range: Range<Int> { start..<min(count, start + length) }

    func pagination(_ words: Words, address: (Int) -> String) -> Pagination {
        let text =
            count > length
            ? "\(words.number(range.lowerBound + 1))–\(words.number(range.upperBound)) / \(words.number(count))"
            : nil
        return Pagination(
            language: words.language, text: text,
            previous: start > 0 ? address(max(0, start - length)) : nil,
            next: range.upperBound < count ? address(range.upperBound) : nil)
    }
}
