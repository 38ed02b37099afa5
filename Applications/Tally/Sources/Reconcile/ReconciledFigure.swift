// SPDX-License-Identifier: Apache-2.0

/// One candidate's or party's votes by the form and by the feed, with where each stands.
package struct ReconciledFigure: Sendable, Hashable {
    /// The number in the register; rows were matched to it by name.
    package let number: Int
    package let name: String
    /// The number printed in the form's row, when it is another one; that is a finding of its own.
    package let printedNumber: Int?
    /// The row of the form; `nil` when the form has none for this entry.
    package let row: Int?
    package let formVotes: Int?
    package let feedVotes: Int?

    /// Form − feed.
    package var difference: Int? {
        guard let formVotes, let feedVotes else { return nil }
        return formVotes - feedVotes
    }
    /// The difference in percent of the feed's votes, as the original system graded it.
    package var originalSeverity: OriginalSeverity? {
        guard let formVotes, let feedVotes else { return nil }
        return OriginalSeverity(found: formVotes, official: feedVotes)
    }
}

/// A total of the form and its counterpart in the feed.
package struct ReconciledTotal: Sendable, Hashable {
    package let field: FormField
    package let formNumber: Int?
    package let feedNumber: Int?
}
