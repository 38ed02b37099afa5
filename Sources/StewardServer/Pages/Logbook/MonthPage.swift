// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardJobs
import StewardStore

/// A month of the logbook: what goes on, what needs the reader, what it adds up to, where it went.
struct MonthPage: Sendable {
    let month: LogbookMonth
    let places: [Place]
    let tiles: LogbookTiles
    let formField: HTML

    private var words: Words { month.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    private var filter: LogbookFilter { month.filter }
    private var hasManyCars: Bool { month.all.count > 1 }

    var title: String { "\(say(.logbook)): \(month.month.title(words))" }

    var body: HTML {
        guard !month.all.isEmpty else { return nothing }
        return """
            <h1>\(month.month.title(words))</h1>
            \(ways)
            \(live)
            \(needs)
            \(sums)
            \(Self.map(month, places: places, tiles))
            \(list)
            \(keys)
            """
    }

    private var nothing: HTML {
        """
        <h1>\(say(.logbook))</h1>
        \(EmptyState(
            title: say(.logbookNoCar), text: "\(say(.logbookNoCarHelp))",
            action: PageLink(text: say(.logbookAddCar), address: "/logbook/cars/new")))
        """
    }

    /// The ways to the months before and after.
    private var ways: HTML {
        func address(_ other: CalendarMonth) -> String {
            filter.with {
                $0.month = other
                $0.showsAllQuestions = false
            }.address
        }
        let (before, after) = (month.month.previous, month.month.next)
        let now: HTML =
            month.isCurrent
            ? "" : "<a href=\"\(filter.with { $0.month = nil }.address)\">\(say(.logbookThisMonth))</a>"
        return """
            <nav class="pages" aria-label="\(say(.logbookMonths))">\
            <a rel="prev" href="\(address(before))">← \(before.title(words))</a>\(now)\
            <a rel="next" href="\(address(after))">\(after.title(words)) →</a></nav>
            """
    }

    // MARK: what goes on

    private var live: HTML {
        let going = month.isCurrent ? month.cars.filter { $0.live != nil } : []
        let cards = going.compactMap { car in
            car.live.map { LiveTripPart(car: car, live: $0, formField: formField, back: filter.address) }
        }
        return "<div id=\"live\" data-part data-every=\"30\">\(cards)</div>"
    }

    // MARK: what needs the reader

    private var needs: HTML {
        let questions = month.questions
        let count: HTML =
            questions.isEmpty ? "" : " <span class=\"tag hint\">\(words.number(questions.count))</span>"
        let part = LogbookQuestionsPart(
            questions: questions, filter: filter, words: words, formField: formField)
        return """
            <section id="questions" aria-labelledby="questions-title">
            <h2 id="questions-title">\(say(.homeNeeds))\(count)</h2>
            \(part)
            </section>
            """
    }

    // MARK: totals

    private var sums: HTML {
        let totals = month.totals
        let unit = month.cars.first?.parts.unit ?? .kilometres
        func figure(_ distance: Distance, _ phrase: Phrase) -> Figure {
            Figure(unit.text(distance, words), say(phrase))
        }
        var figures = [
            figure(totals.business + totals.explained.business, .logbookBusiness),
            figure(totals.commute + totals.explained.commute, .logbookCommute),
            figure(totals.personal + totals.explained.personal, .logbookPrivate),
        ]
        if totals.unexplained > .zero {
            figures.append(figure(totals.unexplained, .logbookUnexplained))
        }
        figures.append(figure(totals.driven, .logbookDriven))
        figures.append(Figure(words.number(totals.trips), say(.logbookTrips)))
        return """
            <h2>\(say(.totals))</h2>
            \(Figures(figures: figures))
            \(counters)
            """
    }

    /// The private kilometres of the year, where a country counts them.
    private var counters: [HTML] {
        month.cars.filter { $0.vehicle.country == .netherlands && $0.vehicle.ownership == .company }.map { car in
            let year = PrivateYear(month.month.year, of: car.view)
            let parts = car.parts
            let text = say(.logbookCounter).replacing("{km}", with: parts.distance(year.counted))
                .replacing("{limit}", with: parts.unit.text(PrivateYear.limit, words, digits: 0))
                .replacing("{year}", with: String(words.language.year(year.year)))
                .replacing("{car}", with: car.name)
            let over: HTML? = year.exceeded.map { day in
                "<p class=\"small\">\(say(.logbookCounterOver).replacing("{day}", with: words.date(day)))</p>"
            }
            return """
                <div class="progress"><span>\(text)</span>
                <progress\(year.exceeded == nil ? "" : " class=\"above\"" as HTML) \
                max="\(PrivateYear.limit.metres)" value="\(min(year.counted, PrivateYear.limit).metres)" \
                aria-label="\(text)"></progress>\(over)</div>
                """
        }
    }

    // MARK: map

    static func map(_ month: LogbookMonth, places: [Place], _ tiles: LogbookTiles?) -> LogbookMap {
        let words = month.words
        let lines = month.cars.flatMap { car in
            month.trips(of: car).filter { !$0.isVoided }.map { trip in
                LogbookMap.Line(
                    points: points(trip), use: trip.use,
                    name: "\(car.parts.dayText(trip.start.instant)): \(car.parts.routeText(trip))",
                    address: LogbookPages.trip(trip.id))
            }
        }
        let reached = lines.flatMap { [$0.points.first, $0.points.last].compactMap(\.self) }
        let near = places.filter { place in
            reached.contains { Earth.near($0, place.center) <= Double(place.radius.metres) }
        }
        let title = words.say(.logbookMapOf).replacing("{month}", with: month.month.title(words))
        let count = lines.count { $0.points.count > 1 }
        return LogbookMap(
            title: title, summary: words.count(count, .logbookWays) + ".", lines: lines,
            spots: near.map {
                .init(position: $0.center, radius: $0.radius, name: $0.name, kind: .place)
            },
            words: words, unit: month.cars.first?.parts.unit ?? .kilometres,
            data: month.filter.address(of: "/api/logbook/map"), leaflet: tiles)
    }

    /// Where a trip went; both ends where its way is not known.
    static func points(_ trip: Trip) -> [Position] {
        trip.trail.count > 1
            ? trip.trail.map(\.position) : [trip.start.position, trip.end.position].compactMap(\.self)
    }

    // MARK: trips

    private var list: HTML {
        let rows = month.rows
        let empty: HTML =
            filter.use == nil
            ? EmptyState(title: say(.logbookNoTrips), text: "\(say(.logbookNoTripsHelp))").html
            : "<p class=\"quiet\">\(say(.logbookNoSuchTrips))</p>"
        return """
            <h2 id="trips">\(say(.logbookTrips))</h2>
            \(filters)
            \(rows.isEmpty ? empty : MonthTable(rows: rows, hasManyCars: hasManyCars, words: words).html)
            <p class="links"><a href="\(entering)">\
            \(say(.logbookEnterTrip))</a> <a href="/logbook/drive">\(say(.phoneTitle))</a> \
            <a href="\(LogbookImportPages.path)">\(say(.importTitle))</a></p>
            """
    }

    private var entering: String {
        "/logbook/enter" + (filter.vehicle.map { "?vehicle=\(HTML.pathComponent($0))" } ?? "")
    }

    private var filters: HTML {
        let uses: [Trip.Use?] = [nil, .business, .commute, .personal, .mixed]
        let byUse = uses.map { use in
            PageLink(
                text: use.map { say(.use($0)) } ?? say(.all),
                address: filter.with { $0.use = use }.address + "#trips", isCurrent: use == filter.use)
        }
        let ids: [String?] = [nil] + month.all.map(\.id)
        let byCar = ids.map { id in
            PageLink(
                text: month.all.first { $0.id == id }?.name ?? say(.logbookAllCars),
                address: filter.with { $0.vehicle = id }.address, isCurrent: id == filter.vehicle)
        }
        let cars: HTML = hasManyCars ? Filters(label: say(.logbookCar), links: byCar).html : ""
        return "\(cars)\(Filters(label: say(.logbookUse), links: byUse))"
    }

    private var keys: HTML { LogbookKeysPart(words: words).html }
}

/// The list of a month: trips, and between them what no trip accounts for.
struct MonthTable: Part {
    let rows: [LogbookMonth.Row]
    let hasManyCars: Bool
    let words: Words

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var html: HTML {
        var columns: [DataTable.Column] = [.init(say(.logbookDay)), .init(say(.logbookTrip))]
        if hasManyCars { columns.append(.init(say(.logbookCar))) }
        columns += [.init(say(.logbookDistance), isNumber: true), .init(say(.logbookUse))]
        return DataTable(name: say(.logbookTrips), columns: columns, rows: rows.map(row)).html
    }

