// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// One job: how it stands, its attempts, its result, and what a run said.
struct JobPage: Sendable {
    let history: JobHistory
    /// Attempts of which lines are kept, newest first.
    let logged: [Int]
    /// The attempt whose lines are shown.
    let attempt: Int
    let lines: [RunLine]
    let parts: WorkParts

    private var job: Job { history.job }
    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    private var path: String { WorkParts.path(job.id) }
    var title: String { KindWords.text(job.kind, words) }

    var body: HTML {
        let subject: HTML =
            KindWords.subject(job.payload).map { " <span class=\"quiet\">\(Shown.visible($0))</span>" } ?? ""
        return parts.frame(
            .jobs, follows: "",
            """
            <nav class="trail"><a href="/jobs">\(say(.jobs))</a></nav>
            <h1>\(title)\(subject)</h1>
            <section id="job-state" data-part \(parts.live(job)) data-percent aria-label="\(say(.state))">
            <p>\(parts.tag(job.state)) \(sentence)</p>
            \(reason)
            \(ProgressLine(job: job, words: words).html)
            \(actionRow)
            </section>
            <dl class="pairs card">\(facts)</dl>
            \(result)
            <section id="job-attempts" data-part aria-labelledby="attempts">
            <h2 id="attempts">\(say(.attempts))</h2>
            \(attempts)
            </section>
            \(log)
            <p class="small quiet"><code>\(job.kind)</code> · <code>\(job.id.description)</code></p>
            """)
    }

    /// What happens next, or what happened.
    private var sentence: HTML {
        switch job.state {
        case .waiting where job.attempt > 0: filled(.nextAttempt, words.ago(job.runAt))
        case .waiting: filled(.dueWhen, words.ago(job.runAt))
        case .running where job.cancelRequested: "\(say(.stopping))"
        case .running: filled(.runsOn, "\(job.node ?? "")")
        case .done, .cancelled, .discarded: words.time(job.finishedAt)
        }
    }

    private func filled(_ phrase: Phrase, _ value: HTML) -> HTML {
        let sides = say(phrase).split(separator: Plural.place, maxSplits: 1, omittingEmptySubsequences: false)
        return "\(sides.first ?? "")\(value)\(sides.count > 1 ? sides[1] : "")"
    }

    private var reason: HTML {
        guard job.state != .done, let reason = job.reason else { return "" }
        let kind: HTML = job.state == .discarded ? "bad" : "warn"
        return "<p class=\"notice \(kind)\">\(reason)</p>"
    }

    private var actionRow: HTML {
        actions.isEmpty ? "" : "<div class=\"actions\">\(actions)</div>"
    }

    private var actions: [HTML] {
        let cancel = parts.button(path + "/cancel", .cancel, id: "cancel", kind: "danger")
        let again = parts.button(path + "/run", .runAgain, id: "again", kind: "primary")
        return switch job.state {
        case .waiting: [parts.button(path + "/run", .runNow, id: "run", kind: ""), cancel]
        case .running: job.cancelRequested ? [] : [cancel]
        case .done, .cancelled: [again]
        case .discarded: [again, parts.button(path + "/settle", .leaveIt, id: "settle", kind: "")]
        }
    }

    private var facts: HTML {
        var rows: HTML = parts.pair(.made, words.time(job.createdAt))
        if let schedule = job.schedule {
            let link: HTML = "<a href=\"/schedules#\(SchedulesPage.anchor(schedule))\">\(schedule)</a>"
            rows += parts.pair(.schedule, link)
            rows += parts.pair(.dueAt, words.time(job.dueAt))
        }
        rows += parts.pair(.failedAttempts, "\(words.ratio(job.failures, job.maxAttempts))")
        if let limit = job.timeLimit { rows += parts.pair(.timeLimit, "\(words.duration(limit))") }
        if parts.mayOperate, job.payload.members?.isEmpty == false {
            rows += parts.pair(.payload, "<code>\(WorkJSON.text(job.payload))</code>")
        }
        return rows
    }

