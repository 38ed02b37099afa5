// SPDX-License-Identifier: Apache-2.0

/// An election as its reviewers see it: every matter in its order, and what its book says of each.
package struct ReviewDesk: Sendable {
    package internal(set) var state: ElectionState
    /// The most consequential first.
    package let cases: [ReviewCase]
    package let register: Register
    let documents: [TallyDocument]
    let context: CheckContext
    private let places: [String: Int]

    init(_ data: ElectionData) {
        state = data.state
        cases = data.state.reviewCases()
        register = data.register
        documents = data.documents + data.openForms
        context = CheckContext(register: data.register, feed: data.feed)
        places = Dictionary(cases.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// The same forms with a book whose findings changed.
    init(_ desk: ReviewDesk, state: ElectionState) {
        self.state = state
        cases = state.reviewCases()
        register = desk.register
        documents = desk.documents
        context = desk.context
        places = Dictionary(cases.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// A matter by its id; `nil` when no open finding turns on it.
    package func matter(_ id: String) -> ReviewCase? { places[id].map { cases[$0] } }

    /// What people did about a matter.
    package func record(_ matter: ReviewCase) -> ReviewRecord { state.reviews[matter.id] ?? ReviewRecord() }

    /// Where a matter stands. Not for the eyes of reviewers: see ``shown(_:to:)``.
    package func standing(_ matter: ReviewCase) -> ReviewStanding {
        ReviewStanding(record(matter), needed: matter.needed, sha256: matter.evidence?.sha256)
    }

    /// What a reviewer may see of a matter: their own entry, and all entries once it is settled.
    package func shown(_ matter: ReviewCase, to reviewer: Reviewer) -> ReviewShown {
        let record = record(matter)
        let standing = standing(matter)
        let own = record.active(on: matter.evidence?.sha256).first { $0.reviewer.id == reviewer.id }
        let isSettled = standing.settled != nil
        return ReviewShown(
            own: own, settled: standing.settled, entries: isSettled ? standing.entries : [],
            turn: record.turn(of: reviewer.id),
            canUndo: own != nil && (!isSettled || standing.needed == 1))
    }

    /// What waits for a reviewer: matters that are not settled and that they made no entry for. What they skipped comes
    /// last, the longest ago first.
    package func queue(of reviewer: Reviewer) -> [ReviewCase] {
        var fresh: [ReviewCase] = []
        var skipped: [(sequence: Int64, matter: ReviewCase)] = []
        for matter in cases {
            guard let record = state.reviews[matter.id] else {
                fresh.append(matter)
                continue
            }
            let shown = shown(matter, to: reviewer)
            guard shown.settled == nil, shown.own == nil else { continue }
            let last = record.entries.last { $0.reviewer.id == reviewer.id }
            if let last, last.action == .skipped {
                skipped.append((last.sequence, matter))
            } else {
                fresh.append(matter)
            }
        }
        return fresh + skipped.sorted { $0.sequence < $1.sequence }.map(\.matter)
    }

    /// A reviewer's entries that count, the newest first, with their matters.
    package func done(by reviewer: Reviewer) -> [(matter: ReviewCase, entry: ReviewEntry)] {
        state.reviews.keys.compactMap { id -> (matter: ReviewCase, entry: ReviewEntry)? in
            guard let matter = matter(id), let own = shown(matter, to: reviewer).own else { return nil }
            return (matter, own)
        }.sorted { $0.entry.sequence > $1.entry.sequence }
    }

    /// How far the review is. Says nothing of a matter that is open.
    package func progress(of reviewer: Reviewer) -> ReviewProgress {
        var progress = ReviewProgress(matters: cases.count, ofTwo: cases.count { $0.needed > 1 })
        for id in state.reviews.keys {
            guard let matter = matter(id) else { continue }
            let shown = shown(matter, to: reviewer)
            if shown.own != nil { progress.own += 1 }
            guard shown.settled != nil else { continue }
            progress.settled += 1
            if matter.needed > 1 { progress.settledOfTwo += 1 }
        }
        progress.waiting = queue(of: reviewer).count
        return progress
    }

    /// Entries of the book that nobody is shown: those of matters that are not settled.
    package var hidden: Set<Int64> { state.hiddenEntries { matter($0) } }
}

/// What one reviewer may see of a matter.
package struct ReviewShown: Sendable {
    /// Their own entry.
    package let own: ReviewEntry?
    /// What it came to; `nil` while it is open.
    package let settled: ReviewOutcome?
    /// The entries it was settled by; empty while it is open.
    package let entries: [ReviewEntry]
    /// Goes into the form; see ``ReviewRecord/turn(of:)``.
    package let turn: Int
    /// Whether they can take their entry back: until the matter is settled, or as long as it needs nobody else.
    package let canUndo: Bool
}

/// How far the review of an election is, for one reviewer.
package struct ReviewProgress: Sendable, Hashable {
    /// All matters, and those that need two people.
    package let matters: Int
    package let ofTwo: Int
    /// Settled ones.
    package var settled = 0
    package var settledOfTwo = 0
    /// The reviewer's own entries that count, and what waits for them.
    package var own = 0
    package var waiting = 0
}

extension ElectionState {
    /// Entries that nobody is shown, by their numbers: those of matters that are not settled, and decisions that wait
    /// for another person.
    package var hiddenEntries: Set<Int64> {
        let matters = Dictionary(reviewCases().map { ($0.id, $0) }) { first, _ in first }
        return hiddenEntries { matters[$0] }
    }

    func hiddenEntries(_ matter: (String) -> ReviewCase?) -> Set<Int64> {
        var hidden = Set<Int64>()
        for (id, record) in reviews {
            let isSettled =
                matter(id).map {
                    ReviewStanding(record, needed: $0.needed, sha256: $0.evidence?.sha256).settled != nil
                } ?? record.isSettledByItself
            if !isSettled { hidden.formUnion(record.entries.map(\.sequence)) }
        }
        for record in findings.values where record.isUndecided {
            hidden.formUnion(record.decisions.map(\.sequence))
        }
        return hidden
    }
}

extension ReviewRecord {
    /// Whether the matter was settled when its last entry was made, for matters no open finding turns on any more.
    var isSettledByItself: Bool { lastStanding?.settled != nil }

    /// Where the matter stood by its last entry; `nil` when nobody entered anything.
    var lastStanding: ReviewStanding? {
        guard let last = entries.last(where: { $0.outcome != nil }) else { return nil }
        return ReviewStanding(self, needed: last.needed, sha256: last.sha256)
    }
}

extension FindingRecord {
    /// Whether somebody decided and others are still to do so without knowing how.
    package var isUndecided: Bool { status == .awaitingSecond || status == .disputed }

    /// The status that people are shown: what waits for others looks as if nobody had decided.
    package var shownStatus: DecisionStatus { isUndecided ? .open : status }
}