    private func row(_ row: LogbookMonth.Row) -> DataTable.Row {
        switch row {
        case .trip(let trip, let car): self.row(trip, car)
        case .gap(let gap, let car): self.row(gap, car)
        }
    }

    private func row(_ trip: Trip, _ car: LogbookCar) -> DataTable.Row {
        let parts = car.parts
        let about = [trip.purpose, trip.partner, trip.project].filter { !$0.isEmpty }.map(Shown.visible)
            .joined(separator: " · ")
        let more: HTML = about.isEmpty ? "" : "<br><span class=\"quiet small\">\(about)</span>"
        let late: HTML =
            trip.history.contains(where: \.isLate) ? " \(Badge(say(.logbookLate), .low))" : ""
        var cells: [HTML] = [
            """
            <span class="time">\(parts.dayText(trip.start.instant))</span><br>\
            <span class="small">\(parts.span(trip))</span>
            """,
            "<a href=\"\(LogbookPages.trip(trip.id))\">\(parts.route(trip))</a>\(more)",
        ]
        if hasManyCars { cells.append("\(car.name)") }
        let distance: HTML =
            trip.isVoided
            ? "<s>\(parts.distance(trip.distance))</s>"
            : "\(parts.distance(trip.distance))"
        cells += [distance, "\(parts.badge(trip))\(late)"]
        return DataTable.Row(cells)
    }

