// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardStore
import Tally

/// A report: what to choose, what a tax office asks and whether it is there, every form of it, and the months.
struct ReportsPage: Sendable {
    let place: ReportPlace
    let formField: HTML

    private var words: Words { place.reader.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    var path: String { place.choice.address("/logbook/reports") }

    var body: HTML {
        guard let car = place.car, let report = place.report else {
            return """
                <h1>\(say(.logbookReports))</h1>
                \(EmptyState(
                    title: say(.logbookNoCar), text: "\(say(.logbookNoCarHelp))",
                    action: PageLink(text: say(.logbookAddCar), address: "/logbook/cars/new")))
                """
        }
        return """
            <h1>\(say(.logbookReports))</h1>
            \(chooser(car))
            <h2>\(report.title): \(place.choice.period.title(words))</h2>
            \(figures(report, car))
            \(forms(car))
            \(checklist(report))
            \(months(car))
            """
    }

    private func chooser(_ car: LogbookCar) -> HTML {
        func list(_ name: String, _ phrase: Phrase, _ choices: [FieldRow.Choice], _ value: String)
            -> FieldRow
        {
            FieldRow(
                name: name, label: say(phrase), kind: .choice(choices), value: value, autocomplete: "off")
        }
        let cars = place.cars.map { FieldRow.Choice(value: $0.id, text: $0.name) }
        let countries = Vehicle.Country.allCases.map {
            FieldRow.Choice(value: $0.rawValue, text: say(.country($0)))
        }
        let languages = ReportLanguage.allCases.map { language in
            FieldRow.Choice(value: language.rawValue, text: Self.name(language))
        }
        let country = place.choice.country ?? car.vehicle.country
        return """
            <form class="chooser wide" method="get" action="/logbook/reports">
            \(list("vehicle", .logbookCar, cars, car.id))\
            \(list("country", .reportOffice, countries, country.rawValue))\
            \(list("period", .reportPeriod, periods(car, country), place.choice.period.text))\
            \(list("report-language", .languageName, languages, place.choice.language.rawValue))
            <div class="actions">\(Button(say(.show), .primary))</div></form>
            """
    }

    static func name(_ language: ReportLanguage) -> String {
        switch language {
        case .english: "English"
        case .dutch: "Nederlands"
        case .german: "Deutsch"
        case .thai: "ไทย"
        }
    }

    /// Every year and month in which something was driven, the newest first.
    private func periods(_ car: LogbookCar, _ country: Vehicle.Country) -> [FieldRow.Choice] {
        let now = CalendarMonth(words.now, in: words.zone)
        let months = Set(car.view.months.compactMap { CalendarMonth($0.month) } + [now])
        let years = Set(months.map(\.year)).sorted(by: >)
        var spans: [ReportSpan] = years.map(ReportSpan.year)
        if country == .unitedKingdom {
            let tax = Set(months.map { $0.month < 4 ? $0.year - 1 : $0.year }).sorted(by: >)
            spans = tax.map(ReportSpan.taxYear) + spans
        }
        spans += months.sorted { ($1.year, $1.month) < ($0.year, $0.month) }.map(ReportSpan.month)
        if !spans.contains(place.choice.period) { spans.insert(place.choice.period, at: 0) }
        return spans.map { FieldRow.Choice(value: $0.text, text: $0.title(words)) }
    }

    private func figures(_ report: Report, _ car: LogbookCar) -> Figures {
        let unit = LogbookUnit(place.choice.country ?? car.vehicle.country)
        let totals = report.totals
        return Figures(figures: [
            Figure(unit.text(totals.business, words), say(.logbookBusiness)),
            Figure(unit.text(totals.commute, words), say(.logbookCommute)),
            Figure(unit.text(totals.personal, words), say(.logbookPrivate)),
            Figure(words.number(totals.trips), say(.logbookTrips)),
        ])
    }

    private func forms(_ car: LogbookCar) -> HTML {
        let choice = place.choice
        let hidden = [
            ("vehicle", car.id), ("country", choice.country?.rawValue ?? ""),
            ("period", choice.period.text),
            ("report-language", choice.language.rawValue),
        ].map { name, value -> HTML in "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
        func link(_ path: String, _ phrase: Phrase) -> HTML {
            "<a class=\"button\" href=\"\(choice.address(path))\">\(say(phrase))</a>"
        }
        return """
            <div class="actions">\(link("/logbook/reports/page", .reportPrint))\
            \(link("/logbook/reports/report.csv", .reportCSV))\(link("/api/logbook/report", .reportJSON))\
            <form class="inline" method="post" action="/logbook/reports/sealed">\(formField)\(hidden)\
            \(Button(say(.reportSealed)))</form></div>
            <p class="quiet small">\(say(.reportSealedHelp))</p>
            """
    }

    // MARK: checklist

    private func checklist(_ report: Report) -> HTML {
        let order: [Requirement.Verdict] = [.needsYou, .met, .notApplicable]
        let items = order.flatMap { verdict in report.checklist.filter { $0.verdict == verdict } }.map(
            item)
        return """
            <h2 id="checklist">\(say(.reportChecklist))</h2>
            <ul class="matters checks">\(items)</ul>
            <p class="quiet small">\(report.notices.joined(separator: " "))</p>
            """
    }

    private func item(_ requirement: Requirement) -> HTML {
        let badge: Badge =
            switch requirement.verdict {
            case .met: Badge(say(.reportMet), .good)
            case .needsYou: Badge(say(.homeNeeds), .medium)
            case .notApplicable: Badge(say(.reportNotApplicable), .missing)
            }
        let advice: HTML = requirement.advice.isEmpty ? "" : "<p>\(requirement.advice)</p>"
        let trips = requirement.trips.prefix(6).map { id -> HTML in
            let name = place.car?.view.trip(id).map { trip in
                place.car?.parts.dayText(trip.start.instant) ?? id.text
            }
            return "<a href=\"\(LogbookPages.trip(id))\">\(name ?? id.text)</a>"
        }
        let rest = requirement.trips.count - trips.count
        let more: HTML = rest > 0 ? " + \(words.number(rest))" : ""
        let links: HTML =
            trips.isEmpty
            ? "" : "<p class=\"links small\">\(HTML(joining: trips, separator: " "))\(more)</p>"
        return """
            <li>\(badge)<div><p>\(requirement.title)</p>\(advice)\(links)\
            <p class="quiet small">\(requirement.source)</p></div></li>

            """
    }

    // MARK: months

    private func months(_ car: LogbookCar) -> HTML {
        guard !car.view.months.isEmpty else { return "" }
        let rows = car.view.months.reversed().compactMap { month -> DataTable.Row? in
            guard let calendar = CalendarMonth(month.month) else { return nil }
            let filter = LogbookFilter().with {
                $0.month = calendar
                $0.vehicle = car.id
            }
            return DataTable.Row([
                "<a href=\"\(filter.address)\">\(calendar.title(words))</a>",
                "\(car.parts.distance(month.totals.driven))",
                "\(car.parts.distance(month.totals.unexplained))",
                state(month, calendar, car),
            ])
        }
        let table = DataTable(
            name: say(.reportMonths),
            columns: [
                .init(say(.logbookMonth)), .init(say(.logbookDriven), isNumber: true),
                .init(say(.logbookUnexplained), isNumber: true), .init(say(.state)),
            ], rows: rows)
        return "<h2 id=\"months\">\(say(.reportMonths))</h2>\n<p>\(say(.closeHelp))</p>\n\(table)"
    }

    private func state(_ month: AccountView.Month, _ calendar: CalendarMonth, _ car: LogbookCar)
        -> HTML
    {
        let path = "\(LogbookPages.car(car.id))/months/\(month.month)"
        if let closing = month.closing {
            let badge =
                closing.isIntact ? Badge(say(.closeIntact), .good) : Badge(say(.closeChanged), .medium)
            return "\(badge) <a href=\"\(path)\">\(say(.details))</a>"
        }
        guard calendar != CalendarMonth(words.now, in: words.zone) else {
            return Badge(say(.closeGoesOn), .hint).html
        }
        return """
            <a class="button small" href="\(path)" aria-label="\(say(.closeDo)): \(calendar.title(words))">\
            \(say(.closeDo))</a>
            """
    }
}

/// What closing a month means, and what it would seal.
struct MonthClosingPage: Sendable {
    let car: LogbookCar
    let month: CalendarMonth
    var problem: LogbookProblem?
    let formField: HTML

    private var words: Words { car.parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    var title: String { "\(say(.closeDo)): \(month.title(words))" }
    var path: String { "\(LogbookPages.car(car.id))/months/\(month)" }
    private var closing: ClosedMonth? {
        car.view.months.first { $0.month == month.description }?.closing
    }

    var body: HTML {
        let crumbs = Breadcrumbs(
            language: words.language,
            links: [PageLink(text: say(.logbookReports), address: "/logbook/reports?vehicle=\(car.id)")])
        return """
            \(crumbs)
            \(problem?.html)
            <h1>\(title)</h1>
            <p>\(car.name)</p>
            \(closed)
            <p>\(say(.closeMeaning))</p>
            \(trial)
            """
    }

    private var closed: HTML {
        guard let closing else { return "" }
        func list(_ ids: [TripID], _ phrase: Phrase) -> HTML {
            guard !ids.isEmpty else { return "" }
            let links = ids.map { id -> HTML in
                "<li><a href=\"\(LogbookPages.trip(id))\">\(id.text)</a></li>"
            }
            return "<p>\(say(phrase))</p><ul>\(links)</ul>"
        }
        let text = say(.closeWasClosed).replacing(
            "{when}", with: words.text(Date(microseconds: closing.closed)))
        return NoticeBox(
            closing.isIntact ? .good : .warn, title: say(closing.isIntact ? .closeIntact : .closeChanged),
            """
            <p>\(text)</p>\(list(closing.changed, .closeChangedTrips))\(list(closing.added, .closeAddedTrips))\
            \(list(closing.missing, .closeMissingTrips))
            """
        ).html
    }

    /// What would be sealed now, and what is still open.
    private var trial: HTML {
        let sealed: MonthClosing
        do throws(LogbookError) {
            sealed = try car.view.closing(of: month.description, asOf: words.now.microseconds)
        } catch {
            return NoticeBox(.info, "<p>\(say(.closeNotOver))</p>").html
        }
        let open = car.view.questions.filter { month.holds($0.day) }
        let parts = car.parts
        let facts = Facts(pairs: [
            (say(.logbookTrips), "\(words.number(sealed.trips.count))"),
            (say(.logbookBusiness), "\(parts.distance(sealed.totals.business))"),
            (say(.logbookCommute), "\(parts.distance(sealed.totals.commute))"),
            (say(.logbookPrivate), "\(parts.distance(sealed.totals.personal))"),
            (say(.logbookUnexplained), "\(parts.distance(sealed.totals.unexplained))"),
        ])
        let questions: HTML =
            open.isEmpty
            ? ""
            : NoticeBox(
                .warn, title: words.count(open.count, .closeOpen),
                "<ul>\(open.prefix(8).map { "<li>\(link($0))</li>" as HTML })</ul>"
            ).html
        return """
            <h2>\(say(.closeTrial))</h2>
            \(facts)
            \(questions)
            <form class="fields" method="post" action="\(path)">\(formField)\
            <p class="field">\(Button(say(closing == nil ? .closeDo : .closeAgain), .primary))</p></form>
            """
    }

    private func link(_ question: OpenQuestion) -> HTML {
        let shown = LogbookQuestion(question, car, now: words.now)
        return "<a href=\"\(shown.address)\">\(shown.subject)</a>: \(shown.sentence)"
    }
}
