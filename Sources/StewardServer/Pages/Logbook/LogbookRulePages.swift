// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logbook
import StewardCore
import StewardJobs
import StewardStore
import Tally

/// The rules by which trips count: changed step by step, with what would change shown before anything is saved.
enum LogbookRulePages {
    static let routes: [Route] = [
        Route("/logbook/rules", "Changes the rules by which trips count", scope: .drive) {
            _, context, site in
            let reader = try LogbookReader(context, site)
            let place = try await RulesPlace(reader)
            return try await page(place, place.now, nil, [:])
        },
        Route(
            .post, "/logbook/rules", "Shows what changed rules would do, or saves them", scope: .drive
        ) {
            request, context, site in
            let form = try await FormData.read(request, context)
            let place = try await RulesPlace(try LogbookReader(context, site))
            return try await take(form, place)
        },
    ]

    private static func take(_ form: FormData, _ place: RulesPlace) async throws -> Response {
        var rules = place.now
        let words = place.reader.words
        let problem = try await LogbookAnswer.problem(words) {
            if let text = form["rules"] { rules = try Self.rules(text) }
            try change(&rules, form, place)
            try RulesEntry(rules).validate()
            guard form["do"] == "save" else { return }
            let from = try PlaceDraft.day(form["from"], words)
            try await place.reader.logbook.setRules(
                RulesEntry(rules, from: from), account: place.reader.account,
                from: form["size"].flatMap { Int64($0) })
        }
        if problem == nil, form["do"] == "save" { return Routes.seeOther("/logbook/places#rules") }
        var typed: [String: String] = [:]
        if problem != nil { for name in RuleDraft.names { typed[name] = form[name] } }
        return try await page(place, rules, problem, typed)
    }

    /// The rules that a page brings along.
    private static func rules(_ text: String) throws -> [UseRule] {
        guard text.utf8.count <= 60_000, let value = try? JSON(parsing: Array(text.utf8)) else {
            throw LogbookError(.invalid, "The form's rules cannot be read; open the page again.")
        }
        return try RulesEntry(json: value).rules
    }

    private static func change(_ rules: inout [UseRule], _ form: FormData, _ place: RulesPlace) throws {
        let parts = (form["do"] ?? "").split(separator: "-", maxSplits: 1).map(String.init)
        guard let act = parts.first else { return }
        let number = parts.count > 1 ? Int(parts[1]) : nil
        switch (act, number) {
        case ("up", let number?) where rules.indices.contains(number) && number > 0:
            rules.swapAt(number, number - 1)
        case ("down", let number?) where rules.indices.contains(number) && number + 1 < rules.count:
            rules.swapAt(number, number + 1)
        case ("remove", let number?) where rules.indices.contains(number): rules.remove(at: number)
        case ("preset", _):
            guard let country = parts.count > 1 ? Vehicle.Country(rawValue: parts[1]) : nil else {
                return
            }
            rules = UseRule.preset(country)
        case ("add", _):
            rules.append(try RuleDraft(form, place.reader.words, place.unit).rule(besides: rules))
        default: return
        }
    }

    private static func page(
        _ place: RulesPlace, _ rules: [UseRule], _ problem: LogbookProblem?, _ typed: [String: String]
    ) async throws -> Response {
        let page = RulesPage(place: place, rules: rules, problem: problem, typed: typed)
        return LogbookPages.page(
            place.reader.words.say(.rulesChange), "/logbook/rules", .places, page.body, place.reader,
            status: problem?.status ?? .ok)
    }
}

/// What the page of rules needs.
struct RulesPlace: Sendable {
    let reader: LogbookReader
    let cars: [LogbookCar]
    let setup: DaySetup
    /// How many entries the driver's book has: a change from an older one is refused.
    let size: Int64
    /// The rules that hold today.
    let now: [UseRule]

    var unit: LogbookUnit { LogbookUnit(cars.first?.vehicle.country ?? .netherlands) }

