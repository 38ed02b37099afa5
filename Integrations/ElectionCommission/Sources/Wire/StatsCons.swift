// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// `stats_cons.json`: the count by nation, province and constituency.
package struct StatsCons: Sendable {
    package let totals: VoteTotals
    /// ISO 8601 with milliseconds, as the feed writes it.
    package let last_update: String
    package let result_province: [Province]

    package struct Province: Sendable {
        package let prov_id: String
        package let totals: VoteTotals
        package let total_registered_vote: Int
        package let total_vote_stations: Int
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

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var totals = VoteTotals()
        var update: String?
        var provinces: [Province]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if try totals.read(key, &reader) { continue }
            switch key {
            case "last_update": update = try reader.readString()
            case "result_province":
                provinces = try reader.readList(reserving: 77) { reader throws(JSONError) in try Province(&reader) }
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

    init(_ reader: inout JSONReader) throws(JSONError) {
        var id: String?
        var votes: Int?
        var rank: Int?
        var party: Int?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "mp_app_id": id = try reader.readString()
            case "mp_app_vote": votes = try reader.readCount()
            case "mp_app_rank": rank = try reader.readCount()
            case "party_id": party = try reader.readOptionalCount()
            default: try reader.skipValue()
            }
        }
        mp_app_id = try id.required("mp_app_id", reader)
        mp_app_vote = try votes.required("mp_app_vote", reader)
        mp_app_rank = try rank.required("mp_app_rank", reader)
        party_id = party
    }
}

extension StatsCons.Province {
    init(_ reader: inout JSONReader) throws(JSONError) {
        var totals = VoteTotals()
        var letters: String?
        var voters: Int?
        var stations: Int?
        var parties: [StatsCons.Party]?
        var constituencies: [StatsCons.Constituency]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if try totals.read(key, &reader) { continue }
            switch key {
            case "prov_id": letters = try reader.readString()
            case "total_registered_vote": voters = try reader.readCount()
            case "total_vote_stations": stations = try reader.readCount()
            case "result_party":
                parties = try reader.readList(reserving: 58) { reader throws(JSONError) in
                    try StatsCons.Party(&reader)
                }
            case "constituencies":
                constituencies = try reader.readList { reader throws(JSONError) in
                    try StatsCons.Constituency(&reader)
                }
            default: try reader.skipValue()
            }
        }
        try totals.requireAll(reader)
        self.totals = totals
        prov_id = try letters.required("prov_id", reader)
        total_registered_vote = try voters.required("total_registered_vote", reader)
        total_vote_stations = try stations.required("total_vote_stations", reader)
        result_party = try parties.required("result_party", reader)
        self.constituencies = try constituencies.required("constituencies", reader)
    }
}

extension StatsCons.Party {
    init(_ reader: inout JSONReader) throws(JSONError) {
        var party: Int?
        var list: Int?
        var constituency: Int?
        var firsts: Int?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "party_id": party = try reader.readOptionalCount()
            case "party_list_vote": list = try reader.readCount()
            case "party_cons_votes": constituency = try reader.readCount()
            case "first_mp_app_count": firsts = try reader.readCount()
            default: try reader.skipValue()
            }
        }
        party_id = party
        party_list_vote = try list.required("party_list_vote", reader)
        party_cons_votes = try constituency.required("party_cons_votes", reader)
        first_mp_app_count = try firsts.required("first_mp_app_count", reader)
    }
}

extension StatsCons.Constituency {
    init(_ reader: inout JSONReader) throws(JSONError) {
        var totals = VoteTotals()
        var id: String?
        var candidates: [CandidateVotes]?
        var parties: [StatsCons.ListVotes]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if try totals.read(key, &reader) { continue }
            switch key {
            case "cons_id": id = try reader.readString()
            case "candidates":
                candidates = try reader.readList(reserving: 10) { reader throws(JSONError) in
                    try CandidateVotes(&reader)
                }
            case "result_party":
                parties = try reader.readList(reserving: 57) { reader throws(JSONError) in
                    try StatsCons.ListVotes(&reader)
                }
            default: try reader.skipValue()
            }
        }
        try totals.requireAll(reader)
        self.totals = totals
        cons_id = try id.required("cons_id", reader)
        self.candidates = try candidates.required("candidates", reader)
        result_party = try parties.required("result_party", reader)
    }
}

extension StatsCons.ListVotes {
    init(_ reader: inout JSONReader) throws(JSONError) {
        var party: Int?
        var votes: Int?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "party_id": party = try reader.readCount()
            case "party_list_vote": votes = try reader.readCount()
            default: try reader.skipValue()
            }
        }
        party_id = try party.required("party_id", reader)
        party_list_vote = try votes.required("party_list_vote", reader)
    }
}
