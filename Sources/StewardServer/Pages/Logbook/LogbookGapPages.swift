// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs
import StewardStore

/// Kilometres of no trip, and trips that are entered by hand.
enum LogbookGapPages {
    static let routes: [Route] = [
        Route(
            "/logbook/cars/{vehicle}/gaps/{gap}", "Kilometres of no trip, to be explained", scope: .drive
        ) {
            _, context, site in
            let place = try await GapPlace(context, site)
            return page(place, nil, [:])
        },
        Route(
            .post, "/logbook/cars/{vehicle}/gaps/{gap}", "Explains kilometres of no trip", scope: .drive
        ) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let place = try await GapPlace(context, site)
            let problem = try await LogbookAnswer.problem(place.words) {
                try await place.reader.logbook.explainGap(
                    before: place.gap.before.instant, after: place.gap.after.instant,
                    explanation: (form["explanation"] ?? "").replacing("\r\n", with: "\n"),
                    use: form["use"].flatMap { Trip.Use(rawValue: $0) }, vehicle: place.car.id,
                    account: place.reader.account)
            }
            guard let problem else { return Routes.seeOther("/logbook" + "#questions") }
            return page(
                place, problem, ["explanation": form["explanation"] ?? "", "use": form["use"] ?? ""])
        },
        Route("/logbook/enter", "The form of a trip that no device found", scope: .drive) {
            request, context, site in
            let reader = try LogbookReader(context, site)
            let vehicle = request.uri.queryParameters["vehicle"].map(String.init)
            return try await enter(reader, EnteredDraft(vehicle: vehicle ?? "", reader.words), nil)
        },
        Route(.post, "/logbook/enter", "Enters a trip by hand", scope: .drive) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let reader = try LogbookReader(context, site)
            let draft = EnteredDraft(form)
            var made = ""
            let problem = try await LogbookAnswer.problem(reader.words) {
                let record = try await reader.logbook.vehicle(draft.vehicle, account: reader.account)
                let parts = LogbookParts(record.vehicle, nil, reader.words)
                let trip = try draft.trip(parts)
                made = try await reader.logbook.enter(trip, vehicle: draft.vehicle, account: reader.account)
                    .id.text
            }
            guard let problem else { return Routes.seeOther(LogbookPages.trip(TripID(made))) }
            return try await enter(reader, draft, problem)
        },
    ]

    // MARK: gaps

    /// A gap that an address names.
    private struct GapPlace {
        let reader: LogbookReader
        let car: LogbookCar
        let gap: Gap
        var words: Words { car.parts.words }

        init(_ context: PageContext, _ site: Site) async throws {
            reader = try LogbookReader(context, site)
            let car = try await LogbookCar.one(try FilesPages.parameter("vehicle", context), reader)
            let ends = try FilesPages.parameter("gap", context).split(separator: "-").compactMap {
                Int64($0)
            }
            guard ends.count == 2,
                let gap = car.view.gaps.first(where: {
                    $0.before.instant == ends[0] && $0.after.instant == ends[1]
                })
            else { throw LogbookError(.notFound, "There is no gap between these readings any more.") }
            self.car = car
            self.gap = gap
        }
    }

    private static func page(_ place: GapPlace, _ problem: LogbookProblem?, _ typed: [String: String])
        -> Response
    {
        let (parts, gap) = (place.car.parts, place.gap)
        func say(_ phrase: Phrase) -> String { parts.say(phrase) }
        func reading(_ reading: OdometerReading) -> HTML {
            "\(parts.distance(reading.value)), \(parts.words.time(Date(microseconds: reading.instant)))"
        }
        let facts = Facts(pairs: [
            (say(.gapBefore), reading(gap.before)), (say(.gapAfter), reading(gap.after)),
            (say(.logbookDistance), "\(parts.distance(gap.distance))"),
        ])
        let uses: [Trip.Use] = [.business, .commute, .personal]
        let choices = uses.map { FieldRow.Choice(value: $0.rawValue, text: say(.use($0))) }
        let explanation = FieldRow(
            name: "explanation", label: say(.gapExplanation), kind: .area(rows: 3),
            value: typed["explanation"] ?? gap.explanation, help: say(.gapHelp), isRequired: true,
            autocomplete: "off",
            limit: 2000)
        let use = ChoiceGroup(
            name: "use", label: say(.logbookUse),
            choices: choices + [.init(value: "", text: say(.gapUnknown))],
            chosen: [typed["use"] ?? gap.use?.rawValue ?? ""])
        let path = LogbookPages.gap(place.car.id, before: gap.before.instant, after: gap.after.instant)
        let enter = "/logbook/enter?vehicle=\(HTML.pathComponent(place.car.id))"
        let link = PageLink(text: place.car.name, address: LogbookPages.car(place.car.id))
        let body: HTML = """
            \(Breadcrumbs(language: parts.words.language, links: [link]))
            \(problem?.html)
            <h1>\(say(.logbookGapOpen))</h1>
            <p>\(say(.gapIntro))</p>
            \(facts)
            <form class="fields" method="post" action="\(path)">\(place.reader.formField)
            \(explanation)\(use)
            <p class="field">\(Button(say(.saveDo), .primary))</p></form>
            <p><a href="\(enter)">\(say(.logbookEnterTrip))</a></p>
            """
        return LogbookPages.page(
            say(.logbookGapOpen), path, .month, body, place.reader, status: problem?.status ?? .ok)
    }

    // MARK: trips by hand

    private static func enter(
        _ reader: LogbookReader, _ draft: EnteredDraft, _ problem: LogbookProblem?
    ) async throws -> Response {
        let cars = try await reader.logbook.vehicles(of: reader.account)
        let words = reader.words
        let body: HTML
        if cars.isEmpty {
            body = """
                <h1>\(words.say(.logbookEnterTrip))</h1>
                \(EmptyState(
                    title: words.say(.logbookNoCar), text: "\(words.say(.logbookNoCarHelp))",
                    action: PageLink(text: words.say(.logbookAddCar), address: "/logbook/cars/new")))
                """
        } else {
            body = """
                \(problem?.html)
                <h1>\(words.say(.logbookEnterTrip))</h1>
                <p>\(words.say(.enterHelp))</p>
                <form class="fields" method="post" action="/logbook/enter">\(reader.formField)
                \(draft.fields(cars.map(\.vehicle), words))
                <p class="field">\(Button(words.say(.saveDo), .primary))</p></form>
                """
        }
        return LogbookPages.page(
            words.say(.logbookEnterTrip), "/logbook/enter", .month, body, reader,
            status: problem?.status ?? .ok)
    }
}

