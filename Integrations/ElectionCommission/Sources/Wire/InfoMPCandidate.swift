// SPDX-License-Identifier: Apache-2.0
import StewardCore

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

    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var id = Member<String>.absent
        var number = Member<Int>.absent
        var party: Int?
        var name = Member<String>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "mp_app_id": id = try faults.text(&reader)
            case "mp_app_no": number = try faults.count(&reader, in: RowFaults.ballotNumbers)
            case "mp_app_party_id": party = try faults.optionalCount(&reader)
            case "mp_app_name": name = try faults.text(&reader)
            default: try reader.skipValue()
            }
        }
        guard let id = faults.required(id, "mp_app_id", reader),
            let number = faults.required(number, "mp_app_no", reader),
            let name = faults.required(name, "mp_app_name", reader)
        else { return nil }
        mp_app_id = id
        mp_app_no = number
        mp_app_party_id = party
        mp_app_name = name
    }

    /// The whole file.
    static func list(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) -> [Self] {
        try faults.rows("candidates", reserving: 3500, &reader) { reader, faults throws(JSONError) in
            try Self(&reader, &faults)
        }
    }
}
