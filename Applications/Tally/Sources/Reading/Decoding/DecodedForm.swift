// SPDX-License-Identifier: Apache-2.0

/// A form after joint decoding.
package struct DecodedForm: Sendable {
    package struct Row: Sendable {
        package let number: Int
        package let votes: DecodedCell
    }
    package let form: FormType
    package let kind: BallotKind
    package let fields: [FormField: DecodedCell]
    /// In the order of the evidence.
    package let rows: [Row]
    package let problems: [FormProblem]
    /// The version of the thresholds that decided.
    package let thresholds: String

    /// Whether the whole form can stand without a person: every cell certain and nothing wrong with the form.
    package var isAccepted: Bool {
        problems.isEmpty && !rows.isEmpty && fields[.total] != nil && cells.allSatisfy { $0.state == .certain }
    }
    /// Cells that a person must look at.
    package var openCells: Int { cells.count { $0.state != .certain } }
    package var cells: [DecodedCell] { rows.map(\.votes) + FormField.allCases.compactMap { fields[$0] } }
    /// The table's numbers did not come out right, so no value can be placed.
    package var structureFailed: Bool {
        problems.contains { problem in
            switch problem {
            case .rowsMissing, .rowsDoubled, .rowsUnexpected: true
            default: false
            }
        }
    }
}

/// One cell after joint decoding. The readings of both witnesses stay beside the value.
package struct DecodedCell: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// Can stand without a person.
        case certain
        /// A person must confirm it.
        case proposed
        /// There is no value worth proposing.
        case unreadable
    }
    /// Why the cell has its state.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Digits and words say the same.
        case witnessesAgree = "witnesses_agree"
        /// One witness, and identities that hold with this value and by a wide margin with no other.
        case oneWitnessAndIdentities = "one_witness_and_identities"
        /// Digits and words are both clear and differ: that is so on the paper.
        case witnessesDiffer = "witnesses_differ"
        /// The value was chosen because it makes a sum fit.
        case repair
        /// One witness, and no identity that would notice another value.
        case oneWitness = "one_witness"
        /// One witness, and the identities hold nearly as well with another value.
        case narrowMargin = "narrow_margin"
        /// Too many cells of the form have one witness only, so that errors of the same kind could hide in the sum.
        case tooManyAlone = "too_many_alone"
        /// An identity of this cell does not hold.
        case doesNotAddUp = "does_not_add_up"
        /// A tick, a strike-out, a border or the order of the rows raises doubt.
        case doubt
        /// Neither witness is clear.
        case unclear
        /// Rows are missing or doubled.
        case structureFailed = "structure_failed"
        /// No witness has a number.
        case nothingRead = "nothing_read"
    }
    package let state: State
    /// What the cell says. A dash or a blank stays one; `number` gives what it counts as.
    package let value: Reading.Value
    package let why: Reason
    /// What each witness has by itself; `nil` without evidence.
    package let digits: Reading.Value?
    package let words: Reading.Value?
    /// Other numbers with their probability by the witnesses alone, the likeliest first.
    package let alternatives: [Alternative]
    /// The probability of the value by the witnesses alone.
    package let probability: Double
    /// By how much the solutions in which this cell says something else, all together, cost more, in nats, as far as
    /// they were looked for; `nil` when no identity bears on the cell.
    package let margin: Double?

    package struct Alternative: Sendable, Hashable {
        package let number: Int
        package let probability: Double
    }
    /// The number that the value counts as: a dash and a blank count as 0.
    package var number: Int? { value.countedNumber }
}

extension Reading.Value {
    /// A number, or 0 for a dash or a blank; `nil` for what says no number.
    package var countedNumber: Int? {
        switch self {
        case .number(let number): number
        case .dash, .blank: 0
        case .struckOut, .unreadable, .notPresent: nil
        }
    }
}

/// Something about a form that a person must know. None of it is ever repaired away.
package enum FormProblem: Sendable, Hashable {
    /// Row numbers that the table must have and has not.
    case rowsMissing([Int])
    case rowsDoubled([Int])
    /// Row numbers with votes that the register does not have.
    case rowsUnexpected([Int])
    /// Digits and words are both clear and differ: a fault of the document.
    case wordsDiffer(Cell, digits: Int, words: Int)
    /// The form contradicts itself on paper: every cell of the identity is clear, and it does not hold.
    case contradiction(Rule, left: Int, right: Int)
    /// An identity does not hold, and some of its cells are not clear.
    case doesNotAddUp(Rule, left: Int, right: Int)
    /// The identities hold only with another value than the one that was read: a proposal.
    case repairProposed(Cell, from: Int, to: Int)
    /// Rows that must be ordered by votes are not: the row at this place has more than the row above it.
    case notDescending(Int)

    /// A name without spaces that never changes.
    package var code: String {
        switch self {
        case .rowsMissing: "rows_missing"
        case .rowsDoubled: "rows_doubled"
        case .rowsUnexpected: "rows_unexpected"
        case .wordsDiffer: "words_differ"
        case .contradiction: "contradiction"
        case .doesNotAddUp: "does_not_add_up"
        case .repairProposed: "repair_proposed"
        case .notDescending: "not_descending"
        }
    }
}
