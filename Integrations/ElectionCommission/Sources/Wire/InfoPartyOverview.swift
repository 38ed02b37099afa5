// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// One row of `info_party_overview.json`. Both numbers are strings here and whole numbers in every other file.
package struct InfoPartyOverview: Sendable {
    /// The registry's id, which the other files join on: `"254"`.
    package let id: String
    /// The number on the party-list ballot: `"1"`.
    package let party_no: String
    package let name: String
    package let abbr: String?
    package let color: String

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var id: String?
        var number: String?
        var name: String?
        var abbreviation: String?
        var color: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.readString()
            case "party_no": number = try reader.readString()
            case "name": name = try reader.readString()
            case "abbr": abbreviation = try reader.readOptionalString()
            case "color": color = try reader.readString()
            default: try reader.skipValue()
            }
        }
        self.id = try id.required("id", reader)
        party_no = try number.required("party_no", reader)
        self.name = try name.required("name", reader)
        abbr = abbreviation
        self.color = try color.required("color", reader)
    }

    /// The whole file.
    package static func list(_ reader: inout JSONReader) throws(JSONError) -> [Self] {
        try reader.readList(reserving: 57) { reader throws(JSONError) in try Self(&reader) }
    }
}