    init(_ reader: LogbookReader) async throws {
        self.reader = reader
        let driver = try await reader.logbook.driver(reader.account)
        let setup = driver.setup.setup(on: reader.today)
        let cars = try await LogbookCar.all(reader)
        self.setup = setup
        self.cars = cars
        size = driver.size
        let country = cars.first { $0.vehicle.isUsual }?.vehicle.country ?? cars.first?.vehicle.country
        now = setup.rules ?? UseRule.preset(country ?? .netherlands)
    }

    /// What trips of the last so many days would count as by other rules; those of which a person said it stay.
    func changed(_ rules: [UseRule], days: Int = 92) -> [(trip: Trip, car: LogbookCar, use: Trip.Use)] {
        let since = reader.now - Int64(days) * 86_400_000_000
        return cars.flatMap { car -> [(trip: Trip, car: LogbookCar, use: Trip.Use)] in
            let before = RuleTrial(car, setup, now)
            let after = RuleTrial(car, setup, rules)
            return car.view.trips.enumerated().compactMap { _, trip in
                guard !trip.isVoided, trip.start.instant >= since, trip.reason.rule != Trip.Reason.person,
                    let old = before.use(of: trip.id), let new = after.use(of: trip.id), old != new
                else { return nil }
                return (trip, car, new)
            }
        }.sorted { $0.trip.start.instant > $1.trip.start.instant }
    }
}

/// What the trips of a vehicle would count as by a list of rules.
struct RuleTrial {
    private var uses: [TripID: Trip.Use] = [:]

    init(_ car: LogbookCar, _ setup: DaySetup, _ rules: [UseRule]) {
        guard let clock = car.parts.clock else { return }
        let finder = PlaceFinder(setup.places)
        let trips = car.view.trips.filter { !$0.isVoided }
        let facts = trips.map { trip in
            TripFacts(
                start: trip.start.instant, end: trip.end.instant, clock: clock,
                from: finder.place(at: trip.start.position), to: finder.place(at: trip.end.position),
                distance: trip.distance.known, vehicle: trip.vehicle)
        }
        let classifier = Classifier(rules: rules, holidays: setup.profile.holidays)
        for (place, trip) in trips.enumerated() {
            let surroundings = Classifier.Surroundings(trips: facts, place: place) { use, days in
                Self.said(use, days, place, trips, facts)
            }
            uses[trip.id] = classifier.use(of: surroundings).use
        }
    }

    func use(of trip: TripID) -> Trip.Use? { uses[trip] }

    /// How often a person said so of trips between the same two places within so many days before.
    private static func said(
        _ use: Trip.Use, _ days: Int, _ place: Int, _ trips: [Trip], _ facts: [TripFacts]
    ) -> Int {
        guard let from = facts[place].from?.name, let to = facts[place].to?.name else { return 0 }
        let since = facts[place].start - Int64(days) * 86_400_000_000
        return (0..<place).count { other in
            trips[other].reason.rule == Trip.Reason.person && trips[other].use == use
                && facts[other].start >= since
                && Set([facts[other].from?.name, facts[other].to?.name]) == Set([from, to])
        }
    }
}

/// What somebody fills in about a new rule; every field that is filled is a condition.
struct RuleDraft {
    static let names = [
        "rule-name", "rule-use", "rule-at", "rule-from", "rule-until", "rule-least", "rule-most",
    ]

    private let form: FormData
    private let words: Words
    private let unit: LogbookUnit

    init(_ form: FormData, _ words: Words, _ unit: LogbookUnit) {
        self.form = form
        self.words = words
        self.unit = unit
    }

    private func text(_ name: String) -> String {
        (form[name] ?? "").trimmingCharacters(in: .whitespaces)
    }

