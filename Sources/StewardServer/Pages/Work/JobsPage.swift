// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// What runs, what waits, what needs a person, and what was.
struct JobsPage: Sendable {
    let running: [RunningJob]
    let waiting: [Job]
    let failed: [Job]
    let history: Page<Job>
    let filter: JobsFilter
    let kinds: [KindStatus]
    let parts: WorkParts

    /// So many jobs of each sort are shown, the rest is counted.
    static let limit = 50

    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        let now: HTML = filter.isPlain ? "\(needing)\(runningNow)\(waitingNow)" : ""
        return parts.frame(
            .jobs, follows: "job",
            """
            <h1>\(say(.jobs))</h1>
            \(now)
            \(historyPart)
            """)
    }

    private var runningNow: HTML {
        let list: HTML =
            running.isEmpty
            ? "<p class=\"quiet\">\(say(.nothingRuns))</p>"
            : parts.table(
                [.job, .progress, .begun, .nodeName, .actions],
                running.map { run in
                    let job = run.job
                    return """
                        <tr \(parts.live(job))><td>\(parts.link(job))</td>\
                        <td>\(ProgressLine(job: job, words: words).html)</td>\
                        \(parts.cell(.begun, words.ago(run.startedAt), kind: "small"))\
                        \(parts.cell(.nodeName, "\(job.node ?? "")", kind: "small"))\
                        <td class="actions">\(cancel(job))</td></tr>
                        """
                }, caption: .runningNow)
        return """
            <section id="jobs-running" data-part aria-labelledby="running-title">
            <h2 id="running-title">\(say(.runningNow)) \(count(running.count))</h2>
            \(list)
            </section>
            """
    }

    private var waitingNow: HTML {
        let paused = kinds.filter { $0.pausedAt != nil && $0.waiting > 0 }
        let notes = paused.map { kind -> HTML in
            let text = say(.kindPaused).replacing("{kind}", with: KindWords.text(kind.kind, words))
            return "<p class=\"notice warn\">\(text)\(kind.pausedReason.map { " " + $0 } ?? "")</p>"
        }
        let list: HTML =
            waiting.isEmpty
            ? "<p class=\"quiet\">\(say(.nothingWaits))</p>"
            : parts.table(
                [.job, .dueAt, .failedAttempts, .reason, .actions],
                waiting.map { job in
                    """
                    <tr \(parts.live(job))><td>\(parts.link(job))</td>\
                    \(parts.cell(.dueAt, words.ago(job.runAt), kind: "small"))\
                    \(parts.cell(.failedAttempts, "\(words.ratio(job.failures, job.maxAttempts))"))\
                    <td class="small">\(job.failures > 0 ? job.reason ?? "" : "")</td>\
                    <td class="actions">\(runNow(job))\(cancel(job))</td></tr>
                    """
                }, caption: .waitingJobs)
        return """
            <section id="jobs-waiting" data-part aria-labelledby="waiting-title">
            <h2 id="waiting-title">\(say(.waitingJobs)) \(count(waiting.count))</h2>
            \(notes)\(list)
            </section>
            """
    }

    private var needing: HTML {
        let list: HTML =
            failed.isEmpty
            ? ""
            : """
            <h2 id="needs-title">\(say(.needsPerson)) \(count(failed.count))</h2>
            \(parts.table(
                [.job, .reason, .ended, .actions],
                failed.map { job in
                    """
                    <tr \(parts.live(job))><td>\(parts.link(job))</td><td>\(job.reason ?? "")</td>\
                    \(parts.cell(.ended, words.ago(job.finishedAt), kind: "small"))\
                    <td class="actions">\(runAgain(job))\(settle(job))</td></tr>
                    """
                }, caption: .needsPerson))
            """
        return "<section id=\"jobs-needs\" data-part aria-label=\"\(say(.needsPerson))\">\(list)</section>\n"
    }

    private func count(_ number: Int) -> HTML {
        guard number > 0 else { return "" }
        let text = number >= Self.limit ? "\(words.number(Self.limit))+" : words.number(number)
        return "<span class=\"tag hint\">\(text)</span>"
    }
}

