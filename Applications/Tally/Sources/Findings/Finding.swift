// SPDX-License-Identifier: Apache-2.0

/// A difference or a doubt that a person should see. It states values and where they stand, and claims no cause.
package struct Finding: Sendable, Hashable {
    package var rule: Rule
    /// `nil` when the finding is about the whole country.
    package var area: Area?
    package var kind: BallotKind?
    package var form: FormType?
    package var place: CountingPlace?
    /// What tells findings of one rule in one form apart, as `row.12` or `party.27`; empty when there can be one only.
    package var detail: String
    /// The kind of source the form came from; two readings of one form have findings of their own.
    package var format: SourceFile.Format?
    package var severity: Severity
    package var consequence: Consequence
    package var values: [NamedValue]
    /// The number the rule wants and the number found, when it compares two.
    package var expected: Int?
    package var found: Int?
    /// The smallest single changes, the likeliest first.
    package var smallestChanges: [SmallestChange]
    /// The grade of the original system, on differences between a form and the feed.
    package var originalSeverity: OriginalSeverity?

    package init(
        _ rule: Rule, area: Area?, kind: BallotKind?, form: FormType? = nil, place: CountingPlace? = nil,
        detail: String = "", format: SourceFile.Format? = nil, severity: Severity? = nil,
        consequence: Consequence = Consequence(.none), values: [NamedValue] = [], expected: Int? = nil,
        found: Int? = nil, smallestChanges: [SmallestChange] = [], originalSeverity: OriginalSeverity? = nil
    ) {
        self.rule = rule
        self.area = area
        self.kind = kind
        self.form = form
        self.place = place
        self.detail = detail
        self.format = format
        self.severity = severity ?? Severity(rule: rule, consequence: consequence)
        self.consequence = consequence
        self.values = values
        self.expected = expected
        self.found = found
        self.smallestChanges = smallestChanges
        self.originalSeverity = originalSeverity
    }

    /// Says the same of the same place in every run, and is fit for an address: letters, digits, `.`, `-`, `_`, `~`.
    package var id: String {
        var id = rule.code
        func add(_ part: String) {
            id += "~"
            id += part
        }
        add(area?.description ?? "nation")
        if let kind { add(kind.rawValue) }
        if let form { add(form.identifier) }
        switch place {
        case .unit(let number): add("unit-\(number)")
        case .set(let number): add("set-\(number)")
        case nil: break
        }
        if let format { add(format.rawValue) }
        if !detail.isEmpty { add(detail) }
        return id
    }

    /// The order of a work list: severity, then votes in doubt, then place.
    package static func byConsequence(_ left: Finding, _ right: Finding) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        if left.consequence.votesInDoubt != right.consequence.votesInDoubt {
            return left.consequence.votesInDoubt > right.consequence.votesInDoubt
        }
        return left.id < right.id
    }
}

extension [Finding] {
    /// The findings in the order of a work list; each id is made once.
    package func sortedByConsequence() -> [Finding] {
        let keys = map { (severity: $0.severity.rawValue, votes: $0.consequence.votesInDoubt, id: $0.id) }
        let order = indices.sorted { left, right in
            let (left, right) = (keys[left], keys[right])
            if left.severity != right.severity { return left.severity > right.severity }
            return left.votes != right.votes ? left.votes > right.votes : left.id < right.id
        }
        return order.map { self[$0] }
    }
}

extension Severity {
    /// The severity by consequence: a changed winner is critical, a changed seat high, no vote in doubt low. Votes that
    /// change neither are graded by their share of the margin, or of all votes of the form where there is no margin:
    /// from a half on high, below a hundredth low. A rule that only hints stays a hint.
    package init(rule: Rule, consequence: Consequence) {
        guard rule.family != .hint else {
            self = .hint
            return
        }
        switch consequence.kind {
        case .winnerChanges: self = .critical
        case .seatChanges: self = .high
        case .marginOnly: self = Self(consequence)
        case .unknown: self = max(.medium, Self(consequence))
        case .none: self = .low
        }
    }

    private init(_ consequence: Consequence) {
        let whole = consequence.marginBefore ?? consequence.votesOnForm ?? 0
        if whole > 0, consequence.votesInDoubt * 2 >= whole {
            self = .high
        } else if whole > 0, consequence.votesInDoubt * 100 < whole {
            self = .low
        } else {
            self = .medium
        }
    }
}
