// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardLedger

/// One entry of a review as it stands in the book.
package struct ReviewEntry: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
        case entered(ReviewAnswer, ReviewOutcome)
        /// Takes back this person's entry.
        case undone
        /// Put off; says nothing.
        case skipped
    }
    package let action: Action
    package let reviewer: Reviewer
    package let reason: String
    /// The readings the person had before them.
    package let readings: ReviewReadings
    /// How many people's entries this matter needed when the entry was made.
    package let needed: Int
    /// The file that was looked at, as SHA-256 in lower-case hexadecimal.
    package let sha256: String?
    package let sequence: Int64
    package let time: Date
    /// What makes an entry's hash say nothing of what is in it.
    let salt: String
    /// Whether no entry of another person on the same file could be seen when this one was made.
    package internal(set) var isIndependent = false
    /// Whether others could see it since it was made, because the matter was settled.
    var isRevealed = false

    package var outcome: ReviewOutcome? { if case .entered(_, let outcome) = action { outcome } else { nil } }
}

/// Everything people did about one matter, in order.
package struct ReviewRecord: Sendable, Hashable {
    package private(set) var entries: [ReviewEntry] = []

    package init() {}

    /// Takes the next entry of the matter. Whether it is independent follows from the entries before it.
    mutating func apply(_ entry: ReviewEntry) {
        var entry = entry
        if entry.outcome != nil {
            entry.isIndependent = !active(on: entry.sha256).contains {
                $0.reviewer.id != entry.reviewer.id && $0.isRevealed
            }
        }
        entries.append(entry)
        guard entry.outcome != nil,
            ReviewStanding(self, needed: entry.needed, sha256: entry.sha256).settled != nil
        else { return }
        let seen = Set(active(on: entry.sha256).map(\.sequence))
        for index in entries.indices where seen.contains(entries[index].sequence) { entries[index].isRevealed = true }
    }

    /// Each person's entry that counts: their last one, unless they took it back, if it was about this file.
    package func active(on sha256: String?) -> [ReviewEntry] {
        var latest: [ReviewEntry] = []
        for entry in entries {
            switch entry.action {
            case .skipped: continue
            case .undone: latest.removeAll { $0.reviewer.id == entry.reviewer.id }
            case .entered:
                latest.removeAll { $0.reviewer.id == entry.reviewer.id }
                latest.append(entry)
            }
        }
        return latest.filter { $0.sha256 == sha256 }
    }

    /// How often a person entered something or took it back. A form carries it, so that one sent twice is known.
    package func turn(of person: String) -> Int {
        entries.count { $0.reviewer.id == person && $0.action != .skipped }
    }
}

/// Where a matter stands.
package struct ReviewStanding: Sendable {
    /// How many independent entries of different people with one outcome it takes.
    package let needed: Int
    /// The entries that count towards it.
    package let entries: [ReviewEntry]
    /// What it came to; `nil` while it is open.
    package let settled: ReviewOutcome?

    /// - Parameter needed: what the findings ask for; an entry that needed more keeps needing it.
    package init(_ record: ReviewRecord, needed: Int, sha256: String?) {
        let active = record.active(on: sha256)
        let needed = active.reduce(max(1, needed)) { max($0, $1.needed) }
        let counting = active.filter(\.isIndependent)
        self.needed = needed
        entries = counting
        settled = Self.settled(counting, needed)
    }

    /// One outcome, as often as needed. Where outcomes differ, it takes at least two people, and more than any other
    /// outcome has.
    private static func settled(_ entries: [ReviewEntry], _ needed: Int) -> ReviewOutcome? {
        var votes: [ReviewOutcome: Int] = [:]
        for entry in entries { if let outcome = entry.outcome { votes[outcome, default: 0] += 1 } }
        guard let most = votes.values.max() else { return nil }
        let leading = votes.filter { $0.value == most }.map(\.key)
        guard leading.count == 1, most >= (votes.count > 1 ? max(2, needed) : needed) else { return nil }
        return leading.first
    }

    /// How many people it came to this with.
    package var agreeing: Int { entries.count { $0.outcome == settled } }
}
