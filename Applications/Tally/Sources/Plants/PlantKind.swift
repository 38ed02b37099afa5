// SPDX-License-Identifier: Apache-2.0

/// A kind of error that is planted in a copy of real or made documents, to see whether the checks find it.
package enum PlantKind: String, Sendable, Hashable, CaseIterable {
    /// Two neighbouring digits of one number change places.
    case digitSwap = "digit-swap"
    /// One digit of one number becomes another.
    case digitChange = "digit-change"
    /// The votes of a run of rows move down by one, the last of the run to its start.
    case rowShift = "row-shift"
    /// A row that is not on the form, with a few votes.
    case phantomRow = "phantom-row"
    /// Two rows exchange their votes.
    case swappedCandidates = "swapped-candidates"
    /// Another constituency's document stands in place of this one's.
    case wrongFile = "wrong-file"
    /// A document stands under a second constituency too, whose own is missing.
    case doubledDocument = "doubled-document"
    /// Three to six rows exchange their votes in a cycle.
    case permutation = "permutation"

    /// Whether finding this rule broken tells of this kind of error. Being told that *something* is wrong with the
    /// votes counts; being told something else does not.
    package func isToldBy(_ rule: Rule) -> Bool {
        switch self {
        case .digitSwap, .digitChange:
            switch rule.family {
            case .arithmetic, .feed, .pair, .upwards: true
            default: rule == .eligibleRegister || rule == .advanceZero
            }
        case .rowShift, .permutation, .swappedCandidates: rule.family == .feed
        case .phantomRow: rule.family == .rows || rule == .placeholder || rule == .nameUnknown
        case .wrongFile: rule == .wrongFile
        case .doubledDocument: rule == .documentDoubled
        }
    }
}
