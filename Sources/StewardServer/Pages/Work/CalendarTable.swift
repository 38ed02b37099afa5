// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// A month as a table, which becomes a list of its days on a narrow screen.
struct CalendarTable: Sendable {
    let calendar: RunCalendar
    let parts: WorkParts

    private var words: Words { parts.words }
    private var language: Language { words.language }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var html: HTML {
        let month = calendar.month
        let heads = week.map { day -> HTML in
            "<th scope=\"col\"><abbr title=\"\(language.weekday(day))\">\(language.shortWeekday(day))</abbr></th>"
        }
        return """
            <section id="calendar" data-part aria-labelledby="calendar-title">
            <h2 id="calendar-title">\(say(.calendar))</h2>
            <nav class="pages" aria-label="\(say(.calendar))">\
            <a href="/schedules?month=\(month.previous.description)#calendar">← \(name(month.previous))</a>\
            <a href="/schedules?month=\(month.next.description)#calendar">\(name(month.next)) →</a>\
            <a href="\(ScheduleWeek.path)">\(say(.week))</a></nav>
            <div class="card"><table class="stack calendar">
            <caption>\(name(month)) <span class="quiet">\(calendar.zone.identifier)</span></caption>
            <thead><tr>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            </section>
            """
    }

    /// `November 2026`, `พฤศจิกายน 2569`.
    private func name(_ month: CalendarMonth) -> String {
        "\(language.month(month.month)) \(language.year(month.year))"
    }

    /// The weekdays in the order of the language's week.
    private var week: [Int] { (0..<7).map { ($0 + language.firstWeekday) % 7 } }

    private var rows: [HTML] {
        let month = calendar.month
        let before = (month.first.weekday - language.firstWeekday + 7) % 7
        let cells = before + month.length
        return stride(from: 0, to: cells, by: 7).map { start in
            let days = (start..<start + 7).map { place -> HTML in
                let day = place - before + 1
                return (1...month.length).contains(day) ? cell(day) : "<td class=\"blank\"></td>"
            }
            return "<tr>\(days)</tr>\n"
        }
    }

    private func cell(_ number: Int) -> HTML {
        let day = calendar.month.day(number)
        let entries = calendar.days[number] ?? []
        let isToday = WallTime(words.now, in: calendar.zone).day == day
        let kinds = [entries.isEmpty ? "free" : nil, isToday ? "today" : nil].compactMap(\.self)
        let current: HTML = isToday ? " aria-current=\"date\"" : ""
        let list: HTML = entries.isEmpty ? "" : "<ul>\(entries.map(item))</ul>"
        return """
            <td class="\(kinds.joined(separator: " "))"\(current)><b class="day"><span class="weekday">\
            \(language.weekday(day.weekday)) </span>\(number)</b>\(list)</td>
            """
    }

    func item(_ entry: RunCalendar.Entry) -> HTML {
        let clock = WallTime(entry.at, in: calendar.zone).clock
        let more: HTML = entry.hasMore ? " \(say(.andMore))" : ""
        let name: HTML =
            entry.job.map { "<a href=\"\(WorkParts.path($0))\">\(entry.schedule)</a>" }
            ?? "<a href=\"\(WorkParts.path(entry.schedule))\">\(entry.schedule)</a>"
        return "<li>\(clock)\(more) \(name) \(tag(entry.standing))</li>"
    }

    private func tag(_ standing: RunCalendar.Standing) -> HTML {
        switch standing {
        case .done: "<span class=\"tag good\">\(say(.stateDone))</span>"
        case .failed: "<span class=\"tag high\">\(say(.stateDiscarded))</span>"
        case .missing: "<span class=\"tag high\">\(say(.didNotRun))</span>"
        case .underWay: "<span class=\"tag info\">\(say(.stateRunning))</span>"
        // What is still to come needs no mark of its own: most entries are that.
        case .due: ""
        }
    }
}
