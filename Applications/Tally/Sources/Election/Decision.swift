// SPDX-License-Identifier: Apache-2.0

/// What a person says of a finding. Nothing is changed by it: it stands beside the readings, in the ledger.
package struct Decision: Sendable, Hashable {
    package enum Verdict: String, Sendable, CaseIterable {
        /// The finding is right: form and source do differ so.
        case confirm
        /// There is nothing wrong; needs a reason.
        case reject
        /// A cell was read wrongly; needs the right value and a reason.
        case correct
        /// Takes back this person's earlier decision; the earlier one stays in the ledger.
        case undo
    }
    package let findingID: String
    package let verdict: Verdict
    package let reason: String
    /// The cell and the value it should have, for `correct`.
    package let correction: Correction?
    /// Who decided.
    package let person: String

    package struct Correction: Sendable, Hashable {
        package let cell: String
        package let value: Int

        package init(cell: String, value: Int) {
            self.cell = cell
            self.value = value
        }
    }

    package init(findingID: String, verdict: Verdict, reason: String, correction: Correction?, person: String) {
        self.findingID = findingID
        self.verdict = verdict
        self.reason = reason
        self.correction = correction
        self.person = person
    }
}
