// SPDX-License-Identifier: Apache-2.0

/// Who stands on one ballot of one constituency, with what the feed counted for each. Entries are numbered by their
/// place here (0-based), so that checks work on arrays.
package final class Roster: Sendable {
    package let kind: BallotKind
    /// Printed numbers, ascending.
    package let numbers: [Int]
    package let names: [String]
    /// The entry's party number; -1 for a candidate without a registered party.
    package let parties: [Int]
    /// Votes in the feed; -1 where the feed has none.
    package let feed: [Int]
    package let ballot: Feed.Ballot?
    /// All votes of the feed; 0 without a feed.
    package let feedSum: Int
    /// Each entry's share of the feed's votes; empty when the feed has none.
    let feedShares: [Double]
    private let entryOfNumber: [Int]

    package init(kind: BallotKind, numbers: [Int], names: [String], parties: [Int], ballot: Feed.Ballot?) {
        self.kind = kind
        self.numbers = numbers
        self.names = names
        self.parties = parties
        self.ballot = ballot
        let feed = numbers.map { ballot?.votes[$0] ?? -1 }
        let sum = feed.reduce(0) { $0 + max(0, $1) }
        self.feed = feed
        feedSum = sum
        feedShares = sum > 0 ? feed.map { Double(max(0, $0)) / Double(sum) } : []
        var lookup = [Int](repeating: -1, count: (numbers.max() ?? 0) + 1)
        for (entry, number) in numbers.enumerated() where number >= 0 { lookup[number] = entry }
        entryOfNumber = lookup
    }

    package var count: Int { numbers.count }

    /// The entry with this printed number.
    package func entry(number: Int?) -> Int? {
        guard let number, entryOfNumber.indices.contains(number), entryOfNumber[number] >= 0 else { return nil }
        return entryOfNumber[number]
    }

    /// The entry with most votes in the feed.
    package var feedLeader: Int? {
        guard let best = feed.indices.max(by: { feed[$0] < feed[$1] }), feed[best] >= 0 else { return nil }
        return best
    }
}
