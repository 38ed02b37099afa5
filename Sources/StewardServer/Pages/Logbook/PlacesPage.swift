// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import StewardJobs
import Tally

/// Places on a list and a map, the rules in words, and who drives.
struct PlacesPage: Sendable {
    let setup: DaySetup
    let vehicles: [Vehicle]
    var problem: LogbookProblem?
    var typed: FormData?
    let words: Words
    let formField: HTML
    let tiles: LogbookTiles

    private func say(_ phrase: Phrase) -> String { words.say(phrase) }

    var body: HTML {
        """
        \(problem?.html)
        <h1>\(say(.logbookPlaces))</h1>
        <p>\(say(.placesHelp))</p>
        \(places)
        <p><a class="button" href="/logbook/places/new">\(say(.placeNew))</a></p>
        \(rules)
        \(profile)
        """
    }

    private var places: HTML {
        guard !setup.places.isEmpty else {
            return EmptyState(title: say(.placesNone), text: "\(say(.placesNoneHelp))").html
        }
        let rows = setup.places.map { place in
            DataTable.Row([
                "<a href=\"/logbook/places/\(HTML.pathComponent(place.name))/edit\">\(Shown.visible(place.name))</a>",
                "\(say(.role(place.role)))\(place.isSkipped ? " \(Badge(say(.placeSkipped), .hint))" as HTML : "")",
                "\(words.number(place.radius.metres)) m",
                "<code>\(LogbookParts.coordinates(place.center))</code>",
            ])
        }
        let table = DataTable(
            name: say(.logbookPlaces),
            columns: [
                .init(say(.name)), .init(say(.placeRole)), .init(say(.placeRadius), isNumber: true),
                .init(say(.tripPosition)),
            ], rows: rows)
        let map = LogbookMap(
            title: say(.placesMap), summary: setup.places.map(\.name).joined(separator: ", "),
            spots: setup.places.map {
                .init(position: $0.center, radius: $0.radius, name: $0.name, kind: .place)
            },
            words: words, unit: LogbookUnit(vehicles.first?.country ?? .netherlands))
        return "\(map)\n\(table)"
    }

    private var rules: HTML {
        let country = vehicles.first { $0.isUsual }?.country ?? vehicles.first?.country ?? .netherlands
        let rules = setup.rules ?? UseRule.preset(country)
        let source: Phrase = setup.rules == nil ? .rulesPreset : .rulesOwn
        return """
            <h2 id="rules">\(say(.rules))</h2>
            <p>\(say(source).replacing("{country}", with: say(.country(country)))) \(say(.rulesFirst))</p>
            \(RuleListPart(rules: rules, vehicles: vehicles, words: words))
            <p><a class="button" href="/logbook/rules">\(say(.rulesChange))</a></p>
            """
    }

    private var profile: HTML {
        let known = setup.profile
        func line(_ name: String, _ phrase: Phrase, _ value: String, help: Phrase? = nil) -> FieldRow {
            FieldRow(
                name: name, label: say(phrase), value: typed?[name] ?? value, help: help.map(say),
                autocomplete: "off",
                limit: 300)
        }
        let holidays = FieldRow(
            name: "holidays", label: say(.profileHolidays), kind: .area(rows: 4),
            value: typed?["holidays"] ?? known.holidays.map(\.description).joined(separator: "\n"),
            help: say(.profileHolidaysHelp), autocomplete: "off")
        return """
            <h2 id="profile">\(say(.profile))</h2>
            <form class="fields" method="post" action="/logbook/profile">\(formField)
            \(line("driver-name", .profileName, known.name))\(line("driver-address", .logbookAddress, known.address))\
            \(line("driver-employer", .profileEmployer, known.employer))\(holidays)
            <p class="field">\(Button(say(.saveDo)))</p></form>
            """
    }
}

/// Rules in words, in the order in which they are tried.
struct RuleListPart: Part {
    let rules: [UseRule]
    let vehicles: [Vehicle]
    let words: Words
    /// What stands behind a rule, by its place in the list.
    var actions: (@Sendable (Int) -> HTML)?

    var html: HTML {
        guard !rules.isEmpty else { return "<p class=\"quiet\">\(words.say(.rulesNone))</p>" }
        let names = LogbookRuleWords(words: words)
        let items = rules.enumerated().map { place, rule -> HTML in
            """
            <li><strong>\(names.name(rule.id, in: rules))</strong> \
            \(Badge(words.say(.use(rule.use)), rule.use.tone))<br>\
            <span class="small">\(names.sentence(rule, vehicles))</span>\(actions?(place))</li>

            """
        }
        return "<ol class=\"rules\">\(items)</ol>"
    }
}

extension LogbookRuleWords {
    /// What a rule asks, in one sentence.
    func sentence(_ rule: UseRule, _ vehicles: [Vehicle]) -> String {
        guard !rule.conditions.isEmpty else { return words.say(.ruleAlways) }
        let all = rule.conditions.map { condition($0, vehicles) }.joined(separator: words.say(.ruleAnd))
        return words.say(.ruleWhen).replacing("{all}", with: all)
    }

    private func condition(_ condition: UseRule.Condition, _ vehicles: [Vehicle]) -> String {
        func say(_ phrase: Phrase, _ what: String = "") -> String {
            words.say(phrase).replacing("{what}", with: what)
        }
        func list(_ parts: [String]) -> String { Shown.visible(parts.joined(separator: ", ")) }
        let language = words.language
        switch condition {
        case .place(let names, let end): return say(Self.phrase(end), list(names))
        case .role(let roles, let end):
            return say(Self.phrase(end), list(roles.map { words.say(.role($0)).lowercased() }))
        case .elsewhere(let end): return say(Self.phrase(end), words.say(.ruleElsewhere))
        case .commute(let stop): return say(.ruleCommute, words.count(stop, .minutes))
        case .weekdays(let days):
            return say(.ruleWeekdays, list(days.map { language.shortWeekday($0) }))
        case .hours(let from, let until):
            return say(.ruleHours).replacing("{from}", with: Self.clock(from)).replacing(
                "{until}", with: Self.clock(until))
        case .dates(let days): return say(.ruleDates, list(days.prefix(5).map { words.date($0) }))
        case .period(let from, let until):
            return say(.rulePeriod).replacing("{from}", with: from.map { words.date($0) } ?? "…")
                .replacing("{until}", with: until.map { words.date($0) } ?? "…")
        case .holiday: return say(.ruleIsHoliday)
        case .distance(let least, let most):
            let unit = LogbookUnit(vehicles.first?.country ?? .netherlands)
            return say(.ruleDistance).replacing("{least}", with: unit.text(least ?? .zero, words))
                .replacing("{most}", with: most.map { unit.text($0, words) } ?? "…")
        case .frequent(let times, let days):
            return say(.ruleFrequent).replacing("{times}", with: words.number(times))
                .replacing("{days}", with: words.count(days, .days))
        case .vehicle(let ids):
            return say(.ruleVehicle, list(ids.map { id in vehicles.first { $0.id == id }?.name ?? id }))
        case .not(let other): return say(.ruleNot, self.condition(other, vehicles))
        }
    }

    private static func phrase(_ end: UseRule.End) -> Phrase {
        switch end {
        case .start: .ruleStarts
        case .end: .ruleEnds
        case .either: .ruleEither
        case .both: .ruleBoth
        }
    }

    static func clock(_ minute: Int) -> String {
        let (hour, rest) = (minute / 60, minute % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
}
