// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs
import StewardLedger
import StewardStore

/// A trip: where it went, how far that was by every measure, why it counts so, on what it rests, what was changed.
struct LogbookTripPage: Sendable {
    let place: LogbookTrip
    let evidence: TripEvidence
    let names: AccountNames
    let tiles: LogbookTiles
    var typed = LogbookTyped()

    private var trip: Trip { place.trip }
    private var parts: LogbookParts { place.parts }
    private var words: Words { parts.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var title: String { "\(parts.routeText(trip)) · \(parts.dayText(trip.start.instant))" }

    var body: HTML {
        let month = LogbookFilter().with { $0.month = place.month }
        let trail = Breadcrumbs(
            language: words.language,
            links: [PageLink(text: place.month.title(words), address: month.address)])
        return """
            \(trail)
            \(typed.problem?.html)
            <h1>\(parts.route(trip))</h1>
            <p>\(parts.dayText(trip.start.instant)), \(parts.span(trip)) (\(parts.duration(trip))) · \
            <a href="\(LogbookPages.car(place.car.id))">\(place.car.name)</a></p>
            \(voided)
            \(ways)
            \(figures)
            \(use)
            \(Self.map(place, tiles))
            \(ends)
            \(about)
            \(measures)
            \(remarks)
            \(TripForms(place: place, typed: typed).html)
            \(history)
            \(evidence.html(place))
            \(LogbookKeysPart(words: words))
            """
    }

    private var voided: HTML {
        guard trip.isVoided else { return "" }
        return NoticeBox(.warn, title: say(.logbookVoided), "<p>\(say(.tripIsVoided))</p>").html
    }

    /// The trips before and after.
    private var ways: HTML {
        let (before, after) = place.neighbours
        func link(_ other: Trip?, _ relation: StaticString, _ key: String, _ phrase: Phrase) -> HTML {
            guard let other else { return "" }
            return """
                <a class="button" rel="\(HTML(trusted: relation.description))" aria-keyshortcuts="\(key)" \
                href="\(LogbookPages.trip(other.id))" title="\(parts.routeText(other))">\(say(phrase))</a>
                """
        }
        return """
            <div class="actions">\(link(before, "prev", "k", .tripBefore))\(link(after, "next", "j", .tripAfter))</div>
            """
    }

    private var figures: HTML {
        var figures = [Figure(parts.distance(trip.distance), say(.logbookDistance))]
        for (amount, phrase) in [
            (trip.business, Phrase.logbookBusiness), (trip.commute, .logbookCommute),
            (trip.personal, .logbookPrivate),
        ] where amount > .zero { figures.append(Figure(parts.distance(amount), say(phrase))) }
        if trip.detour > .zero { figures.append(Figure(parts.distance(trip.detour), say(.tripDetour))) }
        return Figures(figures: figures).html
    }

    // MARK: use

    private var use: HTML {
        let buttons: HTML =
            trip.isVoided
            ? ""
            : """
            <div class="actions">\(LogbookUseButtons(
                trip: trip, subject: parts.routeText(trip), back: place.path, words: words,
                formField: place.reader.formField))</div>
            """
        return """
            <h2 id="why">\(say(.tripWhy))</h2>
            <p>\(parts.badge(trip)) \(parts.reason(trip))</p>
            \(buttons)
            """
    }

    // MARK: map and ends

    static func map(_ place: LogbookTrip, _ tiles: LogbookTiles?) -> LogbookMap {
        let (trip, parts) = (place.trip, place.parts)
        var spots: [LogbookMap.Spot] = []
        if let start = trip.start.position {
            spots.append(.init(position: start, name: parts.name(trip.start), kind: .start))
        }
        if let end = trip.end.position {
            spots.append(.init(position: end, name: parts.name(trip.end), kind: .end))
        }
        let line = LogbookMap.Line(
            points: MonthPage.points(trip), use: trip.use, name: parts.routeText(trip))
        return LogbookMap(
            title: parts.say(.logbookWay),
            summary: "\(parts.routeText(trip)), \(parts.distance(trip.distance)).",
            lines: [line],
            spots: spots, words: parts.words, unit: parts.unit,
            data: "/api/logbook/trips/\(HTML.pathComponent(trip.id.text))/map", leaflet: tiles)
    }

    private var ends: HTML {
        "<div class=\"trip-ends\">\(end(trip.start, .tripStart, "start"))\(end(trip.end, .tripEnd, "end"))</div>"
    }

    private func end(_ end: Trip.End, _ phrase: Phrase, _ id: String) -> Card {
        var pairs: [(name: String, value: HTML)] = [
            (say(.time), words.time(Date(microseconds: end.instant)))
        ]
        if let place = end.place, !place.isEmpty {
            pairs.append((say(.tripPlace), Shown.name(place, words.language)))
        }
        let address: HTML =
            end.address.map { "\(Shown.visible($0.text))" } ?? "<span class=\"quiet\">–</span>"
        pairs.append((say(.logbookAddress), address))
        if let position = end.position {
            pairs.append((say(.tripPosition), "<code>\(LogbookParts.coordinates(position))</code>"))
        }
        pairs.append((say(.logbookOdometer), odometer(end.odometer)))
        let name: HTML? = end.position.flatMap { position in
            guard end.place?.isEmpty ?? true else { return nil }
            let query =
                "latitude=\(LogbookParts.degrees(position.latitude))"
                + "&longitude=\(LogbookParts.degrees(position.longitude))"
            return "<a href=\"/logbook/places/new?\(query)\">\(say(.tripNamePlace))</a>"
        }
        return Card(
            title: say(phrase), level: 2, id: "trip-\(id)",
            content: Facts(pairs: pairs, isCard: false).html,
            actions: name)
    }

    private func odometer(_ odometer: Trip.Odometer?) -> HTML {
        guard let odometer else { return "<span class=\"quiet\">–</span>" }
        let source = say(Self.phrase(odometer.source))
        let measured: HTML? = odometer.measured.map { ", \(words.time(Date(microseconds: $0)))" }
        return
            "\(parts.distance(odometer.value)) <span class=\"quiet small\">(\(source)\(measured))</span>"
    }

    static func phrase(_ source: Trip.Odometer.Source) -> Phrase {
        switch source {
        case .car: .tripOdometerCar
        case .person: .tripOdometerPerson
        case .computed: .tripOdometerComputed
        }
    }

    // MARK: purpose

    private var about: HTML {
        let known: [(TripField, String)] = [
            (.purpose, trip.purpose), (.partner, trip.partner), (.project, trip.project),
            (.notes, trip.notes),
            (.deviationReason, trip.deviationReason),
        ]
        let pairs = known.filter { !$0.1.isEmpty }.map { field, text -> (name: String, value: HTML) in
            (say(.field(field)), "\(Shown.visible(text))")
        }
        return pairs.isEmpty ? "" : Facts(pairs: pairs).html
    }

    // MARK: measures

    private var measures: HTML {
        guard !trip.measures.isEmpty else {
            return "<h2 id=\"way\">\(say(.tripMeasures))</h2>\n<p>\(say(.tripNoDistance))</p>\n\(usual)"
        }
        let rows = trip.measures.map { measure -> DataTable.Row in
            let counts: HTML = measure == trip.distance ? Badge(say(.tripCounts), .good).html : ""
            let off: HTML =
                measure.uncertainty > .zero
                ? "± \(parts.unit.text(measure.uncertainty, words, digits: 2))"
                : "<span class=\"quiet\">–</span>"
            return DataTable.Row([
                "\(say(.measure(measure.source)))",
                "\(parts.unit.text(measure.distance, words, digits: 2))", off, counts,
            ])
        }
        let table = DataTable(
            name: say(.tripMeasures),
            columns: [
                .init(say(.tripMeasure)), .init(say(.logbookDistance), isNumber: true),
                .init(say(.tripUncertainty), isNumber: true), .init(say(.tripCounts), isUnseen: true),
            ], rows: rows)
        return "<h2 id=\"way\">\(say(.tripMeasures))</h2>\n\(usual)\(table)"
    }

    /// How much longer than usual it was.
    private var usual: HTML {
        guard let route = trip.usualRoute, route > .zero else { return "" }
        let more = (trip.distance.known ?? route) - route
        let percent = Double(more.metres) / Double(route.metres) * 100
        let text = say(.tripUsual).replacing("{usual}", with: parts.distance(route))
        guard percent > 5 else { return "<p>\(text)</p>" }
        let longer = say(.tripLonger).replacing("{km}", with: parts.distance(more))
            .replacing("{percent}", with: words.percent(percent, digits: 0))
        return "<p>\(text) \(longer)</p>"
    }

    private var remarks: HTML {
        var items = trip.remarks.map { say(.remark($0)) }
        if let ending = trip.ending, trip.origin == .found { items.insert(say(.ending(ending)), at: 0) }
        items.insert(say(.origin(trip.origin)), at: 0)
        return "<ul>\(items.map { "<li>\($0)</li>" as HTML })</ul>"
    }

    // MARK: history

    private var history: HTML {
        guard !trip.history.isEmpty else {
            return
                "<h2 id=\"history\">\(say(.tripHistory))</h2>\n<p class=\"quiet\">\(say(.tripNoHistory))</p>"
        }
        let rows = trip.history.reversed().map { change -> DataTable.Row in
            let late: HTML = change.isLate ? " \(Badge(say(.logbookLate), .low))" : ""
            let address = LedgerPages.address(Logbook.book(vehicle: trip.vehicle).name, change.entry)
            return DataTable.Row([
                "\(words.time(Date(microseconds: change.instant)))\(late)",
                "\(field(change.field))", "\(value(change.field, change.old, "del"))",
                "\(value(change.field, change.new, "ins"))", "\(names[change.actor])",
                "\(Shown.visible(change.reason))",
                "<a href=\"\(address)\">\(words.number(change.entry))</a>",
            ])
        }
        let table = DataTable(
            name: say(.tripHistory),
            columns: [
                .init(say(.time)), .init(say(.tripField)), .init(say(.tripBeforeValue)),
                .init(say(.tripNow)),
                .init(say(.actor)), .init(say(.logbookReason)), .init(say(.entry), isNumber: true),
            ], rows: rows)
        return "<h2 id=\"history\">\(say(.tripHistory))</h2>\n\(table)"
    }

    private func field(_ name: String) -> String {
        if let field = TripField(rawValue: name) { return say(.field(field)) }
        return switch name {
        case "join": say(.tripJoined)
        case "split": say(.tripSplit)
        case "void", "voided": say(.logbookVoided)
        case "moved_from": say(.tripMovedFrom)
        default: name
        }
    }

    /// A value as the book tells it, in words where it is a word.
    private func value(_ name: String, _ text: String, _ element: String) -> HTML {
        guard !text.isEmpty else { return "<span class=\"quiet\">–</span>" }
        let shown: String
        if name == TripField.use.rawValue, let use = Trip.Use(rawValue: text) {
            shown = say(.use(use))
        } else if name == TripField.driver.rawValue {
            shown = names["account:" + text]
        } else if TripField(rawValue: name)?.kind == .instant, let date = Words.date(written: text) {
            shown = words.text(date)
        } else {
            shown = Shown.visible(text)
        }
        let tag = HTML(trusted: element)
        return "<\(tag)>\(shown)</\(tag)>"
    }
}

extension Phrase {
    static func field(_ field: TripField) -> Phrase {
        switch field {
        case .use: .logbookUse
        case .detour: .tripDetour
        case .distance: .logbookDistance
        case .start: .tripStartTime
        case .end: .tripEndTime
        case .fromAddress: .tripFromAddress
        case .toAddress: .tripToAddress
        case .fromPlace: .tripFromPlace
        case .toPlace: .tripToPlace
        case .fromOdometer: .tripFromOdometer
        case .toOdometer: .tripToOdometer
        case .purpose: .logbookPurpose
        case .partner: .logbookPartner
        case .project: .logbookProject
        case .notes: .logbookNotes
        case .deviationReason: .tripDeviation
        case .driver: .tripDriver
        }
    }

    static func measure(_ source: Trip.Measure.Source) -> Phrase {
        switch source {
        case .odometer: .tripByOdometer
        case .matched: .tripByRoads
        case .route: .tripByRoute
        case .trail: .tripByTrail
        case .entered: .tripByPerson
        case .calibrated: .tripByCalibration
        case .unknown: .gapUnknown
        }
    }

    static func origin(_ origin: Trip.Origin) -> Phrase {
        switch origin {
        case .found: .tripWasFound
        case .entered: .tripWasEntered
        case .imported: .tripWasImported
        }
    }

    static func ending(_ ending: FoundTrip.Ending) -> Phrase {
        switch ending {
        case .disconnected: .tripEndDisconnected
        case .parked: .tripEndParked
        case .stationary: .tripEndStationary
        case .silent: .tripEndSilent
        case .finished: .tripEndFinished
        }
    }

    static func remark(_ remark: FoundTrip.Remark) -> Phrase {
        switch remark {
        case .decreasingOdometer: .tripRemarkDecreasing
        case .impossibleFixes: .tripRemarkImpossible
        case .silentStretch: .tripRemarkSilent
        case .unknownKilometres: .tripRemarkUnknown
        case .disagreeingDevices: .tripRemarkDisagreeing
        }
    }
}
