// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// `stats_cons.json`: the count by nation, province and constituency.
package struct StatsCons: Sendable {
    package let totals: VoteTotals
    /// ISO 8601 with milliseconds, as the feed writes it.
    package let last_update: String
    package let result_province: [Province]

    /// The province's own sums serve comparison alone; `nil` where they are not what they should be.
    package struct Province: Sendable {
        package let prov_id: String
        package let totals: VoteTotals?
        package let total_registered_vote: Int?
        package let total_vote_stations: Int?
        package let result_party: [Party]
        package let constituencies: [Constituency]
    }
    package struct Party: Sendable {
        /// Null for the candidates of unregistered parties.
        package let party_id: Int?
        package let party_list_vote: Int
        package let party_cons_votes: Int
        package let first_mp_app_count: Int
    }
    package struct Constituency: Sendable {
        package let cons_id: String
        package let totals: VoteTotals
        package let candidates: [CandidateVotes]
        package let result_party: [ListVotes]
    }
    package struct ListVotes: Sendable {
        package let party_id: Int
        package let party_list_vote: Int
    }

    init(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var totals = VoteTotals()
        var update: String?
        var provinces: [Province]?
        var strict = RowFaults(isStrict: true)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if try totals.read(key, &reader, &strict) { continue }
            switch key {
            case "last_update": update = try reader.readString()
            case "result_province":
                provinces = try faults.rows("result_province", reserving: 77, &reader) {
                    reader, faults throws(JSONError) in try Province(&reader, &faults)
                }
            default: try reader.skipValue()
            }
        }
        try totals.requireAll(reader)
        self.totals = totals
        last_update = try update.required("last_update", reader)
        result_province = try provinces.required("result_province", reader)
    }
}

/// A candidate's votes, as both result files write them.
package struct CandidateVotes: Sendable {
    package let mp_app_id: String
    package let mp_app_vote: Int
    package let mp_app_rank: Int
    package let party_id: Int?

    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var id = Member<String>.absent
        var votes = Member<Int>.absent
        var rank = Member<Int>.absent
        var party: Int?
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "mp_app_id": id = try faults.text(&reader)
            case "mp_app_vote": votes = try faults.count(&reader)
            case "mp_app_rank": rank = try faults.count(&reader)
            case "party_id": party = try faults.optionalCount(&reader)
            default: try reader.skipValue()
            }
        }
        guard let id = faults.required(id, "mp_app_id", reader),
            let votes = faults.required(votes, "mp_app_vote", reader),
            let rank = faults.required(rank, "mp_app_rank", reader)
        else { return nil }
        mp_app_id = id
        mp_app_vote = votes
        mp_app_rank = rank
        party_id = party
    }
}

extension StatsCons.Province {
    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var totals = VoteTotals()
        var letters = Member<String>.absent
        var voters = Member<Int>.absent
        var stations = Member<Int>.absent
        var parties = Member<[StatsCons.Party]>.absent
        var constituencies = Member<[StatsCons.Constituency]>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            if try totals.read(key, &reader, &faults, .comparison) { continue }
            switch key {
            case "prov_id": letters = try faults.text(&reader)
            case "total_registered_vote": voters = try faults.count(&reader, .comparison)
            case "total_vote_stations": stations = try faults.count(&reader, .comparison)
            case "result_party":
                parties = try faults.innerRows("result_party of provinces", reserving: 58, &reader, .comparison) {
                    reader, faults throws(JSONError) in try StatsCons.Party(&reader, &faults)
                }
            case "constituencies":
                constituencies = try faults.innerRows("constituencies", &reader) { reader, faults throws(JSONError) in
                    try StatsCons.Constituency(&reader, &faults)
                }
            default: try reader.skipValue()
            }
        }
        guard let letters = faults.required(letters, "prov_id", reader),
            let constituencies = faults.required(constituencies, "constituencies", reader)
        else { return nil }
        if case .absent = voters { faults.lacks("total_registered_vote", reader, .comparison) }
        if case .absent = stations { faults.lacks("total_vote_stations", reader, .comparison) }
        if case .absent = parties { faults.lacks("result_party", reader, .comparison) }
        self.totals = totals.whole(reader, &faults, .comparison)
        prov_id = letters
        total_registered_vote = voters.value
        total_vote_stations = stations.value
        result_party = parties.value ?? []
        self.constituencies = constituencies
    }
}

extension StatsCons.Party {
    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var party: Int?
        var list = Member<Int>.absent
        var constituency = Member<Int>.absent
        var firsts = Member<Int>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "party_id": party = try faults.optionalCount(&reader)
            case "party_list_vote": list = try faults.count(&reader)
            case "party_cons_votes": constituency = try faults.count(&reader)
            case "first_mp_app_count": firsts = try faults.count(&reader)
            default: try reader.skipValue()
            }
        }
        guard let list = faults.required(list, "party_list_vote", reader),
            let constituency = faults.required(constituency, "party_cons_votes", reader),
            let firsts = faults.required(firsts, "first_mp_app_count", reader)
        else { return nil }
        party_id = party
        party_list_vote = list
        party_cons_votes = constituency
        first_mp_app_count = firsts
    }
}

extension StatsCons.Constituency {
    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var totals = VoteTotals()
        var id = Member<String>.absent
        var candidates = Member<[CandidateVotes]>.absent
        var parties = Member<[StatsCons.ListVotes]>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            if try totals.read(key, &reader, &faults) { continue }
            switch key {
            case "cons_id": id = try faults.text(&reader)
            case "candidates":
                candidates = try faults.innerRows("candidates", reserving: 10, &reader) {
                    reader, faults throws(JSONError) in try CandidateVotes(&reader, &faults)
                }
            case "result_party":
                parties = try faults.innerRows("result_party", reserving: 57, &reader) {
                    reader, faults throws(JSONError) in try StatsCons.ListVotes(&reader, &faults)
                }
            default: try reader.skipValue()
            }
        }
        guard let id = faults.required(id, "cons_id", reader), let totals = totals.whole(reader, &faults),
            let candidates = faults.required(candidates, "candidates", reader),
            let parties = faults.required(parties, "result_party", reader)
        else { return nil }
        cons_id = id
        self.totals = totals
        self.candidates = candidates
        result_party = parties
    }
}

extension StatsCons.ListVotes {
    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var party = Member<Int>.absent
        var votes = Member<Int>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "party_id": party = try faults.count(&reader)
            case "party_list_vote": votes = try faults.count(&reader)
            default: try reader.skipValue()
            }
        }
        guard let party = faults.required(party, "party_id", reader),
            let votes = faults.required(votes, "party_list_vote", reader)
        else { return nil }
        party_id = party
        party_list_vote = votes
    }
}
