// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import Tally

/// One ballot of a constituency: what each source says, row by row, and whether the form agrees with itself.
struct BallotComparison: Part {
    let election: String
    let area: Area
    let kind: BallotKind
    let view: ElectionView
    let settled: SettledCells
    let words: Words

    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }
    private var form: ExaminedForm? { view.forms[.init(area, kind)] }
    private var roster: Roster? { view.context.constituencies[area]?.roster(kind) }
    private var isFinal: Bool {
        guard let count = view.data.feed.counts[area] else { return false }
        return count.stations > 0 && count.stationsCounted >= count.stations
    }
    /// Said in the names of tables and headings, of which the page has two of each.
    private var name: String { Phrase.ballot(kind).text(language) }

    var html: HTML {
        """
        <section aria-labelledby="ballot-\(kind.rawValue)"><h2 id="ballot-\(kind.rawValue)">\(name)</h2>
        \(source)
        \(totals)
        \(votes)
        \(identities)</section>
        """
    }

    // MARK: source

    private var source: HTML {
        guard let source = form?.document.source else {
            return NoticeBox(.plain, "\(say(.noDocument))").html
        }
        let entry: HTML? = view.data.state.sources[source.path].map { record in
            let book = Elections.book(election).name
            let address = LedgerPages.address(book, record.sequence)
            return " · <a href=\"\(address)\">\(say(.entry)) \(record.sequence)</a>"
        }
        return """
            <p class="small quiet">\(say(.source)): <span class="name">\(source.path)</span> · \
            <a href="/blobs/\(source.sha256)">\(say(.download))</a> \
            <code title="SHA-256 \(source.sha256)">\(source.sha256.prefix(16))</code>\(entry)</p>
            """
    }

    // MARK: rows

    private var columns: [DataTable.Column] {
        var columns: [DataTable.Column] = [
            .init(say(.form), isNumber: true), .init(say(.feed), isNumber: true),
            .init(say(.difference), isNumber: true),
        ]
        if settled.has(kind) { columns.append(.init(say(.review), isNumber: true)) }
        return columns
    }

    private func row(_ name: HTML, _ cell: Cell?, _ form: Int?, _ feed: Int?) -> DataTable.Row {
        let difference = form.flatMap { form in feed.map { Difference(form - $0) } }
        var cells: [HTML] = [
            name, "\(form.map(language.number) ?? Words.nothing)",
            "\(feed.map(language.number) ?? Words.nothing)",
            difference.map { $0.html(words, isFinal: isFinal) } ?? "",
        ]
        if settled.has(kind) { cells.append(outcome(cell, form)) }
        let isWrong = difference.map { $0.value < 0 || (isFinal && $0.value != 0) } ?? false
        return DataTable.Row(
            cells, mark: isWrong ? (difference?.value ?? 0 < 0 ? .below : .differs) : nil)
    }

    private func outcome(_ cell: Cell?, _ form: Int?) -> HTML {
        guard let outcome = settled[kind, cell] else { return "" }
        let differs: HTML = outcome.number.map { $0 != form } ?? true ? " <b>≠</b>" : " ="
        return """
            <a href="\(outcome.address)">\(outcome.text)</a>\(differs) \
            <span class="quiet small">\(words.count(outcome.people, .people))</span>
            """
    }

    private var totals: HTML {
        guard form != nil || roster?.ballot != nil else { return "" }
        let feed = roster?.ballot
        let rows = FormField.allCases.compactMap { field -> DataTable.Row? in
            let counted: Int? =
                switch field {
                case .ballots: feed?.turnout
                case .good: feed?.valid
                case .bad: feed?.invalid
                case .noChoice: feed?.noChoice
                default: nil
                }
            let reading = form?.document.fields[field]
            guard let section = field.sectionNumber(on: .announcement), reading != nil || counted != nil
            else {
                return nil
            }
            let name: HTML = "<span class=\"quiet\">\(section)</span> \(field.label(language))"
            return row(name, .field(field), reading?.number, counted)
        }
        return DataTable(
            name: "\(name): \(say(.totals))", columns: [.init(say(.section))] + columns, rows: rows,
            narrow: .scroll
        ).html
    }

    private var votes: HTML {
        guard let roster else { return "" }
        let form = form
        let order = (0..<roster.count).sorted { left, right in
            let (a, b) = (form?.votes(ofEntry: left) ?? -1, form?.votes(ofEntry: right) ?? -1)
            if a != b { return a > b }
            return roster.feed[left] != roster.feed[right]
                ? roster.feed[left] > roster.feed[right] : left < right
        }
        let rows = order.map { entry -> DataTable.Row in
            let place = form.flatMap { $0.rowOfEntry[entry] >= 0 ? Cell.row($0.rowOfEntry[entry]) : nil }
            let feed = roster.feed[entry] < 0 ? nil : roster.feed[entry]
            return row(label(entry, roster), place, form?.votes(ofEntry: entry), feed)
        }
        let head = kind == .constituency ? Phrase.candidate : .party
        return DataTable(
            name: "\(name): \(say(.votes))", columns: [.init(say(head))] + columns, rows: rows,
            narrow: .scroll
        ).html
    }

    private func label(_ entry: Int, _ roster: Roster) -> HTML {
        let party = view.data.register.parties[roster.parties[entry]]?.name ?? ""
        let second: HTML =
            kind == .constituency ? "<br><span class=\"quiet small\">\(party)</span>" : ""
        let number: HTML = "<span class=\"quiet\">\(roster.numbers[entry])</span>"
        return "\(number) \(roster.names[entry])\(second)\(first(entry, roster))"
    }

    /// Where form and feed have different ones first, each is told.
    private func first(_ entry: Int, _ roster: Roster) -> HTML {
        guard let form, let feed = roster.feedLeader, roster.feed[feed] > 0 else { return "" }
        let votes = (0..<roster.count).map { form.votes(ofEntry: $0) ?? -1 }
        guard let most = votes.max(), most > 0, votes[feed] < most else { return "" }
        if votes[entry] == most { return "<br>\(Badge(say(.firstByForm), .medium))" }
        return entry == feed ? "<br>\(Badge(say(.firstByFeed), .medium))" : ""
    }

    // MARK: arithmetic

    private var identities: HTML {
        guard let form, !form.identities.isEmpty else { return "" }
        let rows = form.identities.map { identity, outcome -> DataTable.Row in
            DataTable.Row(
                [
                    """
                    \(identity.rule.title(language))<br>\
                    <span class="quiet small">\(identity.formula(on: .announcement, language))</span>
                    """,
                    standing(outcome),
                ], mark: { if case .fails = outcome { .differs } else { nil } }())
        }
        return """
            <h3>\(say(.identity))</h3>
            \(DataTable(
                name: "\(name): \(say(.identity))", columns: [.init(say(.rule)), .init(say(.state))], rows: rows,
                narrow: .scroll))
            """
    }

    private func standing(_ outcome: Identity.Outcome) -> HTML {
        switch outcome {
        case .holds: return Badge(say(.holds), .good).html
        case .notCheckable: return Badge(say(.notCheckableShort), .missing).html
        case .fails(let left, let right):
            let values = "\(language.number(left)) ≠ \(language.number(right))"
            return
                "\(Badge(say(.broken), .medium))<br>\(values) (\(Difference(left - right).text(words)))"
        }
    }
}
