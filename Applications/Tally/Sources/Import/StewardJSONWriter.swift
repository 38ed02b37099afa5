// SPDX-License-Identifier: Apache-2.0

/// Writes one document as one line of JSON; see ``StewardJSON``.
struct StewardJSONWriter {
    private(set) var bytes: [UInt8] = []
    private let method: Reading.Method
    private var needsComma = false

    init(method: Reading.Method) {
        self.method = method
        bytes.reserveCapacity(2_048)
    }

    mutating func write(_ document: TallyDocument) {
        open("{")
        key("form_type")
        string(document.form.code(document.kind))
        key("form_category")
        string(document.kind.rawValue)
        if !document.printedProvince.isEmpty {
            key("province")
            string(document.printedProvince)
        }
        member("province_code", document.area.province)
        member("constituency_number", document.area.constituency)
        switch document.place {
        case .unit(let number): member("polling_unit", number)
        case .set(let number): member("set", number)
        case nil: break
        }
        key("method")
        string(method.rawValue)
        if let file = document.claims.scannedFile {
            key("source_file")
            string(file)
        }
        writeFields(document)
        writeRows(document.rows)
        writeClaims(document.claims)
        close("}")
    }

    private mutating func writeFields(_ document: TallyDocument) {
        let whole: FormField = document.form == .station ? .used : .ballots
        let named: [(StaticString, FormField)] = [
            ("valid_votes", .good), ("invalid_votes", .bad), ("blank_votes", .noChoice), ("total_votes", whole),
        ]
        for (name, field) in named {
            guard let reading = document.fields[field] else { continue }
            key(name)
            cell(reading)
        }
        let others = FormField.allCases.filter { field in
            document.fields[field] != nil && !named.contains { $0.1 == field }
        }
        guard !others.isEmpty else { return }
        key("sections")
        open("{")
        for field in others {
            guard let reading = document.fields[field] else { continue }
            key(StewardJSON.name(of: field))
            cell(reading)
        }
        close("}")
    }

    private mutating func writeRows(_ rows: [TallyDocument.Row]) {
        key("rows")
        open("[")
        for (index, row) in rows.enumerated() {
            element()
            open("{")
            if let number = row.number { member("number", number) }
            optional("number_text", row.numberText)
            if !row.name.isEmpty { optional("name", row.name) }
            optional("party", row.party)
            if row.votes != Reading(.notPresent, method: method) {
                key("votes")
                cell(row.votes)
            }
            if let number = row.matchedNumber { member("matched_number", number) }
            if row.position != index { member("position", row.position) }
            close("}")
        }
        close("]")
    }

    private mutating func writeClaims(_ claims: TallyDocument.Claims) {
        guard claims != TallyDocument.Claims(scannedFile: claims.scannedFile) else { return }
        key("claims")
        open("{")
        if let sum = claims.matchedSum { member("matched_sum", sum) }
        if let sum = claims.recordedSum { member("recorded_sum", sum) }
        if let good = claims.recordedGood { member("recorded_good", good) }
        if !claims.matchedRows.isEmpty {
            key("matched_rows")
            open("[")
            for row in claims.matchedRows {
                element()
                open("{")
                if let number = row.number { member("number", number) }
                if let number = row.matchedNumber { member("matched_number", number) }
                if !row.name.isEmpty { optional("name", row.name) }
                optional("party", row.party)
                member("votes", row.votes)
                if !row.isMatched {
                    key("is_matched")
                    raw("false")
                }
                close("}")
            }
            close("]")
        }
        close("}")
    }

    private mutating func cell(_ reading: Reading) {
        if case .number(let number) = reading.value, reading.method == method, reading.alternatives.isEmpty {
            return integer(number)
        }
        open("{")
        if let state = StewardJSON.name(ofState: reading.value) {
            key("state")
            raw("\"")
            raw(state)
            raw("\"")
        } else if let number = reading.number {
            member("value", number)
        }
        if reading.method != method {
            key("method")
            string(reading.method.rawValue)
        }
        if !reading.alternatives.isEmpty {
            key("alternatives")
            open("[")
            for number in reading.alternatives {
                element()
                integer(number)
            }
            close("]")
        }
        close("}")
    }
}

// MARK: - Bytes

extension StewardJSONWriter {
    private mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
    private mutating func open(_ bracket: StaticString) {
        raw(bracket)
        needsComma = false
    }
    private mutating func close(_ bracket: StaticString) {
        raw(bracket)
        needsComma = true
    }
    /// Goes to the next element of a list.
    private mutating func element() {
        if needsComma { raw(",") }
        needsComma = true
    }
    private mutating func key(_ name: StaticString) {
        element()
        raw("\"")
        raw(name)
        raw("\":")
    }
    private mutating func member(_ name: StaticString, _ number: Int) {
        key(name)
        integer(number)
    }
    private mutating func optional(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        string(text)
    }
    private mutating func integer(_ number: Int) {
        if 0..<10 ~= number { return bytes.append(UInt8(number) + 0x30) }
        bytes.append(contentsOf: String(number).utf8)
    }
    private mutating func string(_ text: String) {
        raw("\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): raw("\\\"")
            case UInt8(ascii: "\\"): raw("\\\\")
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                raw("\\u00")
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        raw("\"")
    }
}
