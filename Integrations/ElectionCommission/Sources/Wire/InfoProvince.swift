// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// `info_province.json`: the provinces and their totals.
package struct InfoProvince: Sendable {
    package struct Row: Sendable {
        /// The official two-digit code, a string: `"10"`.
        package let province_id: String
        /// The feed's letters: `"BKK"`.
        package let prov_id: String
        package let province: String
        package let abbre_thai: String
        package let total_vote_stations: Int
        package let total_registered_vote: Int
    }
    package let total_registered_vote: Int
    package let total_vote_stations: Int
    package let province: [Row]

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var voters: Int?
        var stations: Int?
        var rows: [Row]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "total_registered_vote": voters = try reader.readCount()
            case "total_vote_stations": stations = try reader.readCount()
            case "province": rows = try reader.readList(reserving: 77) { reader throws(JSONError) in try Row(&reader) }
            default: try reader.skipValue()
            }
        }
        total_registered_vote = try voters.required("total_registered_vote", reader)
        total_vote_stations = try stations.required("total_vote_stations", reader)
        province = try rows.required("province", reader)
    }
}

extension InfoProvince.Row {
    init(_ reader: inout JSONReader) throws(JSONError) {
        var code: String?
        var letters: String?
        var name: String?
        var abbreviation: String?
        var stations: Int?
        var voters: Int?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "province_id": code = try reader.readString()
            case "prov_id": letters = try reader.readString()
            case "province": name = try reader.readString()
            case "abbre_thai": abbreviation = try reader.readString()
            case "total_vote_stations": stations = try reader.readCount()
            case "total_registered_vote": voters = try reader.readCount()
            default: try reader.skipValue()
            }
        }
        province_id = try code.required("province_id", reader)
        prov_id = try letters.required("prov_id", reader)
        province = try name.required("province", reader)
        abbre_thai = try abbreviation.required("abbre_thai", reader)
        total_vote_stations = try stations.required("total_vote_stations", reader)
        total_registered_vote = try voters.required("total_registered_vote", reader)
    }
}