/// What somebody fills in about a trip that no device found.
struct EnteredDraft: Sendable {
    var vehicle: String
    private var values: [String: String] = [:]

    private static let names = [
        "day", "start", "end", "from", "to", "start-odometer", "end-odometer", "distance", "use",
        "purpose", "partner",
    ]

    init(vehicle: String, _ words: Words) {
        self.vehicle = vehicle
        values["day"] = WallTime(words.now, in: words.zone).day.description
        values["use"] = Trip.Use.business.rawValue
    }

    init(_ form: FormData) {
        vehicle = form["vehicle"] ?? ""
        for name in Self.names { values[name] = form[name]?.trimmingCharacters(in: .whitespaces) }
    }

    private func value(_ name: String) -> String { values[name] ?? "" }

    func fields(_ cars: [Vehicle], _ words: Words) -> HTML {
        let unit = LogbookUnit((cars.first { $0.id == vehicle } ?? cars.first)?.country ?? .netherlands)
        func line(
            _ name: String, _ label: String, _ kind: FieldRow.Kind = .text, isRequired: Bool = false,
            limit: Int = 300,
            help: Phrase? = nil
        ) -> FieldRow {
            FieldRow(
                name: name, label: label, kind: kind, value: value(name), help: help.map { words.say($0) },
                isRequired: isRequired, autocomplete: "off", limit: limit)
        }
        func amount(_ name: String, _ phrase: Phrase, help: Phrase? = nil) -> FieldRow {
            line(name, "\(words.say(phrase)) (\(unit.rawValue))", .number, limit: 16, help: help)
        }
        let choices = cars.map { FieldRow.Choice(value: $0.id, text: Shown.visible($0.name)) }
        let chosen =
            cars.contains { $0.id == vehicle } ? vehicle : (cars.first { $0.isUsual } ?? cars.first)?.id
        let car = FieldRow(
            name: "vehicle", label: words.say(.logbookCar), kind: .choice(choices), value: chosen,
            autocomplete: "off")
        let uses = Trip.Use.allCases.filter { $0 != .mixed }.map {
            FieldRow.Choice(value: $0.rawValue, text: words.say(.use($0)))
        }
        let rows = [
            car, line("day", words.say(.logbookDay), .date, isRequired: true, limit: 10),
            line("start", words.say(.tripStartTime), isRequired: true, limit: 5),
            line("end", words.say(.tripEndTime), isRequired: true, limit: 5),
            line("from", words.say(.tripFromAddress), isRequired: true),
            line("to", words.say(.tripToAddress), isRequired: true),
            amount("start-odometer", .tripFromOdometer), amount("end-odometer", .tripToOdometer),
            amount("distance", .logbookDistance, help: .enterDistanceHelp),
            line("purpose", words.say(.logbookPurpose)),
            line("partner", words.say(.logbookPartner)),
        ]
        return """
            \(rows)\(ChoiceGroup(
                name: "use", label: words.say(.logbookUse), choices: uses, chosen: [value("use")]))
            """
    }

    /// - Throws: `LogbookError` with `invalid`.
    func trip(_ parts: LogbookParts) throws -> EnteredTrip {
        guard let day = LocalDay(value("day")), let clock = parts.clock else {
            throw LogbookError(.invalid, parts.say(.logbookNoDay))
        }
        guard let first = LogbookClock.minute(value("start")),
            let last = LogbookClock.minute(value("end"))
        else {
            throw LogbookError(.invalid, parts.say(.logbookNoTime))
        }
        let start = LogbookClock.instant(day, first, clock)
        // A trip that ends earlier by the clock went on after midnight.
        let end = LogbookClock.instant(last < first ? day + 1 : day, last, clock)
        guard end <= parts.words.now.microseconds else {
            throw LogbookError(.invalid, parts.say(.enterAhead))
        }
        var trip = EnteredTrip(id: TripID(""), start: start, end: end)
        trip.from = .init(
            address: Self.address(value("from")), odometer: try distance("start-odometer", parts))
        trip.to = .init(
            address: Self.address(value("to")), odometer: try distance("end-odometer", parts))
        trip.distance = try distance("distance", parts)
        trip.use = Trip.Use(rawValue: value("use"))
        trip.purpose = value("purpose")
        trip.partner = value("partner")
        return trip
    }

    private static func address(_ text: String) -> StreetAddress? {
        text.isEmpty ? nil : StreetAddress(text: text)
    }

    private func distance(_ name: String, _ parts: LogbookParts) throws -> Distance? {
        guard !value(name).isEmpty else { return nil }
        guard let distance = parts.unit.distance(typed: value(name), parts.words) else {
            throw LogbookError(.invalid, parts.say(.logbookNoDistance))
        }
        return distance
    }
}