    private var result: HTML {
        guard let result = job.result else { return "" }
        guard let members = result.members, !members.isEmpty else {
            return "<h2>\(say(.result))</h2>\n<p><code>\(WorkJSON.text(result))</code></p>"
        }
        let rows = members.map { member -> HTML in
            let text = member.value.string ?? WorkJSON.text(member.value)
            return "<dt><code>\(member.key)</code></dt><dd>\(text)</dd>"
        }
        return "<h2>\(say(.result))</h2>\n<dl class=\"pairs card\">\(rows)</dl>"
    }
}

/// The attempts and what they said.
extension JobPage {
    private var attempts: HTML {
        guard !history.attempts.isEmpty else { return "<p class=\"quiet\">\(say(.notTriedYet))</p>" }
        return parts.table(
            [.number, .ending, .begun, .duration, .nodeName, .reason, .log],
            history.attempts.suffix(100).reversed().map { attempt in
                let log: HTML =
                    logged.contains(attempt.number)
                    ? "<a href=\"\(path)?attempt=\(attempt.number)#log\">\(say(.log))</a>" : ""
                let end = attempt.finishedAt ?? words.now
                let length = words.duration(.seconds(end.timeIntervalSince(attempt.startedAt)), .short)
                return """
                    <tr><th scope="row">\(words.number(attempt.number))</th>\
                    <td>\(Self.tag(attempt.ending, words))</td>\
                    \(parts.cell(.begun, words.time(attempt.startedAt), kind: "small"))\
                    \(parts.cell(.duration, "\(length)", kind: "small"))\
                    \(parts.cell(.nodeName, "\(attempt.node)", kind: "small"))\
                    <td class="small">\(attempt.reason ?? "")</td><td class="small">\(log)</td></tr>
                    """
            }, caption: .attempts)
    }

    /// How an attempt ended; `nil` while it runs.
    static func tag(_ ending: String?, _ words: Words) -> HTML {
        let (phrase, color): (Phrase, String) =
            switch ending {
            case nil: (.stateRunning, "info")
            case "done": (.stateDone, "good")
            case "retry": (.endingRetry, "medium")
            case "snooze": (.endingSnooze, "hint")
            case "cancel": (.stateCancelled, "missing")
            case "discard": (.stateDiscarded, "high")
            case "lost": (.endingLost, "medium")
            default: (.endingReturned, "hint")
            }
        return "<span class=\"tag \(color)\">\(words.say(phrase))</span>"
    }

    private var log: HTML {
        let isLive = job.state == .running && attempt == job.attempt
        let every: HTML = isLive ? " data-every=\"5\"" : ""
        let heading = say(.logOf).replacing(Plural.place, with: words.number(attempt))
        return """
            <section id="job-log" data-part\(every) aria-labelledby="log">
            <h2 id="log">\(history.attempts.isEmpty ? say(.log) : heading)</h2>
            \(lines.isEmpty ? "<p class=\"quiet\">\(say(.noLog))</p>" : list)
            </section>
            """
    }

    private var list: HTML {
        let first = lines.first?.number ?? 1
        let cut: HTML =
            first > 1 ? "<p class=\"quiet small\">\(words.count(first - 1, .linesNotKept))</p>" : ""
        let rows = lines.map { line -> HTML in
            let color: HTML =
                switch line.level {
                case .info: ""
                case .warning: "<span class=\"tag medium\">\(say(.warning))</span> "
                case .error: "<span class=\"tag high\">\(say(.error))</span> "
                }
            let clock = WallTime(line.at, in: words.zone).clockWithSeconds
            return """
                <li><time datetime="\(line.at.formatted(.iso8601))">\(clock)</time> \(color)\
                <span>\(Shown.visible(line.text))</span></li>
                """
        }
        return "\(cut)<ol class=\"log card\" tabindex=\"0\" aria-labelledby=\"log\">\(rows)</ol>"
    }
}
