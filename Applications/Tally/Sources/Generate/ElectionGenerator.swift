// SPDX-License-Identifier: Apache-2.0

/// Makes the forms of a whole election that agree with a register and lie at or above a preliminary feed.
///
/// The same seed gives the same forms. Every identity of the forms holds, stations add up to announcements, and both
/// ballots of an area have the same voters. Demonstrations and benchmarks start here and then plant errors.
package struct ElectionGenerator: Sendable {
    package let register: Register
    package let feed: Feed
    package let seed: UInt64

    package init(register: Register, feed: Feed, seed: UInt64) {
        self.register = register
        self.feed = feed
        self.seed = seed
    }

    /// Areas that have a count, in order.
    package var areas: [Area] { register.constituencies.keys.filter { feed.counts[$0] != nil }.sorted() }

    /// The complete counts of both ballots of an area; `nil` when the feed has none for it.
    package func finalCounts(_ area: Area) -> (constituency: FinalCount, partyList: FinalCount)? {
        guard let count = feed.counts[area], let constituency = register.constituencies[area] else { return nil }
        var random = SplitMix64(seed: seed ^ UInt64(area.province * 1000 + area.constituency))
        let growth = max(1, 100 / max(1, feed.percentCounted))
        let first = grown(count.constituency, numbers: constituency.candidates.map(\.number), growth, &random)
        let second = grown(count.partyList, numbers: register.parties.keys.sorted(), growth, &random)
        let ballots = max(first.ballots, second.ballots)
        let eligible = max(constituency.registeredVoters ?? 0, ballots + ballots / 3)
        let received = (eligible + 99) / 20 * 20
        let inside = ballots / 100
        let outside = ballots / 12
        func complete(_ part: Grown, _ kind: BallotKind) -> FinalCount {
            FinalCount(
                area: area, kind: kind, votes: part.votes, invalid: part.invalid,
                noChoice: part.noChoice + ballots - part.ballots, eligible: eligible, received: received,
                atStations: ballots - inside - outside, advanceInside: inside, advanceOutside: outside)
        }
        return (complete(first, .constituency), complete(second, .partyList))
    }

    /// The announcement (6/1) of a count: candidates by votes, parties by number.
    package func announcement(_ count: FinalCount, source: SourceFile) -> TallyDocument {
        let ordered =
            count.kind == .constituency
            ? count.votes.sorted { ($1.votes, $0.number) < ($0.votes, $1.number) } : count.votes
        let fields: [FormField: Int] = [
            .eligible: count.eligible, .appeared: count.ballots, .received: count.received, .used: count.ballots,
            .remaining: count.received - count.ballots, .countedAtStations: count.atStations,
            .countedAdvanceInside: count.advanceInside, .countedAdvanceOutside: count.advanceOutside,
            .ballots: count.ballots, .good: count.good, .bad: count.invalid, .noChoice: count.noChoice,
            .total: count.good,
        ]
        return TallyDocument(
            form: .announcement, kind: count.kind, area: count.area,
            printedProvince: register.provinces[count.area.province]?.name ?? "", source: source,
            fields: fields.mapValues { Reading(.number($0), method: .generated) },
            rows: rows(ordered, kind: count.kind, area: count.area))
    }

    /// Table rows with the register's names.
    func rows(_ votes: [(number: Int, votes: Int)], kind: BallotKind, area: Area) -> [TallyDocument.Row] {
        let candidates = register.constituencies[area]?.candidates ?? []
        let names = Dictionary(candidates.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        return votes.enumerated().map { position, entry in
            let reading = Reading(.number(entry.votes), method: .generated)
            guard kind == .constituency else {
                let party = register.parties[entry.number]?.name
                return TallyDocument.Row(
                    number: entry.number, party: party, votes: reading, matchedNumber: entry.number, position: position)
            }
            let candidate = names[entry.number]
            let party = candidate?.partyNumber.flatMap { register.parties[$0]?.name } ?? ""
            return TallyDocument.Row(
                number: entry.number, name: candidate?.name ?? "", party: party, votes: reading, position: position)
        }
    }

    private struct Grown {
        var votes: [(number: Int, votes: Int)]
        var invalid: Int
        var noChoice: Int
        var ballots: Int { votes.reduce(invalid + noChoice) { $0 + $1.votes } }
    }

    /// A preliminary ballot brought to 100 %: nothing shrinks.
    private func grown(
        _ ballot: Feed.Ballot, numbers: [Int], _ growth: Double, _ random: inout SplitMix64
    ) -> Grown {
        func more(_ value: Int, _ random: inout SplitMix64) -> Int {
            let expected = Double(value) * (growth - 1)
            return value + Int(expected * Double.random(in: 0.7...1.3, using: &random))
        }
        let votes = numbers.map { (number: $0, votes: more(ballot.votes[$0] ?? 0, &random)) }
        return Grown(
            votes: votes, invalid: more(ballot.invalid, &random), noChoice: more(ballot.noChoice, &random))
    }
}
