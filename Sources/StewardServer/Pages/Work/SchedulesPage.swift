// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// Every schedule: what it does, when, how it went, and a month of all of them.
struct SchedulesPage: Sendable {
    /// A schedule with what is known of it.
    struct Item: Sendable {
        let status: ScheduleStatus
        /// Its newest job.
        let last: Job?
        let missing: MissingRun?
    }

    let items: [Item]
    /// `nil` where no calendar is shown.
    let calendar: RunCalendar?
    let parts: WorkParts
    /// Whether the visitor may take in a file of schedules.
    var mayImport = false

    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        let list: HTML =
            items.isEmpty
            ? EmptyState(title: say(.noSchedules), text: "\(say(.noSchedulesHelp))").html
            : "<div class=\"cards\">\(items.map(card))</div>"
        return parts.frame(
            .schedules, follows: "",
            """
            <h1>\(say(.schedules))</h1>
            <p class="quiet small">\(say(.timesIn).replacing("{zone}", with: words.zone.identifier))</p>
            \(make)
            <section id="schedules-all" data-part data-every="30" aria-label="\(say(.schedules))">
            \(list)
            </section>
            \(month)
            """)
    }

    private var month: HTML {
        guard let calendar, !items.isEmpty else { return "" }
        return CalendarTable(calendar: calendar, parts: parts).html
    }

    private var make: HTML {
        guard parts.mayOperate else { return "" }
        let take: HTML =
            mayImport
            ? " <a class=\"button\" href=\"\(ScheduleImportRoutes.path)\">\(say(.importSchedules))</a>" : ""
        return "<p><a class=\"button\" href=\"/schedules/new\">\(say(.newSchedule))</a>\(take)</p>"
    }

    /// The ways to change and remove it, for who may; each tells which one it is about.
    private func links(_ name: String) -> HTML {
        guard parts.mayOperate else { return "" }
        let path = WorkParts.path(name)
        let links = [(path + "/edit", Phrase.changeDo), (path + "/remove", .removeScheduleDo)].map {
            address, phrase -> HTML in
            "<a href=\"\(address)\" aria-label=\"\(say(phrase)): \(name)\">\(say(phrase))</a>"
        }
        return "<p class=\"links\">\(links)</p>"
    }

    /// Where a schedule stands on the page.
    static func anchor(_ name: String) -> String { "schedule-" + HTML.pathComponent(name).replacing("%", with: "_") }

    func card(_ item: Item) -> HTML {
        let status = item.status
        let schedule = status.schedule
        let path = WorkParts.path(schedule.name)
        let anchor = Self.anchor(schedule.name)
        let steer =
            status.pausedAt == nil
            ? parts.button(path + "/pause", .pause, id: "pause-\(anchor)")
            : parts.button(path + "/resume", .resume, id: "resume-\(anchor)", kind: "small primary")
        return """
            <article class="card" id="\(anchor)" aria-labelledby="\(anchor)-name">
            <header><h2 id="\(anchor)-name"><a href="\(path)">\(schedule.name)</a></h2>\(tag(item))</header>
            \(notice(item))\(obstacle(item.status))
            <dl class="pairs">\(facts(item))</dl>
            <div class="actions">\(parts.button(path + "/run", .runNow, id: "run-\(anchor)"))\(steer)</div>
            \(links(schedule.name))
            </article>
            """
    }

    private func tag(_ item: Item) -> HTML {
        if item.status.pausedAt != nil { return "<span class=\"tag missing\">\(say(.paused))</span>" }
        if item.missing != nil { return "<span class=\"tag high\">\(say(.missing))</span>" }
        return "<span class=\"tag good\">\(say(.onTime))</span>"
    }

    private func notice(_ item: Item) -> HTML {
        guard let missing = item.missing else { return "" }
        let cause: HTML =
            switch missing.cause {
            case .notStarted: "\(say(.causeNotStarted))"
            case .skipped: "\(say(.causeSkipped))"
            case .unfinished(let job): "<a href=\"\(WorkParts.path(job))\">\(say(.causeUnfinished))</a>"
            case .failed(let job, let reason):
                "<a href=\"\(WorkParts.path(job))\">\(say(.causeFailed))</a> \(reason ?? "")"
            }
        return """
            <p class="notice bad"><strong>\(say(.runMissing)) \(words.time(missing.dueAt))</strong>\(cause)</p>
            """
    }

    /// What keeps it, or made it leave a time out.
    private func obstacle(_ status: ScheduleStatus) -> HTML {
        guard let obstacle = status.obstacle else { return "" }
        let phrase: Phrase = status.heldSince == nil ? .lastLeftOut : .waitsNow
        let text = say(phrase).replacing("{why}", with: say(.obstacle(obstacle)))
        return "<p class=\"\(status.heldSince == nil ? "quiet small" : "notice warn")\">\(text)</p>"
    }

    private func facts(_ item: Item) -> HTML {
        let schedule = item.status.schedule
        var when: HTML = "\(TriggerWords(words: words).text(schedule.trigger))"
        if schedule.zone != words.zone { when += " <span class=\"quiet\">(\(schedule.zone.identifier))</span>" }
        var rows: HTML = parts.pair(.does, ScheduleFacts.what(schedule, words))
        rows += parts.pair(.when, when)
        rows += ScheduleFacts(schedule: schedule, work: parts).rules
        rows += parts.pair(.nextRuns, next(item.status))
        rows += parts.pair(.lastOutcome, last(item))
        if let success = item.status.lastSuccessAt { rows += parts.pair(.lastSuccess, words.ago(success)) }
        return rows
    }

    private func next(_ status: ScheduleStatus) -> HTML {
        guard status.pausedAt == nil else { return "\(say(.nonePaused))" }
        let times = status.schedule.trigger.upcoming(3, after: words.now, in: status.schedule.zone)
        guard !times.isEmpty else { return "\(say(.neverAgain))" }
        return HTML(joining: times.map { words.time($0) }, separator: "<br>")
    }

    private func last(_ item: Item) -> HTML {
        guard let job = item.last else { return "\(say(.neverRan))" }
        let time = words.ago(job.finishedAt ?? job.createdAt)
        return "\(parts.tag(job.state)) <a href=\"\(WorkParts.path(job.id))\">\(time)</a>"
    }
}
