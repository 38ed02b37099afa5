// SPDX-License-Identifier: Apache-2.0
import Tally

/// Typed number words as a witness: the legal numbers nearest to what the text recogniser has.
enum TypedWords {
    /// What one point of misspelling costs, beside a better guess. A wrong letter has ten.
    private static let point = 0.3
    /// What it costs when a look has words, and not those of this number.
    private static let otherwise = 5.0

    /// Empty when nothing legal is near. Of a text with a bracket only what follows it counts.
    static func candidates(_ text: String) -> [CellCandidate] {
        let guesses = guesses(text)
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

    /// What several looks at the same words say together: of each number the mean of its costs, because one recogniser
    /// errs alike from look to look and two looks are no two witnesses. A look without a number says nothing; one with
    /// another number takes from this one's clearness.
    static func candidates(_ looks: [String]) -> [CellCandidate] {
        let heard = looks.map { candidates($0) }.filter { !$0.isEmpty }
        guard heard.count > 1 else { return heard.first ?? [] }
        var values: [Reading.Value] = []
        for value in heard.joined().map(\.value) where !values.contains(value) { values.append(value) }
        let together = values.map { value in
            let costs = heard.map { look in min(otherwise, look.first { $0.value == value }?.cost ?? otherwise) }
            return CellCandidate(value: value, cost: costs.reduce(0, +) / Double(heard.count))
        }
        return together.sorted { $0.cost < $1.cost }
    }

    /// Whether a text spells a number with at most one mark misread.
    static func isSpelled(_ text: String) -> Bool { guesses(text).first.map { $0.cost <= 3 } ?? false }

    private static func guesses(_ text: String) -> [ThaiNumberGuesses.Guess] {
        ThaiNumberGuesses.guesses(for: inBrackets(text), maximumCost: 24)
    }

    private static func inBrackets(_ text: String) -> String {
        guard let bracket = text.firstIndex(where: { "([{".contains($0) }) else { return text }
        return String(text[text.index(after: bracket)...].prefix { !")]}".contains($0) })
    }
}
