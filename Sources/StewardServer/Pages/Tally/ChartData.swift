// SPDX-License-Identifier: Apache-2.0
import Tally

/// The figures behind an election's charts.
struct ChartData {
    /// One constituency in the picture of turn-out against the first's share.
    struct Point {
        let facts: AreaFacts
        /// In percent of those who may vote.
        let turnout: Double
        /// The first's votes in percent of the valid ones.
        let share: Double
    }
    struct RuleCount {
        let rule: Rule
        let open: Int
        let all: Int
        let worst: Severity
    }
    /// Constituencies whose turn-out lies from `from` on and below `from + width` percent.
    struct Bin {
        let from: Double
        var count: Int
    }

    static let width = 2.5
    let points: [Point]
    let rules: [RuleCount]
    let bins: [Bin]
    /// The constituencies whose two ballots differ most in number.
    let apart: [(facts: AreaFacts, difference: Int)]

    init(_ atlas: TallyAtlas) {
        let points = atlas.areas.compactMap { facts -> Point? in
            guard let turnout = facts.turnout(.constituency), let share = facts.leaderShare else {
                return nil
            }
            return Point(facts: facts, turnout: turnout, share: share)
        }
        self.points = points
        bins = Self.bins(points.map(\.turnout))
        let byRule = Dictionary(grouping: atlas.view.findings, by: \.finding.rule)
        rules = byRule.map { rule, records in
            RuleCount(
                rule: rule, open: records.count { $0.shownStatus == .open }, all: records.count,
                worst: records.map(\.finding.severity).max() ?? .hint)
        }.sorted { ($0.all, $1.rule.code) > ($1.all, $0.rule.code) }
        let differences = atlas.areas.compactMap { facts -> (facts: AreaFacts, difference: Int)? in
            guard let one = facts.constituency.ballots, let other = facts.partyList.ballots, one != other
            else {
                return nil
            }
            return (facts, one - other)
        }
        apart = Array(differences.sorted { abs($0.difference) > abs($1.difference) }.prefix(15))
    }

    private static func bins(_ values: [Double]) -> [Bin] {
        // A value that no turn-out has would make an axis of any length; it stands in the first or last bin.
        let places = values.map { Int(min(max($0, 0), 110) / width) }
        guard let first = places.min(), let last = places.max() else { return [] }
        var bins = (first...last).map { Bin(from: Double($0) * width, count: 0) }
        for place in places { bins[place - first].count += 1 }
        return bins
    }
}
