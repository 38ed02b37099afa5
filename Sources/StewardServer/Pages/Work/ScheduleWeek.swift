// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import StewardJobs
import Tally

/// A week of all schedules, day by day.
enum ScheduleWeek {
    static let path = "/schedules/week"

    static let route = Route(
        .get, path, "A week of all schedules", scope: .read,
        queries: [("from", "The first day, as 2026-11-23; today when it is left out")]
    ) { request, context, site in
        let zone = WorkPages.zone(context)
        let words = WorkPages.words(context, site)
        let asked = request.uri.queryParameters["from"].flatMap { LocalDay($0) }
        let today = WallTime(words.now, in: zone).day
        let first = asked.flatMap { (1970...2200).contains($0.date.year) ? $0 : nil } ?? today
        let months = Set([first, first + 6].map { CalendarMonth(year: $0.date.year, month: $0.date.month) })
        var days: [LocalDay: [RunCalendar.Entry]] = [:]
        var tables: [RunCalendar] = []
        for month in months {
            let (_, calendar) = try await ScheduleView.load(site, month, zone)
            for (number, entries) in calendar.days { days[month.day(number)] = entries }
            tables.append(calendar)
        }
        guard let calendar = tables.first else { throw HTTPError(.notFound) }
        let page = ScheduleWeekPage(
            first: first, days: days, table: CalendarTable(calendar: calendar, parts: WorkPages.parts(context, site)))
        return TallyPages.frame(
            Phrase.week.text(context.language), "\(path)?from=\(first)", .jobs, page.body, context)
    }
}

/// Seven days under one another, which is also how a phone shows them best.
struct ScheduleWeekPage: Sendable {
    let first: LocalDay
    let days: [LocalDay: [RunCalendar.Entry]]
    /// Writes the entries as the month does.
    let table: CalendarTable

    private var words: Words { table.parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        let title = say(.weekFrom).replacing("{day}", with: words.date(first))
        let sections = (0..<7).map { day(first + $0) }
        return table.parts.frame(
            .schedules, follows: "",
            """
            <h1>\(title)</h1>
            <p class="quiet small">\(say(.timesIn).replacing("{zone}", with: words.zone.identifier))</p>
            <nav class="pages" aria-label="\(say(.calendar))">\
            <a href="\(ScheduleWeek.path)?from=\((first + -7).description)">← \(say(.weekBefore))</a>\
            <a href="\(ScheduleWeek.path)?from=\((first + 7).description)">\(say(.weekAfter)) →</a>\
            <a href="/schedules#calendar">\(say(.month))</a></nav>
            \(sections)
            """)
    }

    private func day(_ day: LocalDay) -> HTML {
        let entries = days[day] ?? []
        let isToday = WallTime(words.now, in: words.zone).day == day
        let current: HTML = isToday ? " aria-current=\"date\"" : ""
        let list: HTML =
            entries.isEmpty
            ? "<p class=\"quiet\">\(say(.nothingDue))</p>" : "<ul class=\"runs\">\(entries.map(table.item))</ul>"
        return """
            <section class="card" aria-labelledby="day-\(day.description)">
            <h2 id="day-\(day.description)"\(current)>\(words.language.weekday(day.weekday)) \(words.date(day))</h2>
            \(list)</section>
            """
    }
}
