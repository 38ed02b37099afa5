// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// `stats_party.json`: the count by party, over the whole country.
package struct StatsParty: Sendable {
    package let counted_vote_stations: Int
    package let percent_count: Double
    package let last_update: String
    package let result_party: [Party]

    package struct Party: Sendable {
        package let party_id: Int
        package let party_vote: Int
        package let mp_app_vote: Int
        package let first_mp_app_count: Int
        package let candidates: [CandidateVotes]
    }

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var stations: Int?
        var percent: Double?
        var update: String?
        var parties: [Party]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "counted_vote_stations": stations = try reader.readCount()
            case "percent_count": percent = try reader.readDouble()
            case "last_update": update = try reader.readString()
            case "result_party":
                parties = try reader.readList(reserving: 57) { reader throws(JSONError) in try Party(&reader) }
            default: try reader.skipValue()
            }
        }
        counted_vote_stations = try stations.required("counted_vote_stations", reader)
        percent_count = try percent.required("percent_count", reader)
        last_update = try update.required("last_update", reader)
        result_party = try parties.required("result_party", reader)
    }
}

extension StatsParty.Party {
    init(_ reader: inout JSONReader) throws(JSONError) {
        var party: Int?
        var votes: Int?
        var constituency: Int?
        var firsts: Int?
        var candidates: [CandidateVotes]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "party_id": party = try reader.readCount()
            case "party_vote": votes = try reader.readCount()
            case "mp_app_vote": constituency = try reader.readCount()
            case "first_mp_app_count": firsts = try reader.readCount()
            case "candidates":
                candidates = try reader.readList { reader throws(JSONError) in try CandidateVotes(&reader) }
            default: try reader.skipValue()
            }
        }
        party_id = try party.required("party_id", reader)
        party_vote = try votes.required("party_vote", reader)
        mp_app_vote = try constituency.required("mp_app_vote", reader)
        first_mp_app_count = try firsts.required("first_mp_app_count", reader)
        self.candidates = try candidates.required("candidates", reader)
    }
}
