// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// What waits for a reviewer, how far the review is, and how well reviewers agree.
struct ReviewQueuePage {
    /// Lines of each list; the rest is reached by answering.
    static let length = 50

    let room: ReviewRoom
    let names: ReviewNames
    /// The hidden field that every form needs.
    let form: HTML

    private var language: Language { room.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var body: HTML {
        """
        <h1>\(Phrase.review.text(language))</h1>
        <p>\(Phrase.reviewIntro.text(language))</p>
        \(progress)
        \(queue)
        \(agreement)
        \(readerAgreement)
        \(latest)
        \(settled)
        """
    }

    private var progress: HTML {
        let progress = room.desk.progress(of: room.reviewer)
        let figures = Figures(figures: [
            Figure(language.number(progress.waiting), say(.reviewWaiting)),
            Figure(language.number(progress.own), say(.reviewOwn)),
            Figure(room.words.ratio(progress.settled, progress.matters), say(.reviewSettled)),
            Figure(room.words.ratio(progress.settledOfTwo, progress.ofTwo), say(.reviewSettledOfTwo)),
        ])
        let bar = ProgressBar(
            label: say(.reviewProgress), done: Int64(progress.settled), total: Int64(progress.matters), kind: .good)
        return "\(figures)\(bar)"
    }

    private var queue: HTML {
        guard !room.queue.isEmpty else {
            return EmptyState(title: say(.reviewNothingWaits), text: "\(say(.reviewNothingWaitsHelp))").html
        }
        let rows = room.queue.prefix(Self.length).map { matter in
            DataTable.Row([
                "<a href=\"\(ReviewPages.address(matter.id))\">\(room.label(matter))</a>",
                "\(room.place(matter))",
                "\(severity(matter)) \(matter.leading.consequence.sentence(language))",
                "\(matter.needed > 1 ? say(.reviewNeedsTwo) : say(.reviewNeedsOne))",
            ])
        }
        let table = DataTable(
            name: say(.reviewQueue),
            columns: [
                .init(say(.reviewMatter)), .init(say(.area)), .init(say(.consequence)), .init(say(.reviewPeople)),
            ], rows: Array(rows))
        return """
            <p class="actions"><a class="button primary" href="/review/next" aria-keyshortcuts="j">\
            \(say(.reviewBegin))</a></p>
            <h2>\(say(.reviewQueue))</h2>
            \(table)
            """
    }

    private func severity(_ matter: ReviewCase) -> Badge {
        let severity = matter.leading.severity
        return Badge(severity.label(language), Tone(rawValue: severity.code) ?? .hint)
    }

    private var agreement: HTML {
        let agreement = ReviewAgreement(room.desk)
        guard let raw = agreement.raw else {
            return """
                <h2>\(say(.reviewAgreement))</h2>
                <p class="quiet">\(say(.reviewAgreementNone))</p>
                """
        }
        let alpha = agreement.alpha.map { room.words.decimal($0, digits: 2) } ?? say(.reviewNotComputable)
        let shared = room.words.ratio(agreement.equal, agreement.pairs)
        let facts = Facts(pairs: [
            (say(.reviewAgreementRaw), "\(room.words.percent(raw * 100)) (\(shared))"),
            (say(.reviewAgreementAlpha), "\(alpha)"),
        ])
        return """
            <h2>\(say(.reviewAgreement))</h2>
            \(facts)
            <p class="quiet small">\(say(.reviewAgreementHelp))</p>
            """
    }

    /// What people found where the reader of scans was not certain.
    private var readerAgreement: HTML {
        let agreement = ReaderAgreement(room.desk.state)
        guard agreement.cells > 0 else { return "" }
        func share(_ share: ReaderAgreement.Share) -> HTML { "\(room.words.ratio(share.equal, share.read))" }
        var pairs: [(name: String, value: HTML)] = [
            (say(.reviewReaderCells), "\(language.number(agreement.cells))"),
            (say(.reviewReaderDigits), share(agreement.digits)),
            (say(.reviewReaderWords), share(agreement.words)),
        ]
        if agreement.model.read > 0 { pairs.append((say(.reviewReaderModel), share(agreement.model))) }
        let facts = Facts(pairs: pairs)
        return """
            <h2>\(say(.reviewReaderAgreement))</h2>
            \(facts)
            <p class="quiet small">\(say(.reviewReaderHelp))</p>
            """
    }

    private var latest: HTML {
        let done = room.desk.done(by: room.reviewer).prefix(10)
        guard !done.isEmpty else { return "" }
        let rows = done.map { matter, entry in
            DataTable.Row([
                "<a href=\"\(ReviewPages.address(matter.id))\">\(room.label(matter))</a>", "\(room.place(matter))",
                "\(entry.outcome?.text(language) ?? "")", room.words.time(entry.time),
                ReviewUndo(room: room, matter: matter, form: form).html,
            ])
        }
        let table = DataTable(
            name: say(.reviewLatest),
            columns: [
                .init(say(.reviewMatter)), .init(say(.area)), .init(say(.reviewAnswer)), .init(say(.time)),
                .init(say(.reviewUndo), isUnseen: true),
            ], rows: Array(rows))
        return "<h2>\(say(.reviewLatest))</h2>\(table)"
    }

    private var settled: HTML {
        let matters = room.desk.cases.lazy.filter { room.desk.state.reviews[$0.id] != nil }
            .map { ($0, room.desk.standing($0)) }.filter { $0.1.settled != nil }
        guard !matters.isEmpty else { return "" }
        let rows = matters.prefix(Self.length).map { matter, standing in
            let agreeing = standing.entries.filter { $0.outcome == standing.settled }.map { names[$0.reviewer] }
            return DataTable.Row([
                "<a href=\"\(ReviewPages.address(matter.id))\">\(room.label(matter))</a>", "\(room.place(matter))",
                "\(standing.settled?.text(language) ?? "")",
                "\(agreeing.joined(separator: ", "))",
            ])
        }
        let table = DataTable(
            name: say(.reviewSettledList),
            columns: [.init(say(.reviewMatter)), .init(say(.area)), .init(say(.reviewAnswer)), .init(say(.actor))],
            rows: Array(rows))
        return "<h2>\(say(.reviewSettledList))</h2>\(table)"
    }
}

/// The button that takes an answer back; nothing when that cannot be done.
struct ReviewUndo: Part {
    let room: ReviewRoom
    let matter: ReviewCase
    let form: HTML
    /// Whether the key `u` belongs to it: one on a page.
    var hasKey = false

    var html: HTML {
        let shown = room.desk.shown(matter, to: room.reviewer)
        guard shown.canUndo else { return "" }
        var button = Button(Phrase.reviewUndo.text(room.language))
        button.fullName = Phrase.reviewUndo.text(room.language) + ": " + room.label(matter)
        button.keys = hasKey ? "u" : nil
        return """
            <form class="inline" method="post" action="\(ReviewPages.address(matter.id))/undo">\(form)\
            <input type="hidden" name="turn" value="\(shown.turn)">\(button)</form>
            """
    }
}
