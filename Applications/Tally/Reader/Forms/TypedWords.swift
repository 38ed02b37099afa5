// SPDX-License-Identifier: Apache-2.0
import Tally

/// Typed number words as a witness: the legal numbers nearest to what the text recogniser has.
enum TypedWords {
    /// What one point of misspelling costs, beside a better guess. A wrong letter has ten.
    private static let point = 0.3

    /// Empty when nothing legal is near. Of a text with a bracket only what follows it counts.
    static func candidates(_ text: String) -> [CellCandidate] {
        let guesses = ThaiNumberGuesses.guesses(for: inBrackets(text), maximumCost: 24)
        guard let best = guesses.first else { return [] }
        // The more was misread, the likelier it is another number altogether.
        let own =
            switch best.cost {
            case ...3: 0.05
            case ...6: 0.12
            case ...12: 0.35
            default: 0.8
            }
        return guesses.map { guess in
            CellCandidate(value: .number(guess.number), cost: own + point * Double(guess.cost - best.cost))
        }
    }

    private static func inBrackets(_ text: String) -> String {
        guard let bracket = text.firstIndex(where: { "([{".contains($0) }) else { return text }
        return String(text[text.index(after: bracket)...].prefix { !")]}".contains($0) })
    }
}
