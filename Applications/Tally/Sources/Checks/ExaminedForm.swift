// SPDX-License-Identifier: Apache-2.0

/// A document made ready for checking: rows matched to the register, votes in arrays, identities evaluated. Made once,
/// read by every check.
package final class ExaminedForm: Sendable {
    package let document: TallyDocument
    /// `nil` when the register lacks the area.
    package let constituency: CheckContext.Constituency?
    package let roster: Roster?
    /// One for each row.
    package let matches: [RowMatch]
    /// Votes by row; `nil` where they are no number.
    package let votes: [Int?]
    /// The row of each entry, -1 where none; of several rows the first.
    package let rowOfEntry: [Int]
    /// Rows that name an entry another row named before.
    package let duplicates: [Int]
    /// Σ of the rows; `nil` when a row's votes are no number.
    package let sum: Int?
    let figures: Figures
    /// The identities of the form with their outcomes.
    package let identities: [(identity: Identity, outcome: Identity.Outcome)]

    package init(_ document: TallyDocument, _ context: CheckContext) {
        self.document = document
        constituency = context.constituencies[document.area]
        let roster = constituency?.roster(document.kind)
        self.roster = roster
        let matches = roster.map { RowMatcher(context: context, roster: $0).matches(document) } ?? []
        self.matches = matches
        let votes = document.rows.map { document.counted($0.votes) }
        self.votes = votes
        var rowOfEntry = [Int](repeating: -1, count: roster?.count ?? 0)
        var duplicates: [Int] = []
        for (row, match) in matches.enumerated() where match.entry >= 0 {
            if rowOfEntry[match.entry] >= 0 {
                duplicates.append(row)
            } else {
                rowOfEntry[match.entry] = row
            }
        }
        self.rowOfEntry = rowOfEntry
        self.duplicates = duplicates
        var sum: Int? = votes.isEmpty ? nil : 0
        for value in votes {
            guard let value else {
                sum = nil
                break
            }
            sum? += value
        }
        self.sum = sum
        let figures = Figures(document, sum: sum)
        self.figures = figures
        identities = Identity.all(of: document.form).map { ($0, $0.evaluate(figures)) }
    }

    /// The votes of an entry; `nil` when it has no row or the row no number.
    package func votes(ofEntry entry: Int) -> Int? { rowOfEntry[entry] < 0 ? nil : votes[rowOfEntry[entry]] }

    /// Whether no identity fails and none that has all its cells was left out.
    package var passesIdentities: Bool {
        identities.allSatisfy { if case .fails = $0.outcome { false } else { true } }
    }

    /// The row with most votes; the first of equals.
    package var leadingRow: Int? {
        var best: Int?
        for (row, value) in votes.enumerated() {
            guard let value else { continue }
            if best.flatMap({ votes[$0] }).map({ value > $0 }) ?? true { best = row }
        }
        return best
    }

    /// How much larger the final count is than the feed's, by good ballots when the form has them, else by the rows'
    /// sum; by the middle of the rows when neither total can be right. `nil` without a feed. Only a complete form of
    /// the constituency can be compared.
    package var growth: Double? {
        guard document.form == .announcement, let roster, let ballot = roster.ballot, ballot.valid > 0 else {
            return nil
        }
        let base = Double(roster.feedSum)
        guard base > 0 else { return nil }
        for total in [figures[.good], sum] {
            if let total, Double(total) / base > 0.8, Double(total) / base < 1.8 { return Double(total) / base }
        }
        var ratios: [Double] = []
        for entry in 0..<roster.count where roster.feed[entry] >= 100 {
            if let votes = votes(ofEntry: entry) { ratios.append(Double(votes) / Double(roster.feed[entry])) }
        }
        guard ratios.count >= 3 else { return nil }
        let middle = ratios.sorted()[ratios.count / 2]
        return middle > 0.8 && middle < 1.8 ? middle : nil
    }
}