    /// Kilometres of no trip are a row of their own: they are never spread in silence.
    private func row(_ gap: Gap, _ car: LogbookCar) -> DataTable.Row {
        let parts = car.parts
        let between = say(.logbookGapBetween).replacing(
            "{before}", with: parts.distance(gap.before.value)
        )
        .replacing("{after}", with: parts.distance(gap.after.value))
        let address = LogbookPages.gap(car.id, before: gap.before.instant, after: gap.after.instant)
        let text: HTML =
            gap.explanation.isEmpty ? "\(say(.logbookGapOpen))" : "\(Shown.visible(gap.explanation))"
        var cells: [HTML] = [
            "<span class=\"time\">\(parts.dayText(gap.after.instant))</span>",
            "<a href=\"\(address)\">\(text)</a><br><span class=\"quiet small\">\(between)</span>",
        ]
        if hasManyCars { cells.append("\(car.name)") }
        let use: HTML = gap.use.map { parts.badge($0).html } ?? ""
        cells += ["\(parts.distance(gap.distance))", "\(Badge(say(.logbookGap), .medium)) \(use)"]
        return DataTable.Row(cells, mark: .differs)
    }
}

/// The keys of the pages of trips.
struct LogbookKeysPart: Part {
    let words: Words

    var html: HTML {
        func say(_ phrase: Phrase) -> String { words.say(phrase) }
        let list = KeyList(entries: [
            (KeyHint("j"), say(.logbookKeyNext)), (KeyHint("k"), say(.logbookKeyPrevious)),
            (KeyHint("b"), say(.logbookBusiness)), (KeyHint("c"), say(.logbookCommute)),
            (KeyHint("p"), say(.logbookPrivate)), (KeyHint("m"), say(.logbookMixed)),
            (KeyHint("?"), say(.reviewShowKeys)),
        ])
        return """
            <details id="logbook-keys"><summary>\(say(.reviewKeys))</summary>
            \(list)
            <p hidden><label class="choice"><input type="checkbox" id="logbook-keys-on" checked> \
            <span>\(say(.reviewUseKeys))</span></label></p>
            </details>
            """
    }
}
