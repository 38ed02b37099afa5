// SPDX-License-Identifier: Apache-2.0

/// What it would change if the doubt of a finding were real, with the numbers.
package struct Consequence: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Another candidate would win the constituency.
        case winnerChanges = "winner-changes"
        /// A list seat would move.
        case seatChanges = "seat-changes"
        /// Only the distance between first and second.
        case marginOnly = "margin-only"
        /// No vote is in doubt.
        case none
        /// Not computable from what is known.
        case unknown
    }
    /// A party's list seats with and without the doubt.
    package struct SeatChange: Sendable, Hashable {
        package var party: Int
        package var from: Int
        package var to: Int

        package init(party: Int, from: Int, to: Int) {
            self.party = party
            self.from = from
            self.to = to
        }
    }
    package var kind: Kind
    /// Votes or ballots in doubt; the size by which findings of one severity are ordered.
    package var votesInDoubt: Int
    /// Candidate or party numbers of the winner as the source has it and as it would be.
    package var winnerBefore: Int?
    package var winnerAfter: Int?
    /// Votes between first and second as the source has it and as it would be.
    package var marginBefore: Int?
    package var marginAfter: Int?
    /// All votes of the form, where the doubt is measured by its share because there is no first place to win.
    package var votesOnForm: Int?
    package var seatChanges: [SeatChange]

    package init(
        _ kind: Kind, votesInDoubt: Int = 0, winnerBefore: Int? = nil, winnerAfter: Int? = nil,
        marginBefore: Int? = nil, marginAfter: Int? = nil, votesOnForm: Int? = nil, seatChanges: [SeatChange] = []
    ) {
        self.kind = kind
        self.votesInDoubt = votesInDoubt
        self.winnerBefore = winnerBefore
        self.winnerAfter = winnerAfter
        self.marginBefore = marginBefore
        self.marginAfter = marginAfter
        self.votesOnForm = votesOnForm
        self.seatChanges = seatChanges
    }
}

/// How much a finding matters, by its consequence.
package enum Severity: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// Information; nothing is wrong with the form by itself.
    case hint
    /// No vote in doubt, or so few that nothing can depend on them.
    case low
    /// Votes in doubt, which change the margin only, or a consequence that is not computable.
    case medium
    /// Changes a list seat, or puts most of the margin or a whole form in doubt.
    case high
    /// Changes who wins.
    case critical

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// `hint`, `low`, `medium`, `high`, `critical`.
    package var code: String {
        switch self {
        case .hint: "hint"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }
    package init?(code: String) {
        guard let severity = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = severity
    }
    package func label(_ language: Language) -> String {
        switch self {
        case .hint: language.pick("hint", "ข้อสังเกต", "aandachtspunt")
        case .low: language.pick("low", "ต่ำ", "laag")
        case .medium: language.pick("medium", "ปานกลาง", "gemiddeld")
        case .high: language.pick("high", "สูง", "hoog")
        case .critical: language.pick("critical", "วิกฤต", "kritiek")
        }
    }
}

/// The percentages by which the original system graded a difference; shown beside the severity.
package enum OriginalSeverity: String, Sendable, Hashable, CaseIterable {
    case low, medium, high

    /// Over 10 % of the official figure is high, over 5 % medium; an official 0 counts as 100 %.
    package init(found: Int, official: Int) {
        guard found != official else {
            self = .low
            return
        }
        let difference = abs(found - official)
        if official == 0 || difference * 10 > official {
            self = .high
        } else {
            self = difference * 20 > official ? .medium : .low
        }
    }
}
