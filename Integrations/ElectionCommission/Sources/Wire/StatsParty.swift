// SPDX-License-Identifier: Apache-2.0
import StewardCore

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

    init(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
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
                parties = try faults.rows("result_party", reserving: 57, &reader) { reader, faults throws(JSONError) in
                    try Party(&reader, &faults)
                }
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
    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var party = Member<Int>.absent
        var votes = Member<Int>.absent
        var constituency = Member<Int>.absent
        var firsts = Member<Int>.absent
        var candidates = Member<[CandidateVotes]>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "party_id": party = try faults.count(&reader)
            case "party_vote": votes = try faults.count(&reader)
            case "mp_app_vote": constituency = try faults.count(&reader)
            case "first_mp_app_count": firsts = try faults.count(&reader)
            case "candidates":
                candidates = try faults.innerRows("candidates", &reader) { reader, faults throws(JSONError) in
                    try CandidateVotes(&reader, &faults)
                }
            default: try reader.skipValue()
            }
        }
        guard let party = faults.required(party, "party_id", reader),
            let votes = faults.required(votes, "party_vote", reader),
            let constituency = faults.required(constituency, "mp_app_vote", reader),
            let firsts = faults.required(firsts, "first_mp_app_count", reader),
            let candidates = faults.required(candidates, "candidates", reader)
        else { return nil }
        party_id = party
        party_vote = votes
        mp_app_vote = constituency
        first_mp_app_count = firsts
        self.candidates = candidates
    }
}
