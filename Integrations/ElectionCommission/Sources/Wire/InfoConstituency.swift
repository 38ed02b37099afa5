// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// One row of `info_constituency.json`.
package struct InfoConstituency: Sendable {
    /// `"BKK_1"`. The pseudo row `"BKK_0"` has no candidates, no votes, no zones and null voters.
    package let cons_id: String
    package let cons_no: Int
    package let prov_id: String
    package let zone: [String]?
    package let total_vote_stations: Int?
    package let registered_vote: Int?

    /// Whether this is a row that nobody votes in.
    package var isPseudo: Bool { cons_no == 0 }

    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var id = Member<String>.absent
        var number = Member<Int>.absent
        var province = Member<String>.absent
        var zones: [String]?
        var stations = Member<Int>.absent
        var voters: Int?
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "cons_id": id = try faults.text(&reader)
            case "cons_no": number = try faults.count(&reader, in: 0...RowFaults.ballotNumbers.upperBound)
            case "prov_id": province = try faults.text(&reader)
            case "zone":
                zones = try faults.innerRows("zone", &reader, .member) { reader, faults throws(JSONError) in
                    try faults.text(&reader).value
                }.value
            case "total_vote_stations": stations = try faults.count(&reader, .member)
            case "registered_vote": voters = try faults.optionalCount(&reader)
            default: try reader.skipValue()
            }
        }
        guard let id = faults.required(id, "cons_id", reader), let number = faults.required(number, "cons_no", reader),
            let province = faults.required(province, "prov_id", reader)
        else { return nil }
        if case .absent = stations { faults.lacks("total_vote_stations", reader) }
        cons_id = id
        cons_no = number
        prov_id = province
        zone = zones
        total_vote_stations = stations.value
        registered_vote = voters
    }

    /// The whole file.
    static func list(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) -> [Self] {
        try faults.rows("constituencies", reserving: 401, &reader) { reader, faults throws(JSONError) in
            try Self(&reader, &faults)
        }
    }
}
