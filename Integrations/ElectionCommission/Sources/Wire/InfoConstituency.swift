// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// One row of `info_constituency.json`.
package struct InfoConstituency: Sendable {
    /// `"BKK_1"`. The pseudo row `"BKK_0"` has no candidates, no votes, no zones and null voters.
    package let cons_id: String
    package let cons_no: Int
    package let prov_id: String
    package let zone: [String]?
    package let total_vote_stations: Int
    package let registered_vote: Int?

    /// Whether this is a row that nobody votes in.
    package var isPseudo: Bool { cons_no == 0 }

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var id: String?
        var number: Int?
        var province: String?
        var zones: [String]?
        var stations: Int?
        var voters: Int?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "cons_id": id = try reader.readString()
            case "cons_no": number = try reader.readCount()
            case "prov_id": province = try reader.readString()
            case "zone": zones = try reader.readList { reader throws(JSONError) in try reader.readString() }
            case "total_vote_stations": stations = try reader.readCount()
            case "registered_vote": voters = try reader.readOptionalCount()
            default: try reader.skipValue()
            }
        }
        cons_id = try id.required("cons_id", reader)
        cons_no = try number.required("cons_no", reader)
        prov_id = try province.required("prov_id", reader)
        zone = zones
        total_vote_stations = try stations.required("total_vote_stations", reader)
        registered_vote = voters
    }

    /// The whole file.
    package static func list(_ reader: inout JSONReader) throws(JSONError) -> [Self] {
        try reader.readList(reserving: 401) { reader throws(JSONError) in try Self(&reader) }
    }
}
