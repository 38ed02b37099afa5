// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardIntegration
import StewardJobs
import StewardStore
import Tally

/// Parts that the pages of one vehicle's trips share: its zone, its unit, its driver's rules.
struct LogbookParts: Sendable {
    /// The reader's, in the vehicle's zone.
    let words: Words
    let unit: LogbookUnit
    let clock: LocalClock?
    let rules: [UseRule]

    init(_ vehicle: Vehicle, _ rules: [UseRule]?, _ words: Words) {
        clock = LocalClock.named(vehicle.zone)
        self.words = Words(words.language, zone: clock?.zone ?? words.zone, now: words.now)
        unit = LogbookUnit(vehicle.country)
        self.rules = rules ?? UseRule.preset(vehicle.country)
    }

    func say(_ phrase: Phrase) -> String { words.say(phrase) }
    func distance(_ distance: Distance) -> String { unit.text(distance, words) }
    /// How far it was, or that nothing tells it.
    func distance(_ measure: Trip.Measure) -> String { measure.known.map(distance) ?? say(.gapUnknown) }

    // MARK: times

    func date(_ instant: Int64) -> Date { Date(microseconds: instant) }
    func day(_ instant: Int64) -> LocalDay {
        clock?.day(at: instant) ?? LocalDay(number: Int(instant / 86_400_000_000))
    }

    /// `Mon 2 Nov 2026`.
    func dayText(_ instant: Int64) -> String {
        let day = day(instant)
        return "\(words.language.shortWeekday(day.weekday)) \(words.date(day))"
    }

    /// The clock on the wall, as an element that programs can read.
    func clockTime(_ instant: Int64) -> HTML {
        let date = date(instant)
        return """
            <time class="time" datetime="\(date.formatted(.iso8601))" title="\(words.longText(date))">\
            \(words.clock(date))</time>
            """
    }

    /// `08:30–09:12`.
    func span(_ trip: Trip) -> HTML {
        "\(clockTime(trip.start.instant))–\(clockTime(trip.end.instant))"
    }

    /// How long it took.
    func duration(_ trip: Trip) -> String {
        words.duration(.microseconds(max(0, trip.end.instant - trip.start.instant)), .short)
    }

    // MARK: places

    /// The driver's own name, else the address, else the coordinates.
    func name(_ end: Trip.End) -> String {
        if let place = end.place, !place.isEmpty { return place }
        if let address = end.address { return Self.short(address) }
        guard let position = end.position else { return say(.logbookSomewhere) }
        return Self.coordinates(position)
    }

    /// `12 Broad Street, Utrecht`, or the whole text where parts are unknown.
    static func short(_ address: StreetAddress) -> String {
        guard let street = address.street, let town = address.town else { return address.text }
        return [[street, address.houseNumber].compactMap(\.self).joined(separator: " "), town].joined(
            separator: ", ")
    }

    /// `52.0907, 5.1214`, in every language the same, as maps take it.
    static func coordinates(_ position: Position) -> String {
        "\(degrees(position.latitude)), \(degrees(position.longitude))"
    }

    /// Five decimals, about a metre.
    static func degrees(_ value: Double) -> String {
        let parts = Int64((value * 100_000).rounded())
        let digits = String(parts.magnitude)
        let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        var text = "\(parts < 0 ? "-" : "")\(padded.dropLast(5)).\(padded.suffix(5))"
        while text.last == "0" { text.removeLast() }
        return text.last == "." ? text + "0" : text
    }

    /// `Home → Office`.
    func route(_ trip: Trip) -> HTML {
        """
        <bdi>\(Shown.visible(name(trip.start)))</bdi> <span aria-hidden="true">→</span>\
        <span class="unseen"> \(say(.logbookTo)) </span> <bdi>\(Shown.visible(name(trip.end)))</bdi>
        """
    }

    /// The same as text, for titles.
    func routeText(_ trip: Trip) -> String {
        "\(Shown.visible(name(trip.start))) → \(Shown.visible(name(trip.end)))"
    }

    // MARK: use

    func badge(_ use: Trip.Use) -> Badge { Badge(say(.use(use)), use.tone) }

    func badge(_ trip: Trip) -> HTML {
        if trip.isVoided { return Badge(say(.logbookVoided), .missing).html }
        return badge(trip.use).html
    }

    /// Why a trip counts as it does, in one sentence.
    func reason(_ trip: Trip) -> String {
        let reason = trip.reason
        if reason.rule == Trip.Reason.person { return say(.logbookReasonPerson) }
        if reason.rule == Trip.Reason.none { return say(.logbookReasonNone) }
        let rule = LogbookRuleWords(words: words).name(reason.rule, in: rules)
        let sentence = say(.logbookReasonRule).replacing("{rule}", with: rule)
        let seen = seenText(reason.seen)
        return seen.isEmpty ? "\(sentence)." : "\(sentence): \(seen)."
    }

    /// What rules saw is told in names, times and English weekdays; the weekdays are translated.
    private func seenText(_ seen: String) -> String {
        let parts = seen.components(separatedBy: ", ").map { part in
            LogbookRuleWords.weekday(part).map { words.language.weekday($0) } ?? part
        }
        return Shown.visible(parts.joined(separator: ", "))
    }
}

extension Trip.Use {
    var tone: Tone {
        switch self {
        case .business: .info
        case .commute: .good
        case .personal: .hint
        case .mixed: .low
        }
    }
    /// The key that says so.
    var key: String {
        switch self {
        case .business: "b"
        case .commute: "c"
        case .personal: "p"
        case .mixed: "m"
        }
    }
}

extension Phrase {
    static func use(_ use: Trip.Use) -> Phrase {
        switch use {
        case .business: .logbookBusiness
        case .commute: .logbookCommute
        case .personal: .logbookPrivate
        case .mixed: .logbookMixed
        }
    }
}

/// What rules are called.
struct LogbookRuleWords: Sendable {
    let words: Words

    /// The driver's words for a rule; of the rules that come with a country, the reader's language.
    func name(_ id: String, in rules: [UseRule]) -> String {
        let rule = rules.first { $0.id == id }
        if let preset = Self.presets[id], rule.map({ Self.presetNames[id] == $0.name }) ?? true {
            return words.say(preset)
        }
        guard let rule else { return id }
        return rule.name.isEmpty ? id : Shown.visible(rule.name)
    }

    private static let presets: [String: Phrase] = [
        "commute": .logbookRuleCommute, "work": .logbookRuleWork, "customer": .logbookRuleCustomer,
        "holiday": .logbookRuleHoliday, "weekend": .logbookRuleWeekend, "weekday": .logbookRuleWeekday,
    ]
    private static let presetNames = Dictionary(
        UseRule.preset(.netherlands).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })

    /// The number of a weekday by its English name, Sunday being 0.
    static func weekday(_ name: String) -> Int? {
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"].firstIndex(
            of: name)
    }
}