    /// - Throws: `LogbookError` with `invalid`.
    func rule(besides rules: [UseRule]) throws -> UseRule {
        guard let use = Trip.Use(rawValue: text("rule-use")), use != .mixed else {
            throw LogbookError(.invalid, words.say(.logbookNoUse))
        }
        var conditions: [UseRule.Condition] = []
        let end = UseRule.End(rawValue: text("rule-at")) ?? .either
        let places = form.all("rule-place")
        if !places.isEmpty { conditions.append(.place(places, end)) }
        let roles = form.all("rule-role").compactMap { Place.Role(rawValue: $0) }
        if !roles.isEmpty { conditions.append(.role(roles, end)) }
        let days = form.all("rule-day").compactMap { Int($0) }
        if !days.isEmpty { conditions.append(.weekdays(days)) }
        if let hours = try hours() { conditions.append(hours) }
        let (least, most) = (try distance("rule-least"), try distance("rule-most"))
        if least != nil || most != nil { conditions.append(.distance(least: least, most: most)) }
        if form["rule-holiday"] != nil { conditions.append(.holiday) }
        guard !conditions.isEmpty else { throw LogbookError(.invalid, words.say(.ruleEmpty)) }
        let taken = Set(rules.map(\.id))
        let number = (1...).first { !taken.contains("own-\($0)") } ?? 1
        return UseRule(id: "own-\(number)", name: text("rule-name"), conditions, use: use)
    }

    private func hours() throws -> UseRule.Condition? {
        let (from, until) = (text("rule-from"), text("rule-until"))
        if from.isEmpty, until.isEmpty { return nil }
        guard let first = LogbookClock.minute(from), let last = LogbookClock.minute(until) else {
            throw LogbookError(.invalid, words.say(.logbookNoTime))
        }
        return .hours(from: first, until: last)
    }

    private func distance(_ name: String) throws -> Distance? {
        guard !text(name).isEmpty else { return nil }
        guard let distance = unit.distance(typed: text(name), words) else {
            throw LogbookError(.invalid, words.say(.logbookNoDistance))
        }
        return distance
    }
}

/// The rules with what can be done to each, what they would change, and the form of a new one.
struct RulesPage: Sendable {
    let place: RulesPlace
    let rules: [UseRule]
    var problem: LogbookProblem?
    var typed: [String: String] = [:]

    private var words: Words { place.reader.words }
    private func say(_ phrase: Phrase) -> String { words.say(phrase) }
    private var isChanged: Bool { rules != place.now }

    var body: HTML {
        let crumbs = Breadcrumbs(
            language: words.language,
            links: [PageLink(text: say(.logbookPlaces), address: "/logbook/places")])
        let bytes = (try? RulesEntry(rules).json.canonicalBytes()) ?? []
        let (here, last) = (self, rules.count - 1)
        let list = RuleListPart(rules: rules, vehicles: place.cars.map(\.vehicle), words: words) {
            number in
            here.buttons(number, last: last)
        }
        return """
            \(crumbs)
            \(problem?.html)
            <h1>\(say(.rulesChange))</h1>
            <p>\(say(.rulesFirst)) \(say(.rulesSteps))</p>
            <form method="post" action="/logbook/rules">\(place.reader.formField)\
            <input type="hidden" name="rules" value="\(String(decoding: bytes, as: UTF8.self))">\
            <input type="hidden" name="size" value="\(place.size)">
            \(list)
            \(trial)
            \(adding)
            <h2>\(say(.rulesPresets))</h2>
            <div class="actions">\(presets)</div>
            </form>
            """
    }

    private func button(
        _ act: String, _ phrase: Phrase, _ kind: Button.Kind = .plain, about: String? = nil
    ) -> Button {
        var button = Button(say(phrase), kind)
        (button.name, button.value) = ("do", act)
        button.fullName = about.map { "\(say(phrase)): \($0)" }
        return button
    }

    private func buttons(_ number: Int, last: Int) -> HTML {
        let name = LogbookRuleWords(words: words).name(rules[number].id, in: rules)
        let up: HTML = number > 0 ? button("up-\(number)", .ruleUp, about: name).html : ""
        let down: HTML = number < last ? button("down-\(number)", .ruleDown, about: name).html : ""
        return
            "<div class=\"actions\">\(up)\(down)\(button("remove-\(number)", .ruleRemove, .danger, about: name))</div>"
    }

