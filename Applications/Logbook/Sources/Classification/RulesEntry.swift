// SPDX-License-Identifier: Apache-2.0
package import StewardCore
package import StewardJobs

/// A driver's rules, all of them in their order, and the day from which they hold.
package struct RulesEntry: Sendable, Hashable {
    package var rules: [UseRule]
    /// The first local day on which they hold; `nil` for all days.
    package var from: LocalDay?

    package init(_ rules: [UseRule], from: LocalDay? = nil) {
        self.rules = rules
        self.from = from
    }

    package static let mostRules = 100
    package static let mostConditions = 20
    /// Ids that mean something else in ``Trip/Reason/rule``.
    package static let reserved: Set<String> = ["none", "person"]

    /// The payload of a `logbook.rules` entry.
    package var json: JSON {
        var members: [JSON.Member] = [JSON.Member("rules", .array(rules.map(\.json)))]
        members.add("from", from.map { .string($0.description) })
        return JSON.object(members).canonical
    }

    /// Reads what ``json`` writes and checks it.
    /// - Throws: `LogbookError` with `invalid`.
    package init(json: JSON) throws(LogbookError) {
        let fields = try EntryFields("The list of rules", json)
        _ = try fields.needed("rules")
        var rules: [UseRule] = []
        for rule in try fields.list("rules") { rules.append(try UseRule(json: rule)) }
        self.init(rules, from: try fields.date("from"))
        try validate()
    }

    /// - Throws: `LogbookError` with `invalid`, one sentence that names the rule.
    package func validate() throws(LogbookError) {
        guard rules.count <= Self.mostRules else {
            throw LogbookError(.invalid, "There are more than \(Self.mostRules) rules; join some.")
        }
        var ids = Self.reserved
        for rule in rules {
            try SetupLimits.check(word: rule.id, "A rule's id")
            guard ids.insert(rule.id).inserted else {
                throw LogbookError(.invalid, "Two rules are called \(rule.id), or the name is reserved; rename one.")
            }
            try SetupLimits.check(rule.name, "The name of rule \(rule.id)", most: SetupLimits.nameLength)
            guard rule.use != .mixed else {
                throw LogbookError(
                    .invalid, "Rule \(rule.id) makes trips mixed, which only a person can; choose another use.")
            }
            guard rule.conditions.count <= Self.mostConditions else {
                throw LogbookError(
                    .invalid, "Rule \(rule.id) has more than \(Self.mostConditions) conditions; divide it.")
            }
            for condition in rule.conditions {
                if let fault = condition.fault {
                    throw LogbookError(.invalid, "Rule \(rule.id) \(fault).")
                }
            }
        }
    }
}

extension UseRule.Condition {
    /// The longest stop on the way to work that still can be one, in minutes.
    static let longestStop = 240

    /// What is wrong with it, as the end of a sentence that began with the rule.
    fileprivate var fault: String? {
        switch self {
        case .place(let names, _) where names.isEmpty || names.count > 200:
            "names no place, or more than 200; correct it"
        case .role(let roles, _) where roles.isEmpty: "names no role; name one"
        case .commute(let stop) where !(0...Self.longestStop).contains(stop):
            "allows stops that are not 0 to \(Self.longestStop) minutes long; shorten them"
        case .weekdays(let days) where days.isEmpty || !days.allSatisfy((0...6).contains):
            "names no day of the week; name one"
        case .hours(let from, let until)
        where !(0..<1440).contains(from) || !(0..<1440).contains(until) || from == until:
            "has a span of hours that is empty; move one end"
        case .dates(let days) where days.isEmpty || days.count > 2_000: "names no day, or more than 2,000; correct it"
        case .period(let from?, let until?) where until < from:
            "has a period that ends before it begins; exchange the days"
        case .period(nil, nil): "has a period without bounds; name a day"
        case .distance(nil, nil): "has a distance without bounds; name one"
        case .distance(let least, let most)
        where (least ?? .zero) < .zero || (most ?? .zero) < .zero || (least ?? .zero) > (most ?? SetupLimits.odometer):
            "has a span of distances that is empty; exchange its ends"
        case .frequent(let times, let days) where !(1...100).contains(times) || !(1...366).contains(days):
            "wants a route more than 100 times or within more than 366 days; choose less"
        case .vehicle(let ids) where ids.isEmpty || ids.count > 200: "names no vehicle, or more than 200; correct it"
        case .not(let condition): condition.fault
        default: nil
        }
    }
}
