// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Totals of an area at one moment of the count.
struct CountedTotals {
    var turnout = 0, valid = 0, invalid = 0, blank = 0
    var listTurnout = 0, listValid = 0, listInvalid = 0, listBlank = 0
    var counted = 0, stations = 0, voters = 0

    mutating func add(_ other: Self) {
        turnout += other.turnout
        valid += other.valid
        invalid += other.invalid
        blank += other.blank
        listTurnout += other.listTurnout
        listValid += other.listValid
        listInvalid += other.listInvalid
        listBlank += other.listBlank
        counted += other.counted
        stations += other.stations
        voters += other.voters
    }

    static func percent(_ part: Int, of whole: Int) -> JSON {
        guard whole > 0 else { return 0 }
        return .number((Double(part) / Double(whole) * 10_000_000).rounded() / 100_000)
    }

    /// The members that stand at all three levels.
    var members: [JSON.Member] {
        [
            .init("turn_out", .integer(Int64(turnout))), .init("percent_turn_out", Self.percent(turnout, of: voters)),
            .init("valid_votes", .integer(Int64(valid))), .init("invalid_votes", .integer(Int64(invalid))),
            .init("blank_votes", .integer(Int64(blank))), .init("party_list_turn_out", .integer(Int64(listTurnout))),
            .init("party_list_percent_turn_out", Self.percent(listTurnout, of: voters)),
            .init("party_list_valid_votes", .integer(Int64(listValid))),
            .init("party_list_invalid_votes", .integer(Int64(listInvalid))),
            .init("party_list_blank_votes", .integer(Int64(listBlank))),
            .init("counted_vote_stations", .integer(Int64(counted))),
            .init("percent_count", Self.percent(counted, of: stations)), .init("pause_report", false),
        ]
    }

    /// The shares that only the nation has.
    var nationalMembers: [JSON.Member] {
        [
            .init("percent_valid_votes", Self.percent(valid, of: turnout)),
            .init("percent_invalid_votes", Self.percent(invalid, of: turnout)),
            .init("percent_blank_votes", Self.percent(blank, of: turnout)),
            .init("party_percent_valid_votes", Self.percent(listValid, of: listTurnout)),
            .init("party_percent_invalid_votes", Self.percent(listInvalid, of: listTurnout)),
            .init("party_percent_blank_votes", Self.percent(listBlank, of: listTurnout)),
        ]
    }
}

/// One constituency at one moment of the count.
struct CountedConstituency {
    var totals = CountedTotals()
    /// In the order of the candidates' numbers.
    var votes: [Int] = []
    var ranks: [Int] = []
    /// By ballot number, from 1.
    var listVotes: [Int] = []
}

extension GeneratedElection.Constituency {
    /// The count when this share of the stations is in. Every figure grows with the share.
    func counted(_ percent: Double) -> CountedConstituency {
        let share = Int((Double(stations) * percent / 100).rounded(.down))
        func part(_ value: Int) -> Int { value * share / stations }
        var count = CountedConstituency()
        count.votes = candidates.map { part($0.votes) }
        let order = count.votes.indices.sorted { (-count.votes[$0], $0) < (-count.votes[$1], $1) }
        count.ranks = Array(repeating: 0, count: order.count)
        for (rank, index) in order.enumerated() { count.ranks[index] = rank + 1 }
        count.listVotes = listVotes.map(part)
        count.totals = totals(count, part)
        count.totals.counted = share
        return count
    }

    private func totals(_ count: CountedConstituency, _ part: (Int) -> Int) -> CountedTotals {
        var totals = CountedTotals()
        totals.valid = count.votes.reduce(0, +)
        totals.invalid = part(invalid)
        totals.blank = part(blank)
        totals.turnout = totals.valid + totals.invalid + totals.blank
        totals.listValid = count.listVotes.reduce(0, +)
        totals.listInvalid = part(listInvalid)
        totals.listBlank = part(listBlank)
        totals.listTurnout = totals.listValid + totals.listInvalid + totals.listBlank
        totals.stations = stations
        totals.voters = voters
        return totals
    }
}