    private var presets: [Button] {
        Vehicle.Country.allCases.map { country in
            var button = Button(say(.country(country)))
            (button.name, button.value) = ("do", "preset-\(country.rawValue)")
            return button
        }
    }

    /// What would change, and the way to make it so.
    private var trial: HTML {
        guard isChanged else { return "<p class=\"quiet\">\(say(.rulesUnchanged))</p>" }
        let changed = place.changed(rules)
        let items = changed.prefix(12).map { change -> HTML in
            let parts = change.car.parts
            return """
                <li><a href="\(LogbookPages.trip(change.trip.id))">\(parts.dayText(change.trip.start.instant)): \
                \(parts.route(change.trip))</a> \(parts.badge(change.trip.use)) → \(parts.badge(change.use))</li>
                """
        }
        let list: HTML = items.isEmpty ? "" : "<ul>\(items)</ul>"
        let from = FieldRow(
            name: "from", label: say(.placeFrom), kind: .date, value: place.reader.today.description,
            help: say(.placeFromHelp), autocomplete: "off")
        return """
            <section class="card" aria-labelledby="trial"><h2 id="trial">\(say(.rulesTrial))</h2>
            <p>\(words.count(changed.count, .rulesWouldChange))</p>\(list)
            \(from)<p class="field">\(button("save", .rulesSave, .primary))</p></section>
            """
    }

    private var adding: HTML {
        func line(_ name: String, _ label: String, limit: Int = 80, help: Phrase? = nil) -> FieldRow {
            FieldRow(
                name: name, label: label, value: typed[name] ?? "", help: help.map(say),
                autocomplete: "off", limit: limit)
        }
        let unit = place.unit.rawValue
        let uses: [Trip.Use] = [.business, .commute, .personal]
        let use = FieldRow(
            name: "rule-use", label: say(.ruleUse),
            kind: .choice(uses.map { .init(value: $0.rawValue, text: say(.use($0))) }),
            value: typed["rule-use"] ?? "business", autocomplete: "off")
        let ends: [(UseRule.End, Phrase)] = [
            (.either, .ruleAtEither), (.start, .ruleAtStart), (.end, .ruleAtEnd), (.both, .ruleAtBoth),
        ]
        let end = FieldRow(
            name: "rule-at", label: say(.ruleAt),
            kind: .choice(ends.map { .init(value: $0.0.rawValue, text: say($0.1)) }),
            value: typed["rule-at"] ?? "either", autocomplete: "off")
        let places = place.setup.places.map {
            FieldRow.Choice(value: $0.name, text: Shown.visible($0.name))
        }
        let roles = Place.Role.allCases.map {
            FieldRow.Choice(value: $0.rawValue, text: say(.role($0)))
        }
        let order = (0..<7).map { ($0 + words.language.firstWeekday) % 7 }
        let days = order.map { FieldRow.Choice(value: "\($0)", text: words.language.weekday($0)) }
        let named: HTML =
            places.isEmpty
            ? ""
            : ChoiceGroup(name: "rule-place", label: say(.rulePlaces), choices: places, isMany: true).html
        return """
            <details class="fold" id="new-rule"\(HTML.flag("open", problem != nil))>\
            <summary>\(say(.ruleNew))</summary><div>
            <p>\(say(.ruleNewHelp))</p>
            \(line("rule-name", say(.name)))\(use)\(end)\(named)
            \(ChoiceGroup(name: "rule-role", label: say(.placeRole), choices: roles, isMany: true))
            \(ChoiceGroup(name: "rule-day", label: say(.weekdays), choices: days, isMany: true))
            \(line("rule-from", say(.ruleFromHour), limit: 5, help: .ruleHourHelp))\
            \(line("rule-until", say(.ruleUntilHour), limit: 5))\
            \(line("rule-least", "\(say(.ruleLeast)) (\(unit))", limit: 12))\
            \(line("rule-most", "\(say(.ruleMost)) (\(unit))", limit: 12))
            \(CheckRow(name: "rule-holiday", label: say(.ruleOnHoliday)))
            <p class="field">\(button("add", .ruleAdd))</p></div></details>
            """
    }
}
