// SPDX-License-Identifier: Apache-2.0

/// What depends on votes of one form: who is first, by how much, and which list seats.
struct Stakes {
    let form: ExaminedForm
    let context: CheckContext
    /// Votes by entry of the roster; rows that match nobody do not count.
    private let votes: [Int]
    private let leader: Int?
    /// Votes between first and second; the first's votes when there is no second.
    let margin: Int

    init(_ form: ExaminedForm, _ context: CheckContext) {
        self.form = form
        self.context = context
        votes = form.rowOfEntry.indices.map { form.votes(ofEntry: $0) ?? 0 }
        (leader, margin) = Self.lead(votes)
    }

    private static func lead(_ votes: [Int]) -> (leader: Int?, margin: Int) {
        var first: Int?
        var second = 0
        for (entry, value) in votes.enumerated() {
            if let best = first {
                if value > votes[best] {
                    second = votes[best]
                    first = entry
                } else {
                    second = max(second, value)
                }
            } else {
                first = entry
            }
        }
        return (first, first.map { votes[$0] - second } ?? 0)
    }

    /// What happens when entries' votes change by these numbers.
    func changing(_ changes: [(entry: Int, by: Int)]) -> Consequence {
        let doubt = changes.map { abs($0.by) }.max() ?? 0
        if doubt == 0 || votes.isEmpty { return Consequence(.none) }
        guard form.document.form == .announcement else { return share(doubt) }
        return form.document.kind == .constituency ? winner(changes, doubt) : seats(changes, doubt)
    }

    private func winner(_ changes: [(entry: Int, by: Int)], _ doubt: Int) -> Consequence {
        var changed = votes
        for change in changes { changed[change.entry] += change.by }
        let after = Self.lead(changed)
        return Consequence(
            after.leader == leader ? .marginOnly : .winnerChanges, votesInDoubt: doubt, winnerBefore: number(leader),
            winnerAfter: number(after.leader), marginBefore: margin, marginAfter: after.margin)
    }

    private func seats(_ changes: [(entry: Int, by: Int)], _ doubt: Int) -> Consequence {
        var changed = context.nationalVotes
        for change in changes { changed[change.entry] += change.by }
        let moved = context.nationalSeats.changes(to: context.allocate(changed))
        return moved.isEmpty ? share(doubt) : Consequence(.seatChanges, votesInDoubt: doubt, seatChanges: moved)
    }

    /// Votes that cannot be placed: the winner is in doubt when they reach the margin; a list's are taken to be the
    /// largest party's.
    func unplaced(_ doubt: Int) -> Consequence {
        guard doubt > 0 else { return Consequence(.none) }
        guard form.document.form == .announcement, let leader else { return share(doubt) }
        if form.document.kind == .partyList { return seats([(leader, -min(doubt, votes[leader]))], doubt) }
        return Consequence(
            doubt >= margin ? .winnerChanges : .marginOnly, votesInDoubt: doubt, winnerBefore: number(leader),
            marginBefore: margin, marginAfter: max(0, margin - doubt))
    }

    /// Ballots in doubt that may be votes. No result changes when none would change even if all of them were votes;
    /// otherwise nobody can know.
    func ballots(_ doubt: Int) -> Consequence {
        var consequence = unplaced(doubt)
        guard consequence.kind == .winnerChanges || consequence.kind == .seatChanges else { return consequence }
        consequence = Consequence(.unknown, votesInDoubt: doubt)
        if form.document.kind == .constituency {
            consequence.marginBefore = margin
        } else {
            consequence.votesOnForm = votesOnForm
        }
        return consequence
    }

    /// A doubt about a number of the form: of ballots, or of voters, envelopes and unused ballots, which are no votes.
    func doubt(_ doubt: Int, about field: FormField) -> Consequence {
        switch field {
        case .eligible, .appeared, .received, .remaining, .envelopes:
            return Consequence(.none, votesInDoubt: doubt)
        default: return ballots(doubt)
        }
    }

    /// No result changes; how much it is shows in the share of the form's votes.
    func share(_ doubt: Int) -> Consequence {
        Consequence(.marginOnly, votesInDoubt: doubt, votesOnForm: votesOnForm)
    }

    private var votesOnForm: Int { votes.reduce(0) { $0 + max(0, $1) } }

    private func number(_ entry: Int?) -> Int? { entry.flatMap { form.roster?.numbers[$0] } }
}
