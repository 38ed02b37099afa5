// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import StewardLedger
import Tally

/// The home page: what needs a person, what runs, what comes, what was proved lately.
struct HomePage: Sendable {
    let view: HomeView
    let role: Role
    let parts: WorkParts

    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        let guide: HTML = view.steps.areOpen && role == .owner ? steps : ""
        let content: HTML = """
            <h1>\(say(.home))</h1>
            \(view.steps.isEmpty ? guide : "")
            \(driving)
            \(needs)
            \(running)
            \(next)
            \(proved)
            \(view.steps.isEmpty ? "" : guide)
            """
        return """
            <link rel="stylesheet" href="/assets/work.css">\(view.driving.isEmpty ? "" : LogbookPages.styles)
            \(parts.following("job trip", content))
            """
    }

    /// A part that the script fetches anew, with its heading.
    private func section(_ id: String, _ title: HTML, _ content: HTML, every seconds: Int? = nil) -> HTML {
        let every: HTML = seconds.map { " data-every=\"\($0)\"" } ?? ""
        return """
            <section id="home-\(id)" data-part\(every) aria-labelledby="\(id)-title">
            <h2 id="\(id)-title">\(title)</h2>
            \(content)
            </section>
            """
    }
}

/// What needs a person.
extension HomePage {
    /// The trips that go on, above everything.
    private var driving: HTML {
        let cards = view.driving.compactMap { car in
            car.live.map { LiveTripPart(car: car, live: $0, formField: parts.formField, back: "/logbook") }
        }
        return "<div id=\"home-driving\" data-part data-every=\"30\">\(cards)</div>"
    }

    private var needs: HTML {
        let count: HTML =
            view.matters.isEmpty ? "" : " <span class=\"tag hint\">\(words.number(view.matters.count))</span>"
        let content: HTML = view.matters.isEmpty ? calm : "<ul class=\"matters\">\(view.matters.map(row))</ul>"
        return section("needs", "\(say(.homeNeeds))\(count)", content, every: 60)
    }

    private var calm: HTML {
        if view.steps.isEmpty { return role == .owner ? nothingYet : "<p>\(say(.homeEmptyViewer))</p>" }
        let sentence: Phrase =
            switch role {
            case .viewer: .homeCalmViewer
            case .reviewer: .homeCalmReviewer
            case .owner: .homeCalmOwner
            }
        return NoticeBox(.good, title: say(.homeCalm), "\(say(sentence))").html
    }

    private var nothingYet: HTML { "<p>\(say(.homeCalm))</p>" }

    private func row(_ matter: HomeMatter) -> HTML {
        let reason: HTML = matter.reason.map { "<p class=\"quiet small\">\($0)</p>" } ?? ""
        let command: HTML = matter.command.map { "<p class=\"small\"><code>\($0)</code></p>" } ?? ""
        return """
            <li>\(Badge(matter.severity.label(words.language), matter.severity.tone))
            <div><p>\(matter.sentence(words))</p>\(reason)\(command)</div>
            <div class="actions">\(actions(matter))</div></li>

            """
    }

    private func actions(_ matter: HomeMatter) -> HTML {
        if case .job(let job) = matter {
            let path = WorkParts.path(job.id)
            return """
                \(parts.button(path + "/run", .runAgain, id: "again-\(job.id)", back: "/"))\
                \(parts.button(path + "/settle", .leaveIt, id: "settle-\(job.id)", back: "/"))\
                \(way(matter))
                """
        }
        return way(matter)
    }

    private func way(_ matter: HomeMatter) -> HTML {
        guard let address = matter.address, let phrase = matter.way else { return "" }
        return "<a class=\"button small\" href=\"\(address)\">\(say(phrase))</a>"
    }
}

/// What runs and what comes.
extension HomePage {
    private var running: HTML {
        let content: HTML =
            view.running.isEmpty
            ? "<p class=\"quiet\">\(say(.nothingRuns))</p>"
            : parts.table(
                [.job, .progress, .begun],
                view.running.map { run in
                    """
                    <tr \(parts.live(run.job))><td>\(parts.link(run.job))</td>\
                    <td>\(ProgressLine(job: run.job, words: words).html)</td>\
                    \(parts.cell(.begun, words.ago(run.startedAt), kind: "small"))</tr>
                    """
                }, caption: .runningNow)
        return section("running", "\(say(.runningNow))", content)
    }

