// SPDX-License-Identifier: Apache-2.0

/// How well a form's votes fit what the preliminary count suggests, entry by entry.
struct FeedFit {
    /// Entries that have both votes and a count in the feed.
    let entries: [Int]
    let votes: [Int]
    private let expected: [Double]
    private let deviation: [Double]
    private let floor: [Int]
    /// Each entry's own votes; 4 and more is unusual.
    let costs: [Double]
    static let unusual = 4.0
    static let usual = 3.0

    init?(_ form: ExaminedForm, _ context: CheckContext) {
        guard let roster = form.roster, let growth = form.growth else { return nil }
        var entries: [Int] = []
        var votes: [Int] = []
        var expected: [Double] = []
        var deviation: [Double] = []
        for entry in 0..<roster.count where roster.feed[entry] >= 0 {
            guard let value = form.votes(ofEntry: entry) else { continue }
            let factor = context.growth.factor(roster.kind, party: roster.parties[entry])
            let fit = GrowthModel.expectation(feed: roster.feed[entry], growth: growth, factor: factor)
            entries.append(entry)
            votes.append(value)
            expected.append(fit.votes)
            deviation.append(fit.deviation)
        }
        guard !entries.isEmpty else { return nil }
        self.entries = entries
        self.votes = votes
        self.expected = expected
        self.deviation = deviation
        floor = entries.map { roster.feed[$0] }
        costs = votes.indices.map { Self.cost(votes[$0], expected[$0], deviation[$0], roster.feed[entries[$0]]) }
    }

    /// What the entry at `place` would cost with other votes.
    func cost(_ place: Int, with votes: Int) -> Double {
        Self.cost(votes, expected[place], deviation[place], floor[place])
    }

    /// Deviations from the expectation, at most 20; falling below the preliminary count costs at least 4.
    private static func cost(_ votes: Int, _ expected: Double, _ deviation: Double, _ floor: Int) -> Double {
        let cost = min(20, (Double(votes) - expected).magnitude / deviation)
        return votes < floor ? max(unusual, cost) : cost
    }
}
