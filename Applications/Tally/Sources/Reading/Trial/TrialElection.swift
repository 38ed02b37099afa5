// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Made elections whose votes are spread like real ones: few have most votes, most have hardly any.
package enum TrialElection {
    /// A generator over `areas` constituencies of 6 to 14 candidates and 57 parties.
    package static func generator(areas: Int, seed: UInt64) -> ElectionGenerator {
        var random = SplitMix64(seed: seed)
        var constituencies: [Area: Register.Constituency] = [:]
        var counts: [Area: Feed.Count] = [:]
        for place in 0..<areas {
            let area = Area(province: 10 + place % 80, constituency: 1 + place / 80)
            let candidates = (1...Int.random(in: 6...14, using: &random)).map {
                Register.Candidate(number: $0, name: "candidate \($0)", partyNumber: $0)
            }
            constituencies[area] = Register.Constituency(
                area: area, id: "T_\(place)", stations: 200, registeredVoters: 130_000, candidates: candidates)
            counts[area] = Feed.Count(
                constituency: ballot(candidates.count, &random), partyList: ballot(57, &random), stationsCounted: 190,
                stations: 200)
        }
        let parties = (1...57).map {
            Register.Party(
                number: $0, registryID: $0, name: "party \($0)", abbreviation: nil, color: "#000000",
                listedCandidates: 100)
        }
        let register = Register(
            provinces: [:], constituencies: constituencies,
            parties: Dictionary(uniqueKeysWithValues: parties.map { ($0.number, $0) }))
        let feed = Feed(
            source: "made", fetchedAt: Date(timeIntervalSince1970: 0), lastUpdate: "", percentCounted: 94.3,
            counts: counts)
        return ElectionGenerator(register: register, feed: feed, seed: seed)
    }

    /// About 80,000 votes; the entry of rank r has about 1 / r^1.6 of the first one's.
    private static func ballot(_ entries: Int, _ random: inout SplitMix64) -> Feed.Ballot {
        let ranks = Array(1...entries).shuffled(using: &random)
        let weights = ranks.map { pow(Double($0), -1.6) * Double.random(in: 0.5...1.5, using: &random) }
        let total = weights.reduce(0, +)
        let votes = weights.map { Int(76_000 * $0 / total) }
        let invalid = Int.random(in: 1_500...4_000, using: &random)
        let none = Int.random(in: 800...3_000, using: &random)
        let valid = votes.reduce(0, +)
        return Feed.Ballot(
            turnout: valid + invalid + none, valid: valid, invalid: invalid, noChoice: none,
            votes: Dictionary(uniqueKeysWithValues: votes.enumerated().map { ($0 + 1, $1) }))
    }

    /// About `count` forms of one kind.
    package static func forms(_ form: FormType, _ kind: BallotKind, count: Int, seed: UInt64) -> [TallyDocument] {
        let perArea = form == .announcement ? 1 : 40
        let generator = generator(areas: max(1, count / perArea), seed: seed)
        let source = SourceFile(format: .steward, path: "made", sha256: "")
        var forms: [TallyDocument] = []
        for area in generator.areas {
            guard let counts = generator.finalCounts(area) else { continue }
            let final = kind == .constituency ? counts.constituency : counts.partyList
            if form == .announcement {
                forms.append(generator.announcement(final, source: source))
            } else {
                // Stations of 300 to 600 ballots are about 170 to an area; a quarter of them is enough here.
                var place = 0
                generator.stationForms(final, units: 170, source: source) { made in
                    place += 1
                    if made.form == form, place % 4 == 0 { forms.append(made) }
                }
            }
        }
        return Array(forms.prefix(count))
    }
}
