// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs

extension UseRule {
    /// As entries and people write it: `{"id":"commute","name":"Home and work","use":"commute","when":[…]}`.
    package var json: JSON {
        JSON.object([
            JSON.Member("id", .string(id)), JSON.Member("name", .string(name)),
            JSON.Member("use", .string(use.rawValue)), JSON.Member("when", .array(conditions.map(\.json))),
        ])
    }

    /// Reads what ``json`` writes; the list of rules checks it.
    /// - Throws: `LogbookError` with `invalid`.
    init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The rule", json)
        guard let use = try fields.choice("use", Trip.Use.self) else {
            throw LogbookError(.invalid, "The rule says no \"use\"; add business, commute or private.")
        }
        var conditions: [Condition] = []
        for condition in try fields.list("when") { conditions.append(try Condition(json: condition)) }
        self.init(id: try fields.neededText("id"), name: try fields.text("name"), conditions, use: use)
    }
}

extension UseRule.Condition {
    /// One object, told apart by its first member: `{"role":["work"],"at":"either"}`.
    var json: JSON {
        switch self {
        case .place(let names, let end): ["at": .string(end.rawValue), "place": .texts(names)]
        case .role(let roles, let end): ["at": .string(end.rawValue), "role": .texts(roles.map(\.rawValue))]
        case .elsewhere(let end): ["elsewhere": .string(end.rawValue)]
        case .commute(let stop): ["commute": ["stop_minutes": .integer(Int64(stop))]]
        case .weekdays(let days): ["weekdays": .texts(days.map { Self.weekdayNames[$0] })]
        case .hours(let from, let until):
            ["hours": ["from": .string(Self.clock(from)), "until": .string(Self.clock(until))]]
        case .dates(let days): ["dates": .texts(days.map(\.description))]
        case .period(let from, let until): ["period": Self.span(from, until)]
        case .holiday: ["holiday": true]
        case .distance(let least, let most): ["distance": Self.span(least, most)]
        case .frequent(let times, let days):
            ["frequent": ["days": .integer(Int64(days)), "times": .integer(Int64(times))]]
        case .vehicle(let ids): ["vehicle": .texts(ids)]
        case .not(let condition): ["not": condition.json]
        }
    }

    /// Sunday first, as numbers of weekdays count.
    static let weekdayNames = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

    init(json: JSON) throws(LogbookError) {
        try self.init(json: json, depth: 0)
    }

    private init(json: JSON, depth: Int) throws(LogbookError) {
        let fields = try EntryFields("A rule's condition", json)
        guard depth < 4, let found = try Self.found(fields, depth) else {
            throw LogbookError(
                .invalid,
                """
                A rule's condition is none of place, role, elsewhere, commute, weekdays, hours, dates, period, \
                holiday, distance, frequent, vehicle, not, or nested too deep; correct it.
                """
            )
        }
        self = found
    }

    private static func found(_ fields: EntryFields, _ depth: Int) throws(LogbookError) -> Self? {
        if let ends = try ofEnds(fields) { return ends }
        if let time = try ofTime(fields) { return time }
        return try ofTrip(fields, depth)
    }

    private static func ofEnds(_ fields: EntryFields) throws(LogbookError) -> Self? {
        let end = try fields.choice("at", UseRule.End.self) ?? .either
        if fields.value("place") != nil { return .place(try fields.texts("place"), end) }
        if fields.value("role") != nil {
            var roles: [Place.Role] = []
            for text in try fields.texts("role") {
                guard let role = Place.Role(rawValue: text) else {
                    throw fields.refused("role", "a list of home, work, customer, other")
                }
                roles.append(role)
            }
            return .role(roles, end)
        }
        if fields.value("elsewhere") != nil {
            return .elsewhere(try fields.choice("elsewhere", UseRule.End.self) ?? .either)
        }
        guard let commute = fields.value("commute") else { return nil }
        return .commute(stop: try whole(try EntryFields("A rule's commute", commute), "stop_minutes"))
    }

    private static func ofTime(_ fields: EntryFields) throws(LogbookError) -> Self? {
        if fields.value("weekdays") != nil {
            var days: [Int] = []
            for text in try fields.texts("weekdays") {
                guard let day = weekdayNames.firstIndex(of: text) else {
                    throw fields.refused("weekdays", "a list of monday to sunday")
                }
                days.append(day)
            }
            return .weekdays(days)
        }
        if let hours = fields.value("hours") {
            let span = try EntryFields("A rule's span of hours", hours)
            guard let from = minute(try span.neededText("from")), let until = minute(try span.neededText("until"))
            else { throw fields.refused("hours", "a span as from 08:00 until 18:00") }
            return .hours(from: from, until: until)
        }
        if fields.value("dates") != nil {
            var days: [LocalDay] = []
            for text in try fields.texts("dates") {
                guard let day = LocalDay(strict: text) else { throw fields.refused("dates", "a list of dates") }
                days.append(day)
            }
            return .dates(days)
        }
        if let period = fields.value("period") {
            let span = try EntryFields("A rule's period", period)
            return .period(from: try span.date("from"), until: try span.date("until"))
        }
        return try fields.flag("holiday") ? .holiday : nil
    }

    private static func ofTrip(_ fields: EntryFields, _ depth: Int) throws(LogbookError) -> Self? {
        if let distance = fields.value("distance") {
            let span = try EntryFields("A rule's distance", distance)
            return .distance(least: try span.kilometres("least"), most: try span.kilometres("most"))
        }
        if let frequent = fields.value("frequent") {
            let span = try EntryFields("A rule's frequent route", frequent)
            return .frequent(times: try whole(span, "times"), days: try whole(span, "days"))
        }
        if fields.value("vehicle") != nil { return .vehicle(try fields.texts("vehicle")) }
        guard let other = fields.value("not") else { return nil }
        return .not(try Self(json: other, depth: depth + 1))
    }

    private static func whole(_ fields: EntryFields, _ key: String) throws(LogbookError) -> Int {
        _ = try fields.needed(key)
        guard let value = try fields.integer(key), let number = Int(exactly: value) else {
            throw fields.refused(key, "a whole number")
        }
        return number
    }

    private static func span(_ from: LocalDay?, _ until: LocalDay?) -> JSON {
        var members: [JSON.Member] = []
        members.add("from", from.map { .string($0.description) })
        members.add("until", until.map { .string($0.description) })
        return .object(members)
    }

    private static func span(_ least: Distance?, _ most: Distance?) -> JSON {
        var members: [JSON.Member] = []
        members.add("least", least.map(JSON.kilometres))
        members.add("most", most.map(JSON.kilometres))
        return .object(members)
    }

    /// `08:30`.
    static func clock(_ minute: Int) -> String {
        let (hour, rest) = (minute / 60, minute % 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(String(parts[0]) ?? ""), let minute = Int(String(parts[1]) ?? ""), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}
