// SPDX-License-Identifier: Apache-2.0

/// What every check may know: register and feed in arrays, the country's list votes, and how rows usually grow. It
/// never changes, so one context serves any number of forms at once.
package final class CheckContext: Sendable {
    /// One constituency of the register.
    package final class Constituency: Sendable {
        package let area: Area
        package let id: String
        package let registeredVoters: Int?
        package let candidates: Roster
        package let parties: Roster
        package let coverage: Coverage?

        init(_ entry: Register.Constituency, candidates: Roster, parties: Roster, coverage: Coverage?) {
            area = entry.area
            id = entry.id
            registeredVoters = entry.registeredVoters
            self.candidates = candidates
            self.parties = parties
            self.coverage = coverage
        }
        package func roster(_ kind: BallotKind) -> Roster { kind == .constituency ? candidates : parties }
    }
    package let register: Register
    package let feed: Feed?
    package let constituencies: [Area: Constituency]
    /// In ballot order, as the entries of every party roster.
    package let parties: [Register.Party]
    package let growth: GrowthModel
    /// List votes of the country by party entry, and the seats they give.
    package let nationalVotes: [Int]
    package let nationalSeats: SeatAllocation
    /// The seats the feed's list votes give.
    package let feedSeats: SeatAllocation
    let partyNames: NameIndex
    let partyKeys: [NameKey]
    let candidateAreas: NameIndex
    let areas: [Area]
    /// In the order of `areas`.
    let inOrder: [Constituency]

    /// Without `nationalVotes` the feed's are taken.
    package convenience init(register: Register, feed: Feed?) {
        let parties = register.parties.values.sorted { $0.number < $1.number }
        let numbers = parties.map(\.number)
        let names = parties.map(\.name)
        var constituencies: [Area: Constituency] = [:]
        for entry in register.constituencies.values {
            let count = feed?.counts[entry.area]
            let candidates = Roster(
                kind: .constituency, numbers: entry.candidates.map(\.number), names: entry.candidates.map(\.name),
                parties: entry.candidates.map { $0.partyNumber ?? -1 }, ballot: count?.constituency)
            let coverage = count.map {
                Coverage(
                    lastUpdate: feed?.lastUpdate ?? "", stationsCounted: $0.stationsCounted, stations: $0.stations)
            }
            constituencies[entry.area] = Constituency(
                entry, candidates: candidates,
                parties: Roster(
                    kind: .partyList, numbers: numbers, names: names, parties: numbers, ballot: count?.partyList),
                coverage: coverage)
        }
        self.init(register, feed, constituencies, parties)
    }

    private init(
        _ register: Register, _ feed: Feed?, _ constituencies: [Area: Constituency], _ parties: [Register.Party]
    ) {
        self.register = register
        self.feed = feed
        self.constituencies = constituencies
        self.parties = parties
        inOrder = constituencies.values.sorted { $0.area < $1.area }
        areas = inOrder.map(\.area)
        partyNames = NameIndex(parties.enumerated().map { ($1.name, $0) })
        partyKeys = parties.map { NameKey(party: $0.name) }
        var names: [(name: String, value: Int)] = []
        for (index, area) in areas.enumerated() {
            names += constituencies[area]?.candidates.names.map { ($0, index) } ?? []
        }
        candidateAreas = NameIndex(names)
        growth = GrowthModel()
        var national = [Int](repeating: 0, count: parties.count)
        for constituency in constituencies.values {
            for (entry, votes) in constituency.parties.feed.enumerated() { national[entry] += max(0, votes) }
        }
        nationalVotes = national
        nationalSeats = Self.allocate(parties, national)
        feedSeats = nationalSeats
    }

    private init(_ base: CheckContext, growth: GrowthModel, nationalVotes: [Int]) {
        register = base.register
        feed = base.feed
        constituencies = base.constituencies
        parties = base.parties
        areas = base.areas
        inOrder = base.inOrder
        partyNames = base.partyNames
        partyKeys = base.partyKeys
        candidateAreas = base.candidateAreas
        self.growth = growth
        self.nationalVotes = nationalVotes
        feedSeats = base.feedSeats
        nationalSeats = Self.allocate(base.parties, nationalVotes)
    }

    /// The same register and feed with what a first pass over the forms learnt.
    package func learning(growth: GrowthModel, nationalVotes: [Int]) -> CheckContext {
        CheckContext(self, growth: growth, nationalVotes: nationalVotes)
    }

    /// Seats from list votes by party entry.
    package func allocate(_ votes: [Int]) -> SeatAllocation { Self.allocate(parties, votes) }

    private static func allocate(_ parties: [Register.Party], _ votes: [Int]) -> SeatAllocation {
        SeatAllocation(
            zip(parties, votes).map { party, votes in
                .init(
                    party: party.number, votes: votes,
                    cap: party.listedCandidates > 0 ? party.listedCandidates : .max)
            })
    }
}
