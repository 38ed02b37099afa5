// SPDX-License-Identifier: Apache-2.0

extension FormProblem {
    /// The problem with one sentence for people.
    package func described(on form: FormType) -> ReadForm.Problem {
        ReadForm.Problem(code: code, text: text(form))
    }

    private func text(_ form: FormType) -> String {
        func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
        switch self {
        case .rowsMissing(let numbers):
            return numbers.isEmpty ? "No row of the table was found." : "Rows are missing: \(list(numbers))."
        case .rowsDoubled(let numbers): return "Rows stand there twice: \(list(numbers))."
        case .rowsUnexpected(let numbers):
            return "Rows have votes that the table should not have: \(list(numbers))."
        case .wordsDiffer(let cell, let digits, let words):
            return "Digits and words differ in \(cell.label(on: form, .english)): \(digits) and \(words)."
        case .contradiction(let rule, let left, let right):
            return "The form contradicts itself (\(rule.rawValue)): \(left) and \(right)."
        case .doesNotAddUp(let rule, let left, let right):
            return "As it was read the form does not add up (\(rule.rawValue)): \(left) and \(right)."
        case .repairProposed(let cell, let from, let to):
            return "It adds up only if \(cell.label(on: form, .english)) is \(to) instead of \(from)."
        case .notDescending(let place):
            return "Row \(place + 1) of the table has more votes than the row above it."
        }
    }
}
