// SPDX-License-Identifier: Apache-2.0

/// Numbers that a sloppily spelled text may mean, for a person or an identity to choose from. Never used as a reading
/// by itself.
package enum ThaiNumberGuesses {
    /// One number the text may mean.
    package struct Guess: Sendable, Hashable {
        package let number: Int
        /// What the spelling costs: 3 for a mark (tone, upper or lower vowel) missing, added or misplaced, 5 for a
        /// letter that looks alike, 10 for any other letter. 0 is the right spelling.
        package let cost: Int
        /// The words it was taken for.
        package let spelling: String
    }

    /// The likeliest numbers, cheapest first; of equal cost the smaller first. Empty when nothing is near.
    ///
    /// Only words of the closed vocabulary in an order that the grammar allows are considered.
    package static func guesses(for text: String, limit: Int = 5, maximumCost: Int = 30) -> [Guess] {
        guard let letters = ThaiNumberWords.letters(of: text), (1...160).contains(letters.count) else { return [] }
        var states: [[ThaiNumberGrammar: Path]] = Array(repeating: [:], count: letters.count + 1)
        states[0][ThaiNumberGrammar()] = Path(cost: 0, words: [])
        for start in letters.indices {
            let alive = best(states[start])
            guard !alive.isEmpty else { continue }
            let found = words(in: letters, at: start, maximumCost: maximumCost)
            for (state, path) in alive {
                for match in found where path.cost + match.cost <= maximumCost {
                    guard let next = state.followed(by: match.word) else { continue }
                    let cost = path.cost + match.cost
                    if let known = states[match.end][next], known.cost <= cost { continue }
                    states[match.end][next] = Path(cost: cost, words: path.words + [match.word])
                }
            }
        }
        return ranked(states[letters.count], limit: limit)
    }

    private struct Path {
        var cost: Int
        var words: [ThaiNumberWord]
    }
    private struct Match {
        var word: ThaiNumberWord
        var end: Int
        var cost: Int
    }

    /// The cheapest states of one place in the text; the rest is given up.
    private static func best(_ states: [ThaiNumberGrammar: Path]) -> [(ThaiNumberGrammar, Path)] {
        let sorted = states.sorted { ($0.value.cost, $0.key.value ?? -1) < ($1.value.cost, $1.key.value ?? -1) }
        return sorted.prefix(48).map { ($0.key, $0.value) }
    }

    private static func ranked(_ states: [ThaiNumberGrammar: Path], limit: Int) -> [Guess] {
        var cheapest: [Int: Path] = [:]
        for (state, path) in states {
            guard let number = state.value else { continue }
            if let known = cheapest[number], known.cost <= path.cost { continue }
            cheapest[number] = path
        }
        return cheapest.map { Guess(number: $0, cost: $1.cost, spelling: $1.words.map(\.text).joined()) }
            .sorted { ($0.cost, $0.number) < ($1.cost, $1.number) }.prefix(limit).map { $0 }
    }

    /// Every word that the letters from `start` may be, for every length.
    private static func words(in letters: [Unicode.Scalar], at start: Int, maximumCost: Int) -> [Match] {
        var found: [Match] = []
        for (word, spelling) in ThaiNumberWord.vocabulary {
            let allowed = min(maximumCost, 4 * spelling.count)
            let reach = min(letters.count - start, spelling.count + 3)
            let costs = costs(of: spelling, in: letters[start..<start + reach])
            for (length, cost) in costs.enumerated() where length > 0 && cost <= allowed {
                found.append(Match(word: word, end: start + length, cost: cost))
            }
        }
        return found
    }

    /// What it costs to take the first 0, 1, 2 … letters for the word.
    private static func costs(of word: [Unicode.Scalar], in letters: ArraySlice<Unicode.Scalar>) -> [Int] {
        var row = [0]
        for letter in letters { row.append(row[row.count - 1] + weight(letter)) }
        for wanted in word {
            var next = [row[0] + weight(wanted)]
            for (index, letter) in letters.enumerated() {
                let replaced = row[index] + replacement(wanted, letter)
                next.append(min(replaced, row[index + 1] + weight(wanted), next[index] + weight(letter)))
            }
            row = next
        }
        return row
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        0x0E00...0x0E7F ~= scalar.value && ThaiFolder.rank(UInt8(scalar.value - 0x0E00)) > 0
    }
    private static func weight(_ scalar: Unicode.Scalar) -> Int { isMark(scalar) ? 3 : 10 }

    private static func replacement(_ wanted: Unicode.Scalar, _ letter: Unicode.Scalar) -> Int {
        if wanted == letter { return 0 }
        switch (isMark(wanted), isMark(letter)) {
        case (true, true): return 3
        case (false, false): return lookAlike[wanted]?.contains(letter) == true ? 5 : 10
        default: return 13
        }
    }

    /// Letters that hands and recognisers confuse.
    private static let lookAlike: [Unicode.Scalar: Set<Unicode.Scalar>] = {
        let groups: [[Unicode.Scalar]] = [
            ["ก", "ถ", "ภ", "ด"], ["ค", "ด", "ต", "ศ"], ["บ", "ป", "ษ"], ["พ", "ผ", "ฟ", "ฝ"], ["ห", "ท", "น"],
            ["น", "ม", "ฆ"],
            ["ซ", "ช", "ข"], ["ล", "ส", "ศ"], ["ร", "ธ", "ว"], ["อ", "ฮ", "ย"], ["จ", "ว", "ฉ"], ["า", "ำ"],
            ["เ", "แ"], ["ย", "บ"],
        ]
        var pairs: [Unicode.Scalar: Set<Unicode.Scalar>] = [:]
        for group in groups { for letter in group { pairs[letter, default: []].formUnion(group) } }
        return pairs
    }()
}
