// SPDX-License-Identifier: Apache-2.0

/// Which entry of the roster a row names, and how that is known.
package struct RowMatch: Sendable, Hashable {
    package enum Basis: UInt8, Sendable, Hashable {
        /// The name is the register's byte for byte.
        case exact
        /// Equal after folding.
        case folded
        /// Like one name and clearly unlike the others.
        case spelling
        /// The name says nothing; the only candidate of the row's party.
        case party
        /// The name says nothing; the source matched it to this number.
        case source
        /// The name says nothing; the row stands between those of its neighbours on a list in the order of numbers.
        case order
        /// The table has no names at all; its printed number decides.
        case number
        case none
    }
    /// The entry; -1 when the row names nobody.
    package var entry: Int
    package var basis: Basis

    static let nobody = RowMatch(entry: -1, basis: .none)
}