/// The actions of a row.
extension JobsPage {
    private func cancel(_ job: Job) -> HTML {
        guard !job.cancelRequested else { return "<span class=\"quiet small\">\(say(.stopping))</span>" }
        return parts.button(
            WorkParts.path(job.id) + "/cancel", .cancel, id: "cancel-\(job.id)", kind: "small danger", back: "/jobs")
    }

    private func runNow(_ job: Job) -> HTML {
        parts.button(WorkParts.path(job.id) + "/run", .runNow, id: "run-\(job.id)", back: "/jobs")
    }

    private func runAgain(_ job: Job) -> HTML {
        parts.button(WorkParts.path(job.id) + "/run", .runAgain, id: "again-\(job.id)", back: "/jobs")
    }

    private func settle(_ job: Job) -> HTML {
        parts.button(WorkParts.path(job.id) + "/settle", .leaveIt, id: "settle-\(job.id)", back: "/jobs")
    }
}

/// The history.
extension JobsPage {
    private var historyPart: HTML {
        let list: HTML =
            history.items.isEmpty
            ? "<p class=\"empty\">\(say(filter.isPlain ? .noJobs : .noSuchJobs))</p>"
            : parts.table(
                [.job, .state, .made, .attempts, .reason],
                history.items.map { job in
                    """
                    <tr \(parts.live(job))><td>\(parts.link(job))</td><td>\(parts.tag(job.state))</td>\
                    \(parts.cell(.made, words.time(job.createdAt), kind: "small"))\
                    \(parts.cell(.attempts, "\(words.number(job.attempt))"))\
                    <td class="small">\(job.reason ?? "")</td></tr>
                    """
                }, caption: .history)
        return """
            <h2 id="history">\(say(.history))</h2>
            \(filterForm)
            <section id="jobs-history" data-part aria-labelledby="history">
            \(list)
            \(pages)
            </section>
            """
    }

    private var filterForm: HTML {
        let states = JobState.allCases.map { (value: $0.rawValue, text: say(WorkParts.phrase($0))) }
        let names = kinds.map { (value: $0.kind, text: KindWords.text($0.kind, words)) }
        let reset: HTML = filter.isPlain ? "" : "<a href=\"/jobs\">\(say(.showAll))</a>"
        return """
            <form class="row-form" method="get" action="/jobs">
            \(select("state", .state, states, filter.state?.rawValue))
            \(select("kind", .job, names, filter.kind))
            <div class="field"><label for="from">\(say(.fromDay))</label>\
            <input type="date" id="from" name="from" value="\(filter.from?.description ?? "")"></div>
            <div class="field"><label for="to">\(say(.toDay))</label>\
            <input type="date" id="to" name="to" value="\(filter.to?.description ?? "")"></div>
            <button>\(say(.show))</button>\(reset)
            </form>
            """
    }

    private func select(
        _ name: String, _ phrase: Phrase, _ choices: [(value: String, text: String)], _ chosen: String?
    ) -> HTML {
        let options = choices.map { choice -> HTML in
            let selected: HTML = choice.value == chosen ? " selected" : ""
            return "<option value=\"\(choice.value)\"\(selected)>\(choice.text)</option>"
        }
        return """
            <div class="field"><label for="\(name)">\(say(phrase))</label>\
            <select id="\(name)" name="\(name)"><option value="">\(say(.all))</option>\(options)</select></div>
            """
    }

    private var pages: HTML {
        let first: HTML =
            filter.after == nil ? "" : "<a href=\"\(filter.address(after: nil))\">← \(say(.firstPage))</a>"
        let next: HTML =
            history.next.map { "<a rel=\"next\" href=\"\(filter.address(after: $0))\">\(say(.nextPage)) →</a>" } ?? ""
        guard !first.markup.isEmpty || !next.markup.isEmpty else { return "" }
        return "<nav class=\"pages\" aria-label=\"\(say(.history))\">\(first)\(next)</nav>"
    }
}
