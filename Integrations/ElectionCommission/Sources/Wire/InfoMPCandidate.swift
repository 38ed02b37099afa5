// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// One row of `info_mp_candidate.json`.
package struct InfoMPCandidate: Sendable {
    /// `"KBI_1_1"`: province, constituency and the candidate's number.
    package let mp_app_id: String
    package let mp_app_no: Int
    /// The party's registry id (not its ballot number); null for the candidates of unregistered parties.
    package let mp_app_party_id: Int?
    /// The title is glued to the name.
    package let mp_app_name: String

    /// The constituency's id, `"KBI_1"`, taken from the candidate's; `nil` when the id has another form.
    package var constituency: String? {
        guard let dash = mp_app_id.lastIndex(of: "_") else { return nil }
        return String(mp_app_id[..<dash])
    }

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var id: String?
        var number: Int?
        var party: Int?
        var name: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "mp_app_id": id = try reader.readString()
            case "mp_app_no": number = try reader.readCount()
            case "mp_app_party_id": party = try reader.readOptionalCount()
            case "mp_app_name": name = try reader.readString()
            default: try reader.skipValue()
            }
        }
        mp_app_id = try id.required("mp_app_id", reader)
        mp_app_no = try number.required("mp_app_no", reader)
        mp_app_party_id = party
        mp_app_name = try name.required("mp_app_name", reader)
    }

    /// The whole file.
    package static func list(_ reader: inout JSONReader) throws(JSONError) -> [Self] {
        try reader.readList(reserving: 3500) { reader throws(JSONError) in try Self(&reader) }
    }
}
