// SPDX-License-Identifier: Apache-2.0

/// What a reviewer says after looking at the source.
package enum ReviewAnswer: Sendable, Hashable {
    /// The number that was read from the digits stands there.
    case digits
    /// The number that was read from the words stands there.
    case words
    /// This number stands there.
    case value(Int)
    /// Nothing or a dash stands there. That it means zero is not said.
    case nothing
    /// Something stands there that cannot be read.
    case illegible
    /// The file is not of this form.
    case wrongFile
    /// The finding is right: form and source do differ so. For matters that are not about one cell.
    case stands
    /// There is nothing wrong. For matters that are not about one cell.
    case unfounded

    /// A name that never changes; entries and forms use it.
    package var code: String {
        switch self {
        case .digits: "digits"
        case .words: "words"
        case .value: "value"
        case .nothing: "nothing"
        case .illegible: "illegible"
        case .wrongFile: "wrong-file"
        case .stands: "stands"
        case .unfounded: "unfounded"
        }
    }

    /// Reads a code; `value` needs the number.
    package init?(code: String, value: Int? = nil) {
        switch code {
        case "digits": self = .digits
        case "words": self = .words
        case "value":
            guard let value else { return nil }
            self = .value(value)
        case "nothing": self = .nothing
        case "illegible": self = .illegible
        case "wrong-file": self = .wrongFile
        case "stands": self = .stands
        case "unfounded": self = .unfounded
        default: return nil
        }
    }
}

/// What an answer comes to. Two reviewers agree when their outcomes are equal, however they gave them: accepting the
/// digits and typing the same number is one outcome.
package enum ReviewOutcome: Sendable, Hashable {
    case value(Int)
    case nothing, illegible, wrongFile, stands, unfounded

    /// A name for programs: `value`, `nothing` …
    package var code: String {
        switch self {
        case .value: "value"
        case .nothing: "nothing"
        case .illegible: "illegible"
        case .wrongFile: "wrong-file"
        case .stands: "stands"
        case .unfounded: "unfounded"
        }
    }
    /// The number, when it is one.
    package var number: Int? { if case .value(let number) = self { number } else { nil } }

    /// The outcome of an answer; `nil` when it accepts a reading that there is not.
    package init?(_ answer: ReviewAnswer, _ readings: ReviewReadings) {
        switch answer {
        case .digits:
            guard let digits = readings.digits else { return nil }
            self = .value(digits)
        case .words:
            guard let words = readings.words else { return nil }
            self = .value(words)
        case .value(let value): self = .value(value)
        case .nothing: self = .nothing
        case .illegible: self = .illegible
        case .wrongFile: self = .wrongFile
        case .stands: self = .stands
        case .unfounded: self = .unfounded
        }
    }
}

/// How a cell was read, before anybody looked.
package struct ReviewReadings: Sendable, Hashable {
    /// The number read from the digits, or the only reading of the source.
    package var digits: Int?
    /// The number read from the words.
    package var words: Int?
    /// The number that a model read, where one was asked.
    package var model: Int?
    /// Further numbers it might be, the likeliest first.
    package var alternatives: [Int]
    /// What the cell holds when that is no number.
    package var state: Reading.Value

    package init(
        digits: Int? = nil, words: Int? = nil, model: Int? = nil, alternatives: [Int] = [],
        state: Reading.Value = .notPresent
    ) {
        self.digits = digits
        self.words = words
        self.model = model
        self.alternatives = alternatives
        self.state = state
    }

    /// What a form's reading says: its number and, where a second reading was kept, that of the words.
    init(_ reading: Reading?) {
        guard let reading else {
            self.init()
            return
        }
        let others = reading.alternatives
        if reading.method == .words {
            self.init(digits: others.first, words: reading.number, alternatives: Array(others.dropFirst()))
        } else {
            self.init(digits: reading.number, words: others.first, alternatives: Array(others.dropFirst()))
        }
        state = reading.value
    }

    /// A cell of a scan: what each witness has by itself, also where neither was certain.
    init(_ cell: ScannedForm.Cell, _ reading: Reading?) {
        self.init(
            digits: cell.digits, words: cell.words, model: cell.model,
            alternatives: Array(cell.proposals.filter { $0 != cell.digits && $0 != cell.words }.prefix(8)),
            state: reading?.value ?? .unreadable)
    }

    /// Whether an outcome is neither of the readings although there is one.
    package func isOverruled(by outcome: ReviewOutcome) -> Bool {
        guard digits != nil || words != nil, state != .unreadable else { return false }
        guard let number = outcome.number else { return true }
        return number != digits && number != words
    }
}

/// A person who reviews. Two entries are of two people when the ids differ.
package struct Reviewer: Sendable, Hashable {
    /// How the ledger names the person, as `account:…`; never given to anybody else. No name is in the book: what is
    /// there can never be erased.
    package let id: String

    package init(id: String) { self.id = id }
}
