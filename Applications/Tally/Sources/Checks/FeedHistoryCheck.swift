// SPDX-License-Identifier: Apache-2.0

/// Two fetches of the feed: counting goes on, so that nothing may become less.
package struct FeedHistoryCheck: Sendable {
    private let register: Register

    package init(register: Register) { self.register = register }

    /// Every count that is smaller in the newer fetch, by area, ballot and entry.
    package func findings(from older: Feed, to newer: Feed) -> [Finding] {
        var findings: [Finding] = []
        for area in older.counts.keys.sorted() {
            guard let before = older.counts[area], let after = newer.counts[area] else { continue }
            if after.stationsCounted < before.stationsCounted {
                findings.append(
                    finding(
                        area, nil, "stations", before.stationsCounted, after.stationsCounted, (before, older),
                        (after, newer)))
            }
            for kind in BallotKind.allCases {
                let (votes, later) = (before.ballot(kind).votes, after.ballot(kind).votes)
                for number in votes.keys.sorted() {
                    guard let old = votes[number], let new = later[number], new < old else { continue }
                    findings.append(finding(area, kind, "number.\(number)", old, new, (before, older), (after, newer)))
                }
            }
        }
        return findings
    }

    private func finding(
        _ area: Area, _ kind: BallotKind?, _ detail: String, _ old: Int, _ new: Int, _ before: (Feed.Count, Feed),
        _ after: (Feed.Count, Feed)
    ) -> Finding {
        func value(_ number: Int, _ count: (Feed.Count, Feed)) -> NamedValue {
            let coverage = Coverage(
                lastUpdate: count.1.lastUpdate, stationsCounted: count.0.stationsCounted, stations: count.0.stations)
            let place = "\(register.constituencies[area]?.id ?? area.description) \(detail)"
            return NamedValue(
                .feedVotes, number: number, source: Evidence(file: "stats_cons", place: place, coverage: coverage))
        }
        return Finding(
            .feedDecrease, area: area, kind: kind, detail: detail,
            consequence: Consequence(.unknown, votesInDoubt: old - new),
            values: [value(old, before), value(new, after)],
            expected: old, found: new)
    }
}
