// SPDX-License-Identifier: Apache-2.0
import Foundation
import Tally
import Testing

@Suite struct ElectionGeneratorTests {
    private static let area = Area(province: 10, constituency: 1)
    private static let source = SourceFile(format: .steward, path: "made", sha256: "")

    private static func generator(seed: UInt64) -> ElectionGenerator {
        let candidates = (1...9).map { Register.Candidate(number: $0, name: "name \($0)", partyNumber: $0) }
        let constituency = Register.Constituency(
            area: area, id: "BKK_1", stations: 40, registeredVoters: 30_000, candidates: candidates)
        let parties = (1...9).map {
            Register.Party(
                number: $0, registryID: $0, name: "party \($0)", abbreviation: nil, color: "#000", listedCandidates: 10)
        }
        let province = Register.Province(
            code: 10, letters: "BKK", name: "กรุงเทพมหานคร", stations: 40, registeredVoters: 30_000)
        let votes = Dictionary(uniqueKeysWithValues: (1...9).map { ($0, 137 * $0 * $0) })
        let ballot = Feed.Ballot(
            turnout: votes.values.reduce(0, +) + 700, valid: votes.values.reduce(0, +), invalid: 300, noChoice: 400,
            votes: votes)
        let feed = Feed(
            source: "made", fetchedAt: Date(timeIntervalSince1970: 0), lastUpdate: "", percentCounted: 94.3,
            counts: [area: Feed.Count(constituency: ballot, partyList: ballot, stationsCounted: 38, stations: 40)])
        return ElectionGenerator(
            register: Register(
                provinces: [10: province], constituencies: [area: constituency],
                parties: Dictionary(uniqueKeysWithValues: parties.map { ($0.number, $0) })),
            feed: feed, seed: seed)
    }

    @Test("stations and sets add up to the announcement, cell by cell", arguments: [UInt64(1), 2, 3, 99])
    func stationsAddUp(seed: UInt64) throws {
        let generator = Self.generator(seed: seed)
        let counts = try #require(generator.finalCounts(Self.area))
        for count in [counts.constituency, counts.partyList] {
            var votes: [Int: Int] = [:]
            var sums: [FormType: Int] = [:]
            generator.stationForms(count, units: 40, source: Self.source) { form in
                for row in form.rows { votes[row.number ?? -1, default: 0] += row.votes.number ?? 0 }
                sums[form.form, default: 0] += form.number(.used) ?? form.number(.ballots) ?? 0
                let rows = form.rows.reduce(0) { $0 + ($1.votes.number ?? 0) }
                #expect(rows == form.number(.good))
                #expect(form.rows.allSatisfy { ($0.votes.number ?? -1) >= 0 })
            }
            #expect(votes == Dictionary(uniqueKeysWithValues: count.votes.map { ($0.number, $0.votes) }))
            #expect(sums[.station] == count.atStations)
            #expect(sums[.advanceInside] == count.advanceInside)
            #expect(sums[.advanceOutside] == count.advanceOutside)
        }
    }

    @Test("no made figure lies below the feed, and both ballots have the same voters")
    func neverBelow() throws {
        let generator = Self.generator(seed: 4)
        let counts = try #require(generator.finalCounts(Self.area))
        let feed = try #require(generator.feed.counts[Self.area])
        for (number, votes) in counts.constituency.votes { #expect(votes >= feed.constituency.votes[number] ?? 0) }
        #expect(counts.constituency.ballots == counts.partyList.ballots)
        #expect(counts.constituency.eligible >= counts.constituency.ballots)
    }

    @Test("the same seed makes the same forms, another seed others")
    func seeded() throws {
        let one = try #require(Self.generator(seed: 5).finalCounts(Self.area))
        let same = try #require(Self.generator(seed: 5).finalCounts(Self.area))
        let other = try #require(Self.generator(seed: 6).finalCounts(Self.area))
        #expect(one.constituency == same.constituency)
        #expect(one.constituency != other.constituency)
    }
}
