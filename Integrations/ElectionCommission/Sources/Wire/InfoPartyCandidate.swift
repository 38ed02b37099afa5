// SPDX-License-Identifier: Apache-2.0
import StewardCore

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

    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var number = Member<Int>.absent
        var listed = Member<[Listed]>.absent
        var leaders = Member<[String]>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "party_no": number = try faults.count(&reader, in: RowFaults.ballotNumbers)
            case "party_list_candidates":
                listed = try faults.innerRows("party_list_candidates", reserving: 100, &reader) {
                    reader, faults throws(JSONError) in try Listed(&reader, &faults)
                }
            case "pm_candidates":
                leaders = try faults.innerRows("pm_candidates", &reader) { reader, faults throws(JSONError) in
                    try Self.name(&reader, &faults)
                }
            default: try reader.skipValue()
            }
        }
        guard let number = faults.required(number, "party_no", reader),
            let listed = faults.required(listed, "party_list_candidates", reader),
            let leaders = faults.required(leaders, "pm_candidates", reader)
        else { return nil }
        party_no = number
        party_list_candidates = listed
        pm_candidates = leaders
    }

    /// The whole file.
    static func list(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) -> [Self] {
        try faults.rows("parties", reserving: 57, &reader) { reader, faults throws(JSONError) in
            try Self(&reader, &faults)
        }
    }

    private static func name(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) -> String? {
        var name = Member<String>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "name": name = try faults.text(&reader)
            default: try reader.skipValue()
            }
        }
        return faults.required(name, "name", reader)
    }
}

extension InfoPartyCandidate.Listed {
    init?(_ reader: inout JSONReader, _ faults: inout RowFaults) throws(JSONError) {
        var number = Member<Int>.absent
        var name = Member<String>.absent
        guard try faults.beginRow(&reader) else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "list_no": number = try faults.count(&reader, in: RowFaults.ballotNumbers)
            case "name": name = try faults.text(&reader)
            default: try reader.skipValue()
            }
        }
        guard let number = faults.required(number, "list_no", reader), let name = faults.required(name, "name", reader)
        else { return nil }
        list_no = number
        self.name = name
    }
}
