// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Reads the digits part of a vote cell, handwritten or typed, Thai or Arabic.
package enum DigitReader {
    /// What the digits may say, the likeliest first, each with the cost that the network gives it: at most `limit`,
    /// and nothing less likely than one in a million. Empty for a picture that can't be read at all.
    ///
    /// The crop is the part left of the bracket; rules, the dotted line and dots may be in it. `.unreadable` stands for
    /// ink that is neither a digit nor a dash, `.struckOut` for something struck out without a new number beside it.
    /// - Parameter writing: how it was written: there is a network for each.
    package static func read(_ cell: GrayImage, _ writing: Writing, limit: Int = 5) -> [CellCandidate] {
        read(looks: [cell], writing, limit: limit)
    }

    /// The same from several looks at one cell: the mean of what the network says of each.
    /// - Parameter looks: the cell as it is usually cut, then cut a little differently.
    package static func read(looks: [GrayImage], _ writing: Writing, limit: Int = 5) -> [CellCandidate] {
        guard let network = writing == .typed ? Network.typedDigits : Network.handwrittenDigits else { return [] }
        return candidates(network.probabilities(ofLooks: looks, maximumWidth: maximumWidth), limit: limit)
    }
    static let maximumWidth = 320

    /// How digits were written.
    package enum Writing: Sendable { case typed, handwritten }

    static func candidates(_ looks: [[[Float]]], limit: Int) -> [CellCandidate] {
        var costs = CandidateCosts()
        for steps in looks {
            for found in BeamSearch.best(steps, of: DigitTranscript.self) {
                costs.add(found.transcript.value, found.logProbability - log(Double(looks.count)))
            }
        }
        return costs.best(limit)
    }
}

/// Digits, dashes and marks as the network names them.
struct DigitTranscript: Transcript {
    static let dash = 11
    static let struckOut = 12
    static let otherMark = 13
    /// No cell has more signs.
    static let longest = 20

    private(set) var symbols: [UInt8] = []

    func followed(by symbol: Int) -> DigitTranscript? {
        guard symbols.count < Self.longest else { return nil }
        var longer = self
        longer.symbols.append(UInt8(symbol))
        return longer
    }

    /// Dashes and marks around a number are no part of it; a mark between two digits leaves none.
    var value: Reading.Value {
        let digits = symbols.map { (1...10).contains($0) }
        guard let first = digits.firstIndex(of: true), let last = digits.lastIndex(of: true) else {
            if symbols.isEmpty { return .blank }
            if symbols.contains(UInt8(Self.struckOut)) { return .struckOut }
            return symbols.contains(UInt8(Self.otherMark)) ? .unreadable : .dash
        }
        guard digits[first...last].allSatisfy(\.self), last - first < 18 else { return .unreadable }
        return .number(symbols[first...last].reduce(0) { $0 * 10 + Int($1) - 1 })
    }
}

/// Gathers what several transcripts of one value cost together.
struct CandidateCosts {
    private var logProbabilities: [Reading.Value: Double] = [:]
    /// One in a million.
    static let leastLogProbability = -13.8

    mutating func add(_ value: Reading.Value, _ logProbability: Double) {
        let known = logProbabilities[value] ?? -.infinity
        logProbabilities[value] = BeamSearch.sumOfLogarithms(known, logProbability)
    }
    func best(_ limit: Int) -> [CellCandidate] {
        logProbabilities.filter { $0.value > Self.leastLogProbability }
            .sorted { ($0.value, $1.key.order) > ($1.value, $0.key.order) }.prefix(max(0, limit))
            .map { CellCandidate(value: $0.key, cost: max(0, -$0.value)) }
    }
}

extension Reading.Value {
    /// So that equal costs always come in one order.
    fileprivate var order: Int {
        switch self {
        case .number(let number): number
        case .dash: -1
        case .blank: -2
        case .struckOut: -3
        case .unreadable: -4
        case .notPresent: -5
        }
    }
}
