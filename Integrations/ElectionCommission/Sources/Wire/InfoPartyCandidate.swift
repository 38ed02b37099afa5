// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// One row of `info_party_candidate.json`: a party's list and its candidates for prime minister (none to three).
package struct InfoPartyCandidate: Sendable {
    package struct Listed: Sendable {
        package let list_no: Int
        package let name: String
    }
    /// The number on the party-list ballot, a whole number here.
    package let party_no: Int
    /// Not always in the order of the numbers, and with gaps where somebody was struck off.
    package let party_list_candidates: [Listed]
    package let pm_candidates: [String]

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var number: Int?
        var listed: [Listed]?
        var leaders: [String]?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "party_no": number = try reader.readCount()
            case "party_list_candidates":
                listed = try reader.readList(reserving: 100) { reader throws(JSONError) in try Listed(&reader) }
            case "pm_candidates":
                leaders = try reader.readList { reader throws(JSONError) in try Self.name(&reader) }
            default: try reader.skipValue()
            }
        }
        party_no = try number.required("party_no", reader)
        party_list_candidates = try listed.required("party_list_candidates", reader)
        pm_candidates = try leaders.required("pm_candidates", reader)
    }

    /// The whole file.
    package static func list(_ reader: inout JSONReader) throws(JSONError) -> [Self] {
        try reader.readList(reserving: 57) { reader throws(JSONError) in try Self(&reader) }
    }

    private static func name(_ reader: inout JSONReader) throws(JSONError) -> String {
        var name: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": name = try reader.readString()
            default: try reader.skipValue()
            }
        }
        return try name.required("name", reader)
    }
}

extension InfoPartyCandidate.Listed {
    init(_ reader: inout JSONReader) throws(JSONError) {
        var number: Int?
        var name: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "list_no": number = try reader.readCount()
            case "name": name = try reader.readString()
            default: try reader.skipValue()
            }
        }
        list_no = try number.required("list_no", reader)
        self.name = try name.required("name", reader)
    }
}
