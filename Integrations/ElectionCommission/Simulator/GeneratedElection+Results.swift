// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A party's votes over some area.
struct PartySum {
    var list = 0
    var votes = 0
    var firsts = 0
    var candidates: [JSON] = []
}

extension GeneratedElection {
    /// `stats_cons.json` and `stats_party.json` when this share of the stations is in.
    func results(_ percent: Double, updated: String) -> (cons: JSON, party: JSON) {
        var nation = CountedTotals()
        var sums: [Int: PartySum] = [:]
        var rows: [JSON] = []
        for index in provinces.indices {
            let (totals, row) = province(index, percent, &sums)
            nation.add(totals)
            rows.append(row)
        }
        let update = JSON.Member("last_update", .string(updated))
        let cons = JSON.object(
            nation.members + nation.nationalMembers + [update, .init("result_province", .array(rows))])
        return (cons, partyResults(nation, sums, update))
    }

    private func province(_ index: Int, _ percent: Double, _ nation: inout [Int: PartySum]) -> (CountedTotals, JSON) {
        let province = provinces[index]
        var totals = CountedTotals()
        var sums: [Int: PartySum] = [:]
        var rows: [JSON] = index == 0 ? [pseudo(province, percent, &totals)] : []
        for constituency in province.constituencies {
            let count = constituency.counted(percent)
            totals.add(count.totals)
            rows.append(row(constituency, count, in: province, &sums))
        }
        for (party, sum) in sums {
            nation[party, default: PartySum()].list += sum.list
            nation[party, default: PartySum()].votes += sum.votes
            nation[party, default: PartySum()].firsts += sum.firsts
            nation[party, default: PartySum()].candidates += sum.candidates
        }
        let json = JSON.object(
            [.init("prov_id", .string(province.letters))] + totals.members + [
                .init("total_registered_vote", .integer(Int64(totals.voters))),
                .init("total_vote_stations", .integer(Int64(totals.stations))),
                .init("result_party", .array(partyRows(sums, totals))), .init("constituencies", .array(rows)),
            ])
        return (totals, json)
    }

    /// The row that has stations and no candidates.
    private func pseudo(_ province: Province, _ percent: Double, _ totals: inout CountedTotals) -> JSON {
        var own = CountedTotals()
        own.stations = pseudoStations
        own.counted = Int((Double(pseudoStations) * percent / 100).rounded(.down))
        totals.add(own)
        let parties = parties.map { party -> JSON in
            [
                "party_id": .integer(Int64(party.registryID)), "party_list_vote": 0, "party_list_vote_percent": 0,
            ]
        }
        return .object(
            [.init("cons_id", .string("\(province.letters)_0"))] + own.members + [
                .init("candidates", []), .init("result_party", .array(parties)),
            ])
    }

    private func row(
        _ constituency: Constituency, _ count: CountedConstituency, in province: Province, _ sums: inout [Int: PartySum]
    ) -> JSON {
        let id = "\(province.letters)_\(constituency.number)"
        var candidates: [JSON] = []
        for (index, candidate) in constituency.candidates.enumerated() {
            let votes = count.votes[index]
            let json: JSON = [
                "mp_app_id": .string("\(id)_\(candidate.number)"), "mp_app_vote": .integer(Int64(votes)),
                "mp_app_vote_percent": CountedTotals.percent(votes, of: count.totals.turnout),
                "mp_app_rank": .integer(Int64(count.ranks[index])), "party_id": registryID(ofParty: candidate.party),
            ]
            candidates.append(json)
            sums[candidate.party ?? 0, default: PartySum()].votes += votes
            sums[candidate.party ?? 0, default: PartySum()].candidates.append(json)
            if count.ranks[index] == 1 { sums[candidate.party ?? 0, default: PartySum()].firsts += 1 }
        }
        let lists = parties.map { party -> JSON in
            let votes = count.listVotes[party.number - 1]
            sums[party.number, default: PartySum()].list += votes
            return [
                "party_id": .integer(Int64(party.registryID)), "party_list_vote": .integer(Int64(votes)),
                "party_list_vote_percent": CountedTotals.percent(votes, of: count.totals.listTurnout),
            ]
        }
        return .object(
            [.init("cons_id", .string(id))] + count.totals.members + [
                .init("candidates", .array(candidates)), .init("result_party", .array(lists)),
            ])
    }

    /// A province's party rows; candidates of unregistered parties stand under null.
    private func partyRows(_ sums: [Int: PartySum], _ totals: CountedTotals) -> [JSON] {
        let numbers = parties.map(\.number) + (sums[0] == nil ? [] : [0])
        return numbers.map { number in
            let sum = sums[number] ?? PartySum()
            return [
                "party_id": registryID(ofParty: number == 0 ? nil : number),
                "party_list_vote": .integer(Int64(sum.list)), "party_cons_votes": .integer(Int64(sum.votes)),
                "first_mp_app_count": .integer(Int64(sum.firsts)),
                "party_list_vote_percent": CountedTotals.percent(sum.list, of: totals.listTurnout),
                "party_cons_votes_percent": CountedTotals.percent(sum.votes, of: totals.turnout),
            ]
        }
    }

    private func partyResults(_ nation: CountedTotals, _ sums: [Int: PartySum], _ update: JSON.Member) -> JSON {
        let rows = parties.map { party -> JSON in
            let sum = sums[party.number] ?? PartySum()
            return [
                "party_id": .integer(Int64(party.registryID)), "party_vote": .integer(Int64(sum.list)),
                "party_vote_percent": CountedTotals.percent(sum.list, of: nation.listTurnout),
                "party_list_count": .null, "mp_app_vote": .integer(Int64(sum.votes)),
                "mp_app_vote_percent": CountedTotals.percent(sum.votes, of: nation.turnout),
                "first_mp_app_count": .integer(Int64(sum.firsts)), "candidates": .array(sum.candidates),
            ]
        }
        return .object([
            .init("counted_vote_stations", .integer(Int64(nation.counted))),
            .init("percent_count", CountedTotals.percent(nation.counted, of: nation.stations)),
            .init("result_party", .array(rows)), update,
        ])
    }
}
