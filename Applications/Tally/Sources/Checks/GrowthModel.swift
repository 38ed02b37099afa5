// SPDX-License-Identifier: Apache-2.0

/// How a party's votes usually grow from the preliminary to the final count, compared with its constituency as a whole.
///
/// A party popular among people who vote by post grows more than the others. The factor of a party is the median over
/// constituencies of (its growth − 1) ÷ (the constituency's growth − 1), learnt from forms whose sums agree.
package struct GrowthModel: Sendable, Hashable {
    private var factors: [BallotKind: [Double]] = [:]

    package init() {}

    /// The factor of a party; 1 when nothing was learnt.
    func factor(_ kind: BallotKind, party: Int) -> Double {
        guard party >= 0, let factors = factors[kind], party < factors.count else { return 1 }
        return factors[party]
    }

    /// What one row is expected to have, given what the feed counted and how the constituency grew, and a cautious
    /// deviation: counting noise of the votes added, a third of the increase, and a few votes for tiny parties.
    static func expectation(feed: Int, growth: Double, factor: Double) -> (votes: Double, deviation: Double) {
        let increase = Double(feed) * (growth - 1) * factor
        let variance = 4 * max(1, increase.magnitude) + increase * increase * 0.1225 + 9
        return (Double(feed) + increase, variance.squareRoot())
    }

    /// Collects samples and gives the model.
    struct Learner {
        private var samples: [BallotKind: [Int: [Double]]] = [.constituency: [:], .partyList: [:]]

        mutating func add(_ kind: BallotKind, party: Int, feed: Int, votes: Int, growth: Double) {
            guard party >= 0, feed >= 100, growth > 1.02, growth < 1.5 else { return }
            let ratio = Double(votes) / Double(feed)
            samples[kind]?[party, default: []].append((ratio - 1) / (growth - 1))
        }

        func model() -> GrowthModel {
            var model = GrowthModel()
            for (kind, parties) in samples {
                var factors = [Double](repeating: 1, count: (parties.keys.max() ?? 0) + 1)
                for (party, values) in parties where values.count >= 5 {
                    factors[party] = min(2.5, max(0.2, values.sorted()[values.count / 2]))
                }
                model.factors[kind] = factors
            }
            return model
        }
    }
}
