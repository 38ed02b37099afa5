// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What has been read so far, and what may follow. The beam search keeps only what it allows.
protocol Transcript: Hashable {
    init()
    /// Goes on with a class of the network; `nil` when that can't stand here.
    func followed(by symbol: Int) -> Self?
}

/// The likeliest transcripts of what a network saw, with the natural logarithm of the probability of each: the sum
/// over all ways in which the steps can spell it.
enum BeamSearch {
    struct Found<T: Transcript> {
        var transcript: T
        var logProbability: Double
    }
    /// The ways that end in "nothing new", and those that end in the last sign.
    fileprivate struct Ends {
        var blank = -Double.infinity
        var sign = -Double.infinity
        var lastSign = 0
        var total: Double { BeamSearch.sumOfLogarithms(blank, sign) }
    }
    /// Signs less likely than this in a step aren't followed: one in eight thousand.
    static let leastLogProbability = -9.0

    static func best<T: Transcript>(_ steps: [[Float]], of type: T.Type, width: Int = 24) -> [Found<T>] {
        var beam: [(T, Ends)] = [(T(), Ends(blank: 0))]
        for step in steps {
            guard let first = step.first else { continue }
            let symbols = step.indices.dropFirst().filter { Double(step[$0]) > leastLogProbability }
            guard !symbols.isEmpty else {
                for place in beam.indices {
                    var ends = Ends(lastSign: beam[place].1.lastSign)
                    ends.stay(beam[place].1, Double(first), step)
                    beam[place].1 = ends
                }
                continue
            }
            var next: [T: Ends] = [:]
            for (transcript, ends) in beam {
                next[transcript, default: Ends(lastSign: ends.lastSign)].stay(ends, Double(first), step)
                for symbol in symbols {
                    guard let longer = transcript.followed(by: symbol) else { continue }
                    let before = symbol == ends.lastSign ? ends.blank : ends.total
                    next[longer, default: Ends(lastSign: symbol)].add(before + Double(step[symbol]))
                }
            }
            beam = next.map { ($0.key, $0.value) }
            beam.sort { $0.1.total > $1.1.total }
            beam.removeLast(max(0, beam.count - width))
        }
        return beam.map { Found(transcript: $0.0, logProbability: $0.1.total) }
    }

    static func sumOfLogarithms(_ one: Double, _ other: Double) -> Double {
        let highest = max(one, other)
        return highest == -.infinity ? highest : highest + log1p(exp(min(one, other) - highest))
    }
}

extension BeamSearch.Ends {
    fileprivate mutating func stay(_ ends: Self, _ blankStep: Double, _ step: [Float]) {
        blank = BeamSearch.sumOfLogarithms(blank, ends.total + blankStep)
        if ends.lastSign > 0 { add(ends.sign + Double(step[ends.lastSign])) }
    }
    fileprivate mutating func add(_ logProbability: Double) {
        sign = BeamSearch.sumOfLogarithms(sign, logProbability)
    }
}
