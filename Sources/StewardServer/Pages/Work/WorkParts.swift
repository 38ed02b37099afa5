// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// Parts that the pages of jobs and schedules share, for one visitor.
struct WorkParts: Sendable {
    let words: Words
    /// Whether the visitor may run and steer jobs.
    let mayOperate: Bool
    /// What every form has to bring along.
    let formField: HTML

    func say(_ phrase: Phrase) -> String { words.say(phrase) }

    /// The page's own style, the navigation between jobs and schedules, the place for announcements, and the script.
    func frame(_ part: Part, follows events: String, _ body: HTML) -> HTML {
        let links = Part.allCases.map { entry -> HTML in
            let current: HTML = entry == part ? " aria-current=\"page\"" : ""
            return "<a href=\"\(entry.path)\"\(current)>\(say(entry.phrase))</a>"
        }
        return """
            <link rel="stylesheet" href="/assets/work.css">
            <nav class="sub" aria-label="\(say(.workNavigation))">\(links)</nav>
            \(following(events, body))
            """
    }

    /// A body that the script keeps fresh, with the place for announcements and the script.
    func following(_ events: String, _ body: HTML) -> HTML {
        """
        <p class="notice warn" data-lost hidden>\(say(.stale))</p>
        <div data-events="\(events)">
        \(body)
        </div>
        <p class="unseen" role="status" aria-live="polite" data-announce \(announcements)></p>
        <script type="module" src="/assets/events.js"></script>
        """
    }

    /// The parts of this section.
    enum Part: CaseIterable {
        case jobs, schedules, alerts

        var path: String {
            switch self {
            case .jobs: "/jobs"
            case .schedules: "/schedules"
            case .alerts: "/alerts"
            }
        }
        var phrase: Phrase {
            switch self {
            case .jobs: .jobs
            case .schedules: .schedules
            case .alerts: .alerts
            }
        }
    }

    /// The words that the script needs.
    private var announcements: HTML {
        let states = JobState.allCases.map { state -> HTML in
            "data-\(state.rawValue)=\"\(say(Self.phrase(state)))\""
        }
        let units = [TimeUnit.day, .hour, .minute, .second].map { $0.short.form(.other, words.language) }
        return """
            \(HTML(joining: states, separator: " ")) data-units="\(units.joined(separator: "|"))" \
            data-bytes="\(Plural.bytes.form(.other, words.language))"
            """
    }

    static func phrase(_ state: JobState) -> Phrase {
        switch state {
        case .waiting: .stateWaiting
        case .running: .stateRunning
        case .done: .stateDone
        case .cancelled: .stateCancelled
        case .discarded: .stateDiscarded
        }
    }

    func tag(_ state: JobState) -> HTML {
        let color =
            switch state {
            case .done: "good"
            case .running: "info"
            case .waiting: "hint"
            case .cancelled: "missing"
            case .discarded: "high"
            }
        return "<span class=\"tag \(color)\">\(say(Self.phrase(state)))</span>"
    }

    /// What a job does and for what, linked to its page.
    func link(_ job: Job) -> HTML {
        let subject: HTML =
            KindWords.subject(job.payload).map { " <span class=\"quiet\">\(Shown.visible($0))</span>" } ?? ""
        return "<a href=\"\(Self.path(job.id))\">\(KindWords.text(job.kind, words))</a>\(subject)"
    }

    static func path(_ id: JobID) -> String { "/jobs/\(HTML.pathComponent(id.description))" }
    static func path(_ schedule: String) -> String { "/schedules/\(HTML.pathComponent(schedule))" }

    /// What the script needs to keep an item fresh.
    func live(_ job: Job) -> HTML {
        """
        data-event="job" data-key="\(job.id.description)" data-state="\(job.state.rawValue)" \
        data-shape="\(WorkJSON.shape(job))" data-name="\(KindWords.text(job.kind, words))"
        """
    }

    /// A form with one button; nothing for who may not use it. `return` is where to go afterwards.
    func button(_ path: String, _ phrase: Phrase, id: String, kind: String = "small", back: String? = nil) -> HTML {
        guard mayOperate else { return "" }
        let back: HTML = back.map { "<input type=\"hidden\" name=\"back\" value=\"\($0)\">" } ?? ""
        return """
            <form method="post" action="\(path)">\(formField)\(back)\
            <button id="\(id)" class="\(kind)">\(say(phrase))</button></form>
            """
    }

    func pair(_ phrase: Phrase, _ value: HTML) -> HTML { "<dt>\(say(phrase))</dt><dd>\(value)</dd>" }

    /// A cell that names itself where the table's head is not shown.
    func cell(_ phrase: Phrase, _ value: HTML, kind: String = "") -> HTML {
        let named: HTML = kind.isEmpty ? "" : " class=\"\(kind)\""
        return "<td\(named) data-label=\"\(say(phrase))\">\(value)</td>"
    }

    /// A table that becomes a list on a narrow screen.
    func table(_ heads: [Phrase], _ rows: [HTML], caption: Phrase) -> HTML {
        let cells = heads.map { head -> HTML in "<th scope=\"col\">\(say(head))</th>" }
        return """
            <div class="card"><table class="stack"><caption class="unseen">\(say(caption))</caption>\
            <thead><tr>\(cells)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }
}