    private var next: HTML {
        let rows = view.next.map { status -> HTML in
            let schedule = status.schedule
            let subject: HTML = KindWords.subject(schedule.payload).map { " · \(Shown.visible($0))" } ?? ""
            let link: HTML = "<a href=\"/schedules#\(SchedulesPage.anchor(schedule.name))\">\(schedule.name)</a>"
            return """
                <li>\(words.time(status.nextAt))
                <p>\(link) <span class="quiet small">\(KindWords.text(schedule.kind, words))\(subject)</span></p></li>

                """
        }
        let zone = say(.timesIn).replacing("{zone}", with: words.zone.identifier)
        let content: HTML =
            rows.isEmpty
            ? "<p class=\"quiet\">\(say(.homeNothingNext))</p>"
            : "<ul class=\"matters short\">\(rows)</ul>\n<p class=\"quiet small\">\(zone)</p>"
        return section("next", "\(say(.homeNext))", content, every: 60)
    }
}

/// What was proved, and the first steps.
extension HomePage {
    private var proved: HTML {
        let rows = view.proofs.map { proof in
            DataTable.Row([
                "<a href=\"\(LedgerPages.address(proof.book.name))\">\(proof.book.name)</a>",
                "\(words.number(proof.recent))", words.ago(proof.last), signed(proof), verified(proof),
            ])
        }
        let table = DataTable(
            name: say(.homeProved),
            columns: [
                .init(say(.book)), .init(say(.homeNewEntries), isNumber: true), .init(say(.homeLastEntry)),
                .init(say(.homeSigned)), .init(say(.homeVerified)),
            ], rows: rows)
        let content: HTML = rows.isEmpty ? "<p class=\"quiet\">\(say(.homeNothingProved))</p>" : table.html
        return section("proved", "\(say(.homeProved))", content, every: 60)
    }

    /// How much of a book a checkpoint signs.
    private func signed(_ proof: HomeProof) -> HTML {
        proof.signed >= proof.size
            ? "\(Badge(say(.homeAllSigned), .good))" : "\(words.ratio(proof.signed, proof.size))"
    }

    private func verified(_ proof: HomeProof) -> HTML {
        guard let verification = proof.verification else {
            return "<span class=\"quiet\">\(say(.homeNotVerified))</span>"
        }
        let fault: HTML = verification.isSound ? "" : " \(Badge(say(.homeVerifiedBad), .high))"
        return "\(words.ago(verification.at))\(fault)"
    }

    private var steps: HTML {
        let steps = view.steps
        let rows = [
            step(steps.hasConnection, .homeStepConnect, .homeStepConnectHelp, "/connections"),
            step(steps.hasElection, .homeStepElection, .homeStepElectionHelp, "/tally"),
            step(steps.hasPeople, .homeStepPeople, .homeStepPeopleHelp, "/people"),
        ]
        return """
            <section class="card" aria-labelledby="steps-title">
            <h2 id="steps-title">\(say(.homeStepsTitle))</h2>
            <ol class="plan">\(rows)</ol>
            </section>
            """
    }

    private func step(_ isDone: Bool, _ phrase: Phrase, _ help: Phrase, _ address: String) -> HTML {
        let badge = isDone ? Badge(say(.homeStepDone), .good) : Badge(say(.homeStepOpen), .hint)
        let quiet: HTML = isDone ? "" : "<br><span class=\"quiet small\">\(say(help))</span>"
        return "<li><a href=\"\(address)\">\(say(phrase))</a> \(badge)\(quiet)</li>\n"
    }
}

extension Severity {
    /// The colour that says the same.
    var tone: Tone {
        switch self {
        case .hint: .hint
        case .low: .low
        case .medium: .medium
        case .high: .high
        case .critical: .critical
        }
    }
}
