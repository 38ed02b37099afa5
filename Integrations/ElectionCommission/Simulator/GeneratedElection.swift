// SPDX-License-Identifier: Apache-2.0

/// An invented election of any size whose sums all agree. The same size and seed give the same election everywhere.
public struct GeneratedElection: Sendable {
    /// How large an election to invent.
    public struct Size: Sendable, Hashable {
        /// Constituencies, 1 to 500.
        public let constituencies: Int
        /// Polling stations in all; at least one in each constituency.
        public let stations: Int
        /// Parties on the list ballot, 2 to 99.
        public let parties: Int
        /// Makes a size; values outside the limits are moved to them.
        public init(constituencies: Int, stations: Int? = nil, parties: Int = 57) {
            self.constituencies = min(max(constituencies, 1), 500)
            self.stations = max(stations ?? self.constituencies * 253, self.constituencies)
            self.parties = min(max(parties, 2), 99)
        }
    }

    struct Province: Sendable {
        let code: Int
        let letters: String
        let name: String
        var constituencies: [Constituency] = []
    }
    struct Constituency: Sendable {
        let number: Int
        let stations: Int
        let voters: Int
        /// In the order of their numbers; the last of every tenth constituency belongs to no registered party.
        let candidates: [Candidate]
        let invalid: Int
        let blank: Int
        /// By ballot number, from 1.
        let listVotes: [Int]
        let listInvalid: Int
        let listBlank: Int
    }
    struct Candidate: Sendable {
        let number: Int
        /// The ballot number of the party.
        let party: Int?
        let votes: Int
    }
    struct Party: Sendable {
        let number: Int
        /// Never the ballot number.
        var registryID: Int { 400 - number * 3 }
        let listed: Int
        let leaders: Int
    }

    let provinces: [Province]
    let parties: [Party]
    /// Stations of the pseudo constituency that nobody votes in.
    let pseudoStations = 95

    /// Invents an election.
    public init(_ size: Size, seed: UInt64) {
        var random = SplitMix(seed: seed)
        parties = (1...size.parties).map { number in
            Party(number: number, listed: random.number(1, 100), leaders: random.number(0, 3))
        }
        let count = min(77, (size.constituencies + 4) / 5)
        var provinces = (0..<count).map { index in
            Province(code: 10 + index, letters: Self.letters(index), name: "จังหวัดจำลองที่ \(index + 1)")
        }
        for index in 0..<size.constituencies {
            let place = index % count
            let share = size.stations * (index + 1) / size.constituencies - size.stations * index / size.constituencies
            let number = provinces[place].constituencies.count + 1
            let isTenth = index % 10 == 9
            provinces[place].constituencies.append(
                Self.constituency(number, stations: max(share, 1), parties: size.parties, isTenth, &random))
        }
        self.provinces = provinces
    }

    private static func letters(_ index: Int) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return "S" + String(alphabet[index / 26 % 26]) + String(alphabet[index % 26])
    }

    private static func constituency(
        _ number: Int, stations: Int, parties: Int, _ hasUnregistered: Bool, _ random: inout SplitMix
    ) -> Constituency {
        let voters = stations * random.number(380, 620)
        let turnout = voters * random.number(58, 76) / 100
        let listTurnout = turnout - random.number(0, max(1, turnout / 200))
        let invalid = turnout * random.number(20, 50) / 1000
        let blank = turnout * random.number(25, 60) / 1000
        let count = min(random.number(4, 14), parties)
        let votes = split(turnout - invalid - blank, into: count, &random)
        let first = random.number(1, parties)
        let candidates = votes.enumerated().map { index, votes in
            let isUnregistered = hasUnregistered && index == count - 1
            return Candidate(
                number: index + 1, party: isUnregistered ? nil : (first + index * 3) % parties + 1, votes: votes)
        }
        let listInvalid = listTurnout * random.number(25, 60) / 1000
        let listBlank = listTurnout * random.number(20, 40) / 1000
        return Constituency(
            number: number, stations: stations, voters: voters, candidates: candidates, invalid: invalid, blank: blank,
            listVotes: split(listTurnout - listInvalid - listBlank, into: parties, &random), listInvalid: listInvalid,
            listBlank: listBlank)
    }

    /// Splits a sum into unequal parts, a few of them large.
    private static func split(_ sum: Int, into count: Int, _ random: inout SplitMix) -> [Int] {
        let weights = (0..<count).map { _ in
            let base = random.number(1, 100)
            return base * base * (random.number(0, 9) == 0 ? 20 : 1)
        }
        let total = weights.reduce(0, +)
        var parts = weights.map { sum * $0 / total }
        parts[0] += sum - parts.reduce(0, +)
        return parts
    }
}
