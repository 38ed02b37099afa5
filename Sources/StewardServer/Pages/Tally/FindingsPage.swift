// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The findings of an election as a work list: the most consequential first.
struct FindingsPage {
    let election: String
    let filter: FindingsFilter
    let atlas: TallyAtlas
    let words: Words
    /// Its own address without what stands behind the `?`.
    let path: String
    let shelf: TallyShelf
    /// What the search found; the other choices are made among these.
    private let searched: [FindingRecord]

    init(
        election: String, filter: FindingsFilter, atlas: TallyAtlas, words: Words, path: String, shelf: TallyShelf
    ) {
        self.election = election
        self.filter = filter
        self.atlas = atlas
        self.words = words
        self.path = path
        self.shelf = shelf
        searched = filter.searched(atlas, words.language)
    }

    private var view: ElectionView { atlas.view }
    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var body: HTML {
        """
        <h1>\(say(.findings))</h1>
        \(TallyTabs(election: election, current: .findings, language: language))
        \(ReviewLink(language: language))\(kept("severities") { severities })
        \(kept("form") { form })
        \(kept("list") { list })
        <p class="quiet">\(Finding.neutral(language))</p>
        """
    }

    private var list: HTML {
        let matching = found(filter)
        let head: HTML = "<h2 class=\"count\">\(words.count(matching.count, .findings))</h2>"
        guard !matching.isEmpty else { return "\(head)\n\(empty)" }
        let pages = ListPages(count: matching.count, first: filter.first, length: FindingsFilter.pageLength)
        let records = Array(matching[pages.range])
        let table = FindingsTable(election: election, records: records, view: view, words: words)
        let pagination = pages.pagination(words) { first in
            var other = filter
            other.first = first
            return path + other.query
        }
        return "\(head)\n\(table.html)\n\(pagination)"
    }

    private var empty: HTML {
        guard !view.findings.isEmpty else {
            return EmptyState(title: say(.noFindings), text: "\(say(.noFindingsHelp))").html
        }
        return EmptyState(
            title: say(.noFindingMatches), text: "\(say(.noFindingMatchesHelp))",
            action: PageLink(text: say(.showAll), address: path)
        ).html
    }

    /// Every filter made of this page's searches for the same.
    private func found(_ filter: FindingsFilter) -> [FindingRecord] {
        filter.isOff ? view.findings : searched.filter(filter.matches)
    }

    /// Without a filter nothing here depends on who asks.
    private func kept(_ name: String, _ make: () -> HTML) -> HTML {
        guard filter == FindingsFilter() else { return make() }
        return shelf.fragment("findings-\(name) \(path)", election, atlas, language, make)
    }

    // MARK: choosing

    private var severities: HTML {
        let open = filter.with { $0.severity = nil }
        let counts = counted(open) { $0.finding.severity }
        let choices: [Severity?] = [nil] + Severity.allCases.reversed()
        let links = choices.map { severity -> HTML in
            let count = severity.map { counts[$0] ?? 0 } ?? counts.values.reduce(0, +)
            let swatch: HTML = severity.map { "<span class=\"swatch \($0.code)\"></span>" } ?? ""
            let address = path + open.with { $0.severity = severity }.query
            let current = HTML.attribute("aria-current", severity == filter.severity ? "true" : nil)
            return """
                <li><a href="\(address)"\(current)>\(swatch)<span>\(severity?.label(language) ?? say(.all))</span> \
                <b>\(words.number(count))</b></a></li>
                """
        }
        return "<nav class=\"map-key flat\" aria-label=\"\(say(.severity))\"><ul>\(links)</ul></nav>"
    }

    private var form: HTML {
        let severity: HTML =
            filter.severity.map { "<input type=\"hidden\" name=\"severity\" value=\"\($0.code)\">" } ?? ""
        let off: HTML = filter.isOff ? "" : "<a class=\"button\" href=\"\(path)\">\(say(.showAll))</a>"
        return """
            <form class="chooser wide" method="get" action="\(path)" role="search" aria-label="\(say(.chooseFindings))">
            \(search)
            \(fields)\(severity)
            <div class="actions">\(Button(say(.show), .primary))\(off)</div></form>
            """
    }

    private var search: FieldRow {
        FieldRow(
            name: "q", label: say(.searchFinding), kind: .search, value: filter.text,
            limit: AreaFilter.longest)
    }

    private var fields: [FieldRow] {
        [
            field("family", .ruleFamily, \.family, Rule.Family.allCases) {
                $0.finding.rule.family
            } name: {
                ($0.rawValue, Phrase.family($0).text(language))
            },
            field("rule", .rule, \.rule, rules) {
                $0.finding.rule
            } name: {
                ($0.code, $0.title(language))
            },
            field("province", .province, \.province, atlas.provinces) {
                $0.finding.area?.province
            } name: {
                (String($0), atlas.view.data.register.provinces[$0]?.name ?? String($0))
            },
            field("consequence", .consequence, \.consequence, Consequence.Kind.allCases) {
                $0.finding.consequence.kind
            } name: {
                ($0.rawValue, $0.phrase.text(language))
            },
            field("status", .state, \.status, FindingsFilter.statuses) {
                $0.shownStatus
            } name: {
                ($0.rawValue, $0.phrase.text(language))
            },
        ]
    }

    /// The rules that found something, those of the chosen family alone.
    private var rules: [Rule] {
        let found = Set(view.findings.map(\.finding.rule))
        return Rule.allCases.filter { rule in
            found.contains(rule) && (filter.family.map { rule.family == $0 } ?? true)
        }
    }

    private func field<Value: Hashable>(
        _ name: String, _ label: Phrase, _ choice: WritableKeyPath<FindingsFilter, Value?>,
        _ values: [Value],
        of value: (FindingRecord) -> Value?, name describe: (Value) -> (code: String, text: String)
    ) -> FieldRow {
        let counts = counted(filter.with { $0[keyPath: choice] = nil }, by: value)
        let all = FieldRow.Choice(
            value: "", text: "\(say(.all)) (\(words.number(counts.values.reduce(0, +))))")
        let choices = values.compactMap { value -> FieldRow.Choice? in
            let count = counts[value] ?? 0
            guard count > 0 || filter[keyPath: choice] == value else { return nil }
            let (code, text) = describe(value)
            return FieldRow.Choice(value: code, text: "\(text) (\(words.number(count)))")
        }
        return FieldRow(
            name: name, label: say(label), kind: .choice([all] + choices),
            value: filter[keyPath: choice].map { describe($0).code } ?? "")
    }

    private func counted<Value: Hashable>(
        _ filter: FindingsFilter, by value: (FindingRecord) -> Value?
    ) -> [Value?: Int] {
        var counts: [Value?: Int] = [:]
        for record in found(filter) { counts[value(record), default: 0] += 1 }
        return counts
    }
}

extension Consequence.Kind {
    var phrase: Phrase {
        switch self {
        case .winnerChanges: .consequenceWinner
        case .seatChanges: .consequenceSeat
        case .marginOnly: .consequenceMargin
        case .none: .consequenceNone
        case .unknown: .consequenceUnknown
        }
    }
}
