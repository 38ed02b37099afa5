// SPDX-License-Identifier: Apache-2.0

/// The numbered fields of a form outside its table, by what they mean. `sectionNumber(on:)` gives the printed number.
package enum FormField: Int, Sendable, Hashable, CaseIterable {
    /// Eligible voters.
    case eligible
    /// Voters who appeared.
    case appeared
    /// Ballots received (allotted).
    case received
    /// Ballots used.
    case used
    /// Ballots left.
    case remaining
    /// Counted at stations (6/1: 3.1).
    case countedAtStations
    /// Advance inside (6/1: 3.2).
    case countedAdvanceInside
    /// Advance outside and overseas (6/1: 3.3).
    case countedAdvanceOutside
    /// All ballots (6/1: 3.4; 5/16 and 5/17: 1).
    case ballots
    /// Good ballots.
    case good
    /// Bad ballots.
    case bad
    /// Ballots that choose nobody.
    case noChoice
    /// The table's total row.
    case total
    /// Envelopes received (5/17).
    case envelopes
    /// Ballots found in the envelopes (5/17).
    case ballotsInEnvelopes
}
