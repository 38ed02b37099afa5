// SPDX-License-Identifier: Apache-2.0

/// A smallest change that would make the form consistent. It is a proposal; nothing applies it by itself.
package struct SmallestChange: Sendable, Hashable {
    /// What kind of change.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// One cell gets another number.
        case cell
        /// Two cells exchange their numbers.
        case swap
        /// A run of rows moves by one.
        case shift
        /// Several rows exchange their numbers.
        case permutation
    }
    package var kind: Kind
    /// The cell, or the first of the cells.
    package var cell: Cell
    /// The other end of a swap or of the run that shifts; `nil` for a single cell.
    package var other: Cell?
    package var from: Int?
    package var to: Int?
    /// The checks that fail now and would hold after the change.
    package var repairs: [Rule]
    /// What the change would do to the result.
    package var effect: Consequence

    package init(
        _ kind: Kind = .cell, cell: Cell, other: Cell? = nil, from: Int?, to: Int?, repairs: [Rule],
        effect: Consequence
    ) {
        self.kind = kind
        self.cell = cell
        self.other = other
        self.from = from
        self.to = to
        self.repairs = repairs
        self.effect = effect
    }
}
