// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// One row of `info_party_overview.json`. Both numbers are strings here and whole numbers in every other file.
package struct InfoPartyOverview: Sendable {
    /// The registry's id, which the other files join on: `"254"`.
    package let id: String
    /// The number on the party-list ballot: `"1"`.
    package let party_no: String
    package let name: String
    package let abbr: String?
    package let color: String?

    /// ``id`` as a number; `nil` where it is none.
    package var registryID: Int? { Int(id) }
    /// ``party_no`` as a number; `nil` where it is none, or none that a ballot has.
    package var number: Int? { Int(party_no).flatMap { RowFaults.ballotNumbers.contains($0) ? $0 : nil } }

    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var id = Member<String>.absent
        var number = Member<String>.absent
        var name = Member<String>.absent
        var abbreviation: String?
        var color = Member<String>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try faults.text(&reader)
            case "party_no": number = try faults.text(&reader)
            case "name": name = try faults.text(&reader)
            case "abbr": abbreviation = try faults.optionalText(&reader)
            case "color": color = try faults.text(&reader, .member)
            default: try reader.skipValue()
            }
        }
        guard let id = faults.required(id, "id", reader), let number = faults.required(number, "party_no", reader),
            let name = faults.required(name, "name", reader)
        else { return nil }
        if case .absent = color { faults.lacks("color", reader) }
        self.id = id
        party_no = number
        self.name = name
        abbr = abbreviation
        self.color = color.value
    }

    /// The whole file.
    static func list(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) -> [Self] {
        try faults.rows("parties", reserving: 57, &reader) { reader, faults throws(JSONError) in
            try Self(&reader, &faults)
        }
    }
}
