// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What both witnesses together say of a cell, before any identity.
struct CellBelief: Sendable {
    /// One number that the cell may say.
    struct Option: Sendable {
        let number: Int
        /// Above the cell's cheapest number.
        let cost: Double
        /// How the best number would have come from this one by a fault of the digits alone.
        let confusion: Confusion?
        /// Whether a witness has it; the others are there because such confusions are known.
        let isListed: Bool
    }
    /// What the two witnesses are to each other.
    enum Standing: Sendable, Equatable {
        /// Both say the same number.
        case agreed
        /// Both are clear and say different numbers.
        case conflict
        /// Only this one is clear.
        case clearDigits, clearWords
        case unclear
        case nothing
    }
    let digits: Witness?
    let words: Witness?
    /// A number in words that are no evidence.
    let overheard: Int?
    /// The cheapest first; the first costs 0. Empty when no witness has a number.
    let options: [Option]
    let standing: Standing
    /// Whether the digits may be others than those read, by what else was seen.
    let isDoubted: Bool

    var number: Int? { options.first?.number }
    /// Something is written there, as far as the witnesses can tell.
    var isWritten: Bool {
        switch digits?.best ?? words?.best {
        case .blank, .dash, nil: false
        default: true
        }
    }
    /// Nothing that makes a sum fit may change it: two witnesses agree, or one is clear and nothing raises doubt.
    var isSettled: Bool {
        switch standing {
        case .agreed, .clearDigits, .clearWords: true
        case .conflict, .unclear, .nothing: false
        }
    }
    /// Whether the digits say another number, and have this one not at all or only so much dearer.
    func areDigits(against number: Int, by distance: Double) -> Bool {
        guard let digits, let said = digits.number, said != number else { return false }
        return (digits.costs[number] ?? .infinity) - (digits.costs[said] ?? 0) > distance
    }
    /// Whether a witness says this number before any other.
    func isWitnessed(_ number: Int) -> Bool {
        (digits?.number == number && !isDoubted) || words?.number == number
    }

    init(_ evidence: CellEvidence, _ thresholds: DecodingThresholds) {
        let digits = Witness(evidence.digits)
        let words = Witness(evidence.words)
        let doubted = evidence.notes.contains { $0.raisesDoubt }
        self.digits = digits
        self.words = words
        overheard = evidence.overheard
        isDoubted = doubted
        options = Self.options(digits, words, doubted, thresholds)
        standing = Self.standing(digits, words, doubted, options, thresholds)
    }

    private static func standing(
        _ digits: Witness?, _ words: Witness?, _ isDoubted: Bool, _ options: [Option], _ thresholds: DecodingThresholds
    ) -> Standing {
        guard !options.isEmpty else { return .nothing }
        // A tick or a strike-out takes the digits' clearness away, not the words'.
        let clearDigits = !isDoubted && digits?.number != nil && (digits?.margin ?? 0) >= thresholds.clear
        let clearWords = words?.number != nil && (words?.margin ?? 0) >= thresholds.clear
        if let number = digits?.number, number == words?.number {
            let together = options.count > 1 ? options[1].cost : thresholds.digitsCeiling
            let needed = clearDigits || clearWords ? thresholds.agreement : thresholds.unclearAgreement
            // Beside a mark that raises doubt the words must be clear by themselves.
            if together >= needed, clearWords || clearDigits || !isDoubted { return .agreed }
            return .unclear
        }
        switch (clearDigits, clearWords) {
        case (true, true): return .conflict
        case (true, false): return .clearDigits
        case (false, true): return .clearWords
        case (false, false): return .unclear
        }
    }

    private static func options(
        _ digits: Witness?, _ words: Witness?, _ isDoubted: Bool, _ thresholds: DecodingThresholds
    ) -> [Option] {
        let listed = Set((digits?.costs.keys).map(Array.init) ?? []).union((words?.costs.keys).map(Array.init) ?? [])
        guard !listed.isEmpty else { return [] }
        // Both witnesses' likeliest number and what it is easily confused with, of whichever the digits are.
        var caps: [Int: Double] = [:]
        if let digits, let number = digits.number {
            for (source, confusion) in Confusion.sources(of: number) {
                let cost =
                    switch confusion {
                    case .digit: thresholds.knownConfusion
                    case .lostFirst, .extraFirst: thresholds.lostDigit
                    }
                caps[source] = min(caps[source] ?? .infinity, (digits.costs[number] ?? 0) + cost)
            }
        }
        func digitCost(_ number: Int) -> Double {
            guard let digits else { return 0 }
            return min(digits.cost(number, ceiling: thresholds.digitsCeiling), caps[number] ?? .infinity)
        }
        func wordCost(_ number: Int) -> Double { words?.cost(number, ceiling: thresholds.wordsCeiling) ?? 0 }
        let all = listed.union(caps.keys).map { (number: $0, cost: digitCost($0) + wordCost($0)) }
            .sorted { ($0.cost, $0.number) < ($1.cost, $1.number) }
        // Of the likeliest only listed ones: nothing is read that no witness has.
        guard let best = all.first(where: { listed.contains($0.number) }) else { return [] }
        let wordsAtBest = wordCost(best.number)
        let others = all.filter { $0.number != best.number }
        let kept = [best] + others.prefix(max(1, thresholds.optionsPerCell) - 1)
        return kept.map { option in
            let isDigitsFault = wordCost(option.number) <= wordsAtBest
            return Option(
                number: option.number, cost: max(0, option.cost - best.cost),
                confusion: isDigitsFault ? Confusion(reading: best.number, real: option.number) : nil,
                isListed: listed.contains(option.number))
        }
    }

    /// The numbers with their probabilities by the witnesses alone, the likeliest first.
    var probabilities: [(number: Int, probability: Double)] {
        let weights = options.filter(\.isListed).map { exp(-$0.cost) }
        let total = weights.reduce(0, +)
        return zip(options.filter(\.isListed), weights).map { ($0.number, $1 / total) }
    }
}
