// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// One matter: the source beside the readings, the arithmetic with either, and the answers.
struct ReviewCasePage {
    let room: ReviewRoom
    let matter: ReviewCase
    let names: ReviewNames
    let form: ReviewForm
    /// The hidden field that every form needs.
    let field: HTML

    private var language: Language { room.language }
    private var desk: ReviewDesk { room.desk }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var title: String { "\(room.label(matter)) · \(Phrase.review.text(language))" }

    var body: HTML {
        let shown = desk.shown(matter, to: room.reviewer)
        let severity = matter.leading.severity
        return """
            \(Breadcrumbs(language: language, links: [PageLink(text: say(.review), address: "/review")]))
            \(lastAnswer)
            <h1>\(room.label(matter))</h1>
            <p>\(room.place(matter))</p>
            <p>\(Badge(severity.label(language), Tone(rawValue: severity.code) ?? .hint)) \
            \(matter.leading.consequence.sentence(language)) \
            \(matter.needed > 1 ? Badge(say(.reviewNeedsTwo), .info) : nil)</p>
            \(ways)
            <div class="columns">
            <div>\(ReviewSourcePart(room: room, matter: matter))</div>
            <div>\(ReviewReadingsPart(room: room, matter: matter))\(answers(shown))</div>
            </div>
            \(ReviewKeysPart(language: language, isAboutCell: matter.isAboutCell))
            """
    }

    private func answers(_ shown: ReviewShown) -> HTML {
        if let settled = shown.settled { return settlement(settled, shown) }
        if let own = shown.own { return ownAnswer(own) }
        return ReviewAnswersPart(room: room, matter: matter, form: form, field: field, turn: shown.turn).html
    }

    /// What this reviewer did last, with the way to take it back.
    private var lastAnswer: HTML {
        guard let last = desk.done(by: room.reviewer).first, last.matter.id != matter.id else { return "" }
        let undo = ReviewUndo(room: room, matter: last.matter, form: field, hasKey: true)
        let text = "\(room.label(last.matter)): \(last.entry.outcome?.text(language) ?? "")"
        return NoticeBox(
            .good, title: say(.reviewRecorded), isAnswer: true,
            "<div class=\"links\"><span>\(text)</span> \(undo)</div>"
        ).html
    }

    /// The ways to the matters before and after this one.
    private var ways: HTML {
        let queue = room.queue
        let place = queue.firstIndex { $0.id == matter.id }
        let next = place.map { queue[($0 + 1) % queue.count] } ?? queue.first
        let previous = place.map { queue[($0 + queue.count - 1) % queue.count] } ?? queue.last
        func link(_ target: ReviewCase?, _ phrase: Phrase, _ relation: StaticString, _ key: String) -> HTML {
            guard let target, target.id != matter.id else { return "" }
            return """
                <a class="button" rel="\(HTML(trusted: relation.description))" aria-keyshortcuts="\(key)" \
                href="\(ReviewPages.address(target.id))">\(say(phrase))</a>
                """
        }
        var skip = Button(say(.reviewSkip))
        skip.keys = "s"
        let skipping: HTML =
            place == nil || queue.count == 1
            ? ""
            : """
            <form class="inline" method="post" action="\(ReviewPages.address(matter.id))/skip">\(field)\(skip)</form>
            """
        return """
            <div class="actions">\(link(previous, .reviewPrevious, "prev", "k"))\
            \(link(next, .reviewNext, "next", "j"))\(skipping)</div>
            """
    }

    private func ownAnswer(_ own: ReviewEntry) -> HTML {
        let undo = ReviewUndo(room: room, matter: matter, form: field, hasKey: true)
        let reason: HTML = own.reason.isEmpty ? "" : "<p>\(say(.reviewReason)): \(own.reason)</p>"
        return """
            \(problem)
            <h2>\(say(.reviewAnswer)): \(own.outcome?.text(language) ?? "")</h2>
            \(reason)<p>\(say(.reviewYouAnswered))</p>
            <div class="actions">\(undo)</div>
            """
    }

    private func settlement(_ outcome: ReviewOutcome, _ shown: ReviewShown) -> HTML {
        let rows = shown.entries.map { entry in
            DataTable.Row([
                "\(names[entry.reviewer])", "\(entry.outcome?.text(language) ?? "")", "\(entry.reason)",
                room.words.time(entry.time),
            ])
        }
        let table = DataTable(
            name: say(.reviewAnswer),
            columns: [
                .init(say(.actor)), .init(say(.reviewAnswer)), .init(say(.reviewReason)), .init(say(.time)),
            ], rows: rows)
        let findings = matter.findings.map { finding -> HTML in
            let address = "/tally/\(room.election)/findings/\(HTML.pathComponent(finding.id))"
            return "<li><a href=\"\(address)\">\(finding.title(language))</a></li>"
        }
        return """
            \(problem)
            <h2>\(say(.reviewIsSettled)): \(outcome.text(language))</h2>
            \(table)
            <ul>\(findings)</ul>
            <div class="actions">\(ReviewUndo(room: room, matter: matter, form: field, hasKey: true))</div>
            """
    }

    private var problem: HTML {
        form.problem.map { NoticeBox(.bad, title: say(.reviewFailed), isAnswer: true, "<p>\($0)</p>").html } ?? ""
    }
}
