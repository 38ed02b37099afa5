// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What the words of a vote cell may say.
package struct WordReading: Sendable, Hashable {
    /// The likeliest first. Only numbers of the grammar, a dash, a blank and what was struck out. Empty is "no
    /// evidence": the writing is no number, or too much of the probability lies on what the grammar refuses.
    package var candidates: [CellCandidate]
    /// Where there is no evidence, the number that was heard all the same, beside other writing or too unsure: nothing
    /// to count with, but a reason to look where the digits say another one.
    package var overheard: Int?

    package static let nothing = WordReading(candidates: [])

    package init(candidates: [CellCandidate], overheard: Int? = nil) {
        self.candidates = candidates
        self.overheard = overheard
    }
}

/// Reads the number words of a vote cell.
package enum WordReader {
    /// - Parameters:
    ///   - looks: the cell as it is usually cut, then cut a little differently; the mean counts of what the network
    ///     says of each.
    ///   - limit: the most candidates that come out.
    package static func read(looks: [GrayImage], limit: Int = 5) -> WordReading {
        guard let network = Network.words else { return .nothing }
        return reading(network.probabilities(ofLooks: looks, maximumWidth: maximumWidth), limit: limit)
    }
    static let maximumWidth = 640
    /// Below this the best is no evidence.
    static let leastProbability = 0.2
    /// It is a reason to look when the words rather say some number than none.
    static let leastOverheard = 0.5

    static func reading(_ looks: [[[Float]]], limit: Int) -> WordReading {
        var costs = CandidateCosts()
        var heard: [Int: Double] = [:]
        for found in looks.flatMap({ BeamSearch.best($0, of: WordTranscript.self) }) {
            let logProbability = found.logProbability - log(Double(looks.count))
            if let value = found.transcript.value { costs.add(value, logProbability) }
            if let number = found.transcript.number { heard[number, default: 0] += exp(logProbability) }
        }
        let best = costs.best(limit + 1)
        if let first = best.first, first.value != .unreadable, exp(-first.cost) >= leastProbability {
            return WordReading(candidates: Array(best.filter { $0.value != .unreadable }.prefix(max(0, limit))))
        }
        guard heard.values.reduce(0, +) >= leastOverheard else { return .nothing }
        return WordReading(
            candidates: [], overheard: heard.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key)
    }
}

/// Number words in an order that the grammar allows, and what may stand around them.
struct WordTranscript: Transcript {
    private var grammar = ThaiNumberGrammar()
    /// Words that mean the same are kept apart by it: a sign that goes on is not a new one.
    private var last = 0
    private var words = 0
    private var dashes = 0
    private var isStruckOut = false
    private var hasOther = false

    /// The network's classes in their order: the words of 0 to 9, then these.
    private static let words: [ThaiNumberWord] =
        (0...9).map(ThaiNumberWord.digit) + [
            .et, .yi, .place(1), .place(2), .place(3), .place(4), .place(5), .million, .counted, .counted, .counted,
            .counted, .exactly,
        ]
    static let dash = 24
    static let struckOut = 25
    static let other = 26

    func followed(by symbol: Int) -> WordTranscript? {
        var longer = self
        longer.last = symbol
        switch symbol {
        case Self.dash:
            guard dashes < 2 else { return nil }
            longer.dashes += 1
        case Self.struckOut:
            guard !isStruckOut else { return nil }
            (longer.isStruckOut, longer.grammar, longer.words) = (true, ThaiNumberGrammar(), 0)
        case Self.other: longer.hasOther = true
        case 1...Self.words.count:
            guard words < 24, let next = grammar.followed(by: Self.words[symbol - 1]) else { return nil }
            longer.grammar = next
            longer.words += 1
        default: return nil
        }
        return longer
    }

    /// What the number words alone say, whatever stands beside them.
    var number: Int? { words > 0 ? grammar.value : nil }

    /// `nil` while the words make no number. A number with other writing beside it is none.
    var value: Reading.Value? {
        if hasOther { return .unreadable }
        if words > 0 { return number.map(Reading.Value.number) }
        if isStruckOut { return .struckOut }
        return dashes > 0 ? .dash : .blank
    }
}
