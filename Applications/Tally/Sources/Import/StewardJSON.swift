// SPDX-License-Identifier: Apache-2.0

import StewardCore

/// The names of Steward's own JSON of documents, and its writer.
///
/// One document is one object on one line:
/// ```json
/// {"form_type":"ส.ส. 5/18","form_category":"constituency","province":"แพร่","province_code":54,
///  "constituency_number":1,"polling_unit":3,"method":"digits","valid_votes":412,"invalid_votes":{"state":"dash"},
///  "blank_votes":9,"total_votes":430,"sections":{"eligible":700,"appeared":430,"received":650,"remaining":220},
///  "rows":[{"number":1,"name":"…","party":"…","votes":{"value":12,"method":"words","alternatives":[72]}}]}
/// ```
/// `total_votes` is the field of all ballots: used on a station's form, 3.4 of an announcement, 1 of the others.
package enum StewardJSON {
    /// Appends a document and a line end.
    package static func append(_ document: TallyDocument, to line: inout [UInt8]) {
        var writer = StewardJSONWriter(method: commonMethod(document))
        writer.write(document)
        line.append(contentsOf: writer.bytes)
        line.append(UInt8(ascii: "\n"))
    }

    /// Documents as JSON Lines.
    package static func lines(_ documents: some Sequence<TallyDocument>) -> [UInt8] {
        var bytes: [UInt8] = []
        for document in documents { append(document, to: &bytes) }
        return bytes
    }

    /// The method that most likely is that of all cells; a cell of another method says so.
    private static func commonMethod(_ document: TallyDocument) -> Reading.Method {
        document.rows.first?.votes.method
            ?? FormField.allCases.lazy.compactMap { document.fields[$0]?.method }.first ?? .digits
    }

    static func name(ofState value: Reading.Value) -> StaticString? {
        switch value {
        case .number: nil
        case .dash: "dash"
        case .blank: "blank"
        case .struckOut: "struck_out"
        case .unreadable: "unreadable"
        case .notPresent: "not_present"
        }
    }

    static func value(ofState name: String) -> Reading.Value? {
        switch name {
        case "dash": .dash
        case "blank": .blank
        case "struck_out": .struckOut
        case "unreadable": .unreadable
        case "not_present": .notPresent
        default: nil
        }
    }

    static func name(of field: FormField) -> StaticString {
        switch field {
        case .eligible: "eligible"
        case .appeared: "appeared"
        case .received: "received"
        case .used: "used"
        case .remaining: "remaining"
        case .countedAtStations: "counted_at_stations"
        case .countedAdvanceInside: "counted_advance_inside"
        case .countedAdvanceOutside: "counted_advance_outside"
        case .ballots: "ballots"
        case .good: "good"
        case .bad: "bad"
        case .noChoice: "no_choice"
        case .total: "total"
        case .envelopes: "envelopes"
        case .ballotsInEnvelopes: "ballots_in_envelopes"
        }
    }

    static func field(_ key: JSONReader.Key) -> FormField? {
        FormField.allCases.first { name(of: $0) ~= key }
    }
}
