// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// Where a finding stands after the decisions people made.
package enum DecisionStatus: String, Sendable, CaseIterable {
    /// Nobody decided.
    case open
    /// Somebody says it is right.
    case confirmed
    /// Somebody says nothing is wrong, with a reason.
    case rejected
    /// A cell's right value was given; by two people when it changes a winner.
    case corrected
    /// A correction that changes a winner waits for a second person who gives the same value.
    case awaitingSecond = "awaiting-second"
    /// Two people gave different answers. A third decides.
    case disputed

    /// The status after `decisions`, in the order they were made. A person's later decision replaces their earlier one;
    /// `undo` takes it back.
    package init(_ decisions: [DecisionRecord]) {
        var latest: [DecisionRecord] = []
        for record in decisions {
            latest.removeAll { $0.decision.person == record.decision.person }
            if record.decision.verdict != .undo { latest.append(record) }
        }
        guard let last = latest.last else {
            self = .open
            return
        }
        let answers = Set(latest.map(Answer.init))
        guard answers.count == 1 else {
            self = Self.majority(latest)
            return
        }
        switch last.decision.verdict {
        case .confirm: self = .confirmed
        case .reject: self = .rejected
        case .correct: self = last.changesWinner && latest.count < 2 ? .awaitingSecond : .corrected
        case .undo: self = .open
        }
    }

    /// With different answers, the one that more than half of the people gave.
    private static func majority(_ latest: [DecisionRecord]) -> DecisionStatus {
        let votes = Dictionary(grouping: latest, by: Answer.init)
        guard let most = votes.values.max(by: { $0.count < $1.count }), most.count * 2 > latest.count,
            let first = most.first
        else { return .disputed }
        switch first.decision.verdict {
        case .confirm: return .confirmed
        case .reject: return .rejected
        case .correct: return first.changesWinner && most.count < 2 ? .awaitingSecond : .corrected
        case .undo: return .disputed
        }
    }

    private struct Answer: Hashable {
        let verdict: Decision.Verdict
        let correction: Decision.Correction?

        init(_ record: DecisionRecord) {
            verdict = record.decision.verdict
            correction = record.decision.correction
        }
    }
}

/// A decision as it stands in the book.
package struct DecisionRecord: Sendable, Hashable {
    package let decision: Decision
    /// Whether the correction changes the winner, as it was when the decision was made.
    package let changesWinner: Bool
    /// The entry's number in the book.
    package let sequence: Int64
    /// When, as the ledger wrote it.
    package let time: Date

    package init(decision: Decision, changesWinner: Bool, sequence: Int64, time: Date) {
        self.decision = decision
        self.changesWinner = changesWinner
        self.sequence = sequence
        self.time = time
    }
}
