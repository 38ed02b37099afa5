// SPDX-License-Identifier: Apache-2.0
import Tally

/// Typed number words as a witness: the legal numbers nearest to what the text recogniser has.
enum TypedWords {
    /// What one point of misspelling costs, beside a better guess. A wrong letter has ten.
    private static let point = 0.3
    /// Empty when nothing legal is near. Of a text with a bracket only what follows it counts.
    static func candidates(_ text: String) -> [CellCandidate] {
        let guesses = guesses(text)
        guard let best = guesses.first else { return [] }
        let own = trust(best.cost).own
        return guesses.map { guess in
            CellCandidate(value: .number(guess.number), cost: own + point * Double(guess.cost - best.cost))
        }
    }

    /// What a look's own number costs, and what it charges any other: the more was misread, the likelier it is another
    /// number altogether.
    private static func trust(_ misspelling: Int) -> (own: Double, other: Double) {
        switch misspelling {
        case ...3: (0.05, 5)
        case ...6: (0.12, 4)
        case ...12: (0.35, 3)
        default: (0.8, 2)
        }
    }

    /// What several looks at the same words say together: of each number the mean of its costs, because one recogniser
    /// errs alike from look to look and two looks are no two witnesses. A look without a number says nothing; one with
    /// another number takes from this one's clearness, the more the better it is spelled.
    static func candidates(_ looks: [String]) -> [CellCandidate] {
        let heard = looks.map { (list: candidates($0), other: trust(guesses($0).first?.cost ?? 0).other) }
            .filter { !$0.list.isEmpty }
        guard heard.count > 1 else { return heard.first?.list ?? [] }
        var values: [Reading.Value] = []
        for value in heard.flatMap(\.list).map(\.value) where !values.contains(value) { values.append(value) }
        let together = values.map { value in
            let costs = heard.map { look in min(look.other, look.list.first { $0.value == value }?.cost ?? look.other) }
            return CellCandidate(value: value, cost: costs.reduce(0, +) / Double(heard.count))
        }.sorted { $0.cost < $1.cost }
        // As far apart as the looks have them, and the best as likely as in the look that has it clearest.
        guard let best = together.first else { return [] }
        let clearest = heard.compactMap { look in look.list.first { $0.value == best.value }?.cost }.min() ?? best.cost
        return together.map { CellCandidate(value: $0.value, cost: $0.cost - best.cost + clearest) }
    }

    /// Whether a text spells a number with at most one mark misread.
    static func isSpelled(_ text: String) -> Bool { guesses(text).first.map { $0.cost <= 3 } ?? false }

    /// The cheapest first.
    private static func guesses(_ text: String) -> [(number: Int, cost: Int)] {
        let (words, isClosed) = inBrackets(text)
        var cheapest: [Int: Int] = [:]
        for guess in ThaiNumberGuesses.guesses(for: words, maximumCost: 24) { cheapest[guess.number] = guess.cost }
        if !isClosed, words.count > 2 {
            // A closing bracket that was taken for a letter.
            for guess in ThaiNumberGuesses.guesses(for: String(words.dropLast()), maximumCost: 21) {
                cheapest[guess.number] = min(cheapest[guess.number] ?? .max, guess.cost + 3)
            }
        }
        return cheapest.map { ($0.key, $0.value) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    }

    /// What follows the opening bracket, and whether it is closed.
    private static func inBrackets(_ text: String) -> (words: String, isClosed: Bool) {
        guard let bracket = text.firstIndex(where: { "([{".contains($0) }) else { return (text, true) }
        let rest = text[text.index(after: bracket)...]
        return (String(rest.prefix { !")]}".contains($0) }), rest.contains { ")]}".contains($0) })
    }
}
