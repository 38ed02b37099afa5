// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// `info_province.json`: the provinces and their totals.
package struct InfoProvince: Sendable {
    package struct Row: Sendable {
        /// The official two-digit code, a string: `"10"`.
        package let province_id: String
        /// The feed's letters: `"BKK"`.
        package let prov_id: String
        package let province: String
        package let abbre_thai: String?
        package let total_vote_stations: Int?
        package let total_registered_vote: Int?

        /// ``province_id`` as a number; `nil` where it is none of two digits.
        package var code: Int? { Int(province_id).flatMap { (10...99).contains($0) ? $0 : nil } }
    }
    package let total_registered_vote: Int
    package let total_vote_stations: Int
    package let province: [Row]

    init(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var voters: Int?
        var stations: Int?
        var rows: [Row]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "total_registered_vote": voters = try reader.readCount()
            case "total_vote_stations": stations = try reader.readCount()
            case "province":
                rows = try faults.rows("province", reserving: 77, &reader) { reader, faults throws(JSONError) in
                    try Row(&reader, &faults)
                }
            default: try reader.skipValue()
            }
        }
        total_registered_vote = try voters.required("total_registered_vote", reader)
        total_vote_stations = try stations.required("total_vote_stations", reader)
        province = try rows.required("province", reader)
    }
}

extension InfoProvince.Row {
    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var code = Member<String>.absent
        var letters = Member<String>.absent
        var name = Member<String>.absent
        var abbreviation = Member<String>.absent
        var stations = Member<Int>.absent
        var voters = Member<Int>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "province_id": code = try faults.text(&reader)
            case "prov_id": letters = try faults.text(&reader)
            case "province": name = try faults.text(&reader)
            case "abbre_thai": abbreviation = try faults.text(&reader, .member)
            case "total_vote_stations": stations = try faults.count(&reader, .member)
            case "total_registered_vote": voters = try faults.count(&reader, .member)
            default: try reader.skipValue()
            }
        }
        guard let code = faults.required(code, "province_id", reader),
            let letters = faults.required(letters, "prov_id", reader),
            let name = faults.required(name, "province", reader)
        else { return nil }
        if case .absent = abbreviation { faults.lacks("abbre_thai", reader) }
        if case .absent = stations { faults.lacks("total_vote_stations", reader) }
        if case .absent = voters { faults.lacks("total_registered_vote", reader) }
        province_id = code
        prov_id = letters
        province = name
        abbre_thai = abbreviation.value
        total_vote_stations = stations.value
        total_registered_vote = voters.value
    }
}
