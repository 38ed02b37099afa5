// SPDX-License-Identifier: Apache-2.0

/// Looks for the single cells whose change makes the identities of a form hold.
struct SmallestRepair {
    let form: ExaminedForm
    let stakes: Stakes
    /// The form of the area's other ballot, whose first figures normally agree.
    let other: ExaminedForm?

    private struct Proposal {
        var cell: Cell
        var from: Int
        var to: Int
        var repaired: [Rule]
        var remaining: Int
        /// The other ballot's form, or the preliminary count for a row, says the new number.
        var isSupported: Bool
        var digits: Int
    }

    /// At most three, the likeliest first: fewest failures left, supported by another source, fewest digits changed,
    /// smallest change.
    func changes(limit: Int = 3) -> [SmallestChange] {
        let failing = form.identities.filter { if case .fails = $0.outcome { true } else { false } }
        guard !failing.isEmpty else { return [] }
        var proposals: [Proposal] = []
        for (identity, outcome) in failing {
            guard case .fails(let left, let right) = outcome else { continue }
            for index in identity.left where identity.right != [index] {
                propose(index, by: right - left, failing.map(\.identity.rule), &proposals)
            }
            for index in identity.right where !identity.left.contains(index) {
                propose(index, by: left - right, failing.map(\.identity.rule), &proposals)
            }
        }
        proposals.sort(by: Self.isLikelier)
        var seen: Set<Cell> = []
        return proposals.filter { seen.insert($0.cell).inserted }.prefix(limit).map(change)
    }

    private static func isLikelier(_ left: Proposal, _ right: Proposal) -> Bool {
        if left.remaining != right.remaining { return left.remaining < right.remaining }
        if left.isSupported != right.isSupported { return left.isSupported }
        if left.digits != right.digits { return left.digits < right.digits }
        let sizes = (abs(left.to - left.from), abs(right.to - right.from))
        return sizes.0 != sizes.1 ? sizes.0 < sizes.1 : left.cell.code < right.cell.code
    }

    private func propose(_ index: Int, by difference: Int, _ failing: [Rule], _ proposals: inout [Proposal]) {
        guard let old = form.figures[index], old + difference >= 0 || index == Figures.sumIndex else { return }
        var figures = form.figures
        figures[index] = old + difference
        var repaired: [Rule] = []
        var remaining = 0
        for (identity, _) in form.identities {
            switch identity.evaluate(figures) {
            case .fails:
                if !failing.contains(identity.rule) { return }
                remaining += 1
            case .holds: if failing.contains(identity.rule) { repaired.append(identity.rule) }
            case .notCheckable: break
            }
        }
        if index == Figures.sumIndex {
            proposeRows(by: difference, repaired, remaining, &proposals)
        } else if let field = FormField(rawValue: index) {
            let new = old + difference
            proposals.append(
                Proposal(
                    cell: .field(field), from: old, to: new, repaired: repaired, remaining: remaining,
                    isSupported: isPaired(field) && other?.figures[field] == new,
                    digits: Self.digitsChanged(old, new)))
        }
    }

    /// Every row could carry the difference; those that fit the preliminary count or change one digit come first.
    private func proposeRows(by difference: Int, _ repaired: [Rule], _ remaining: Int, _ proposals: inout [Proposal]) {
        for (row, votes) in form.votes.enumerated() {
            guard let votes, votes + difference >= 0 else { continue }
            proposals.append(
                Proposal(
                    cell: .row(row), from: votes, to: votes + difference, repaired: repaired, remaining: remaining,
                    isSupported: fitsFeed(row, votes + difference) && !fitsFeed(row, votes),
                    digits: Self.digitsChanged(votes, votes + difference)))
        }
    }

    private func fitsFeed(_ row: Int, _ votes: Int) -> Bool {
        guard let roster = form.roster, let growth = form.growth, row < form.matches.count else { return false }
        let entry = form.matches[row].entry
        guard entry >= 0, roster.feed[entry] >= 0 else { return false }
        let factor = stakes.context.growth.factor(roster.kind, party: roster.parties[entry])
        let (expected, deviation) = GrowthModel.expectation(
            feed: roster.feed[entry], growth: growth, factor: factor)
        return votes >= roster.feed[entry] && abs(Double(votes) - expected) < 3 * deviation
    }

    private func isPaired(_ field: FormField) -> Bool {
        switch field {
        case .good, .bad, .noChoice, .total: false
        default: true
        }
    }

    /// How many digits differ, written with the same length.
    static func digitsChanged(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left.magnitude, right.magnitude)
        var changed = 0
        while left > 0 || right > 0 {
            if left % 10 != right % 10 { changed += 1 }
            left /= 10
            right /= 10
        }
        return changed
    }

    private func change(_ proposal: Proposal) -> SmallestChange {
        var effect = Consequence(.none, votesInDoubt: 0)
        if case .row(let row) = proposal.cell, row < form.matches.count, form.matches[row].entry >= 0 {
            effect = stakes.changing([(form.matches[row].entry, proposal.to - proposal.from)])
        }
        return SmallestChange(
            cell: proposal.cell, from: proposal.from, to: proposal.to, repairs: proposal.repaired, effect: effect)
    }
}
