// SPDX-License-Identifier: Apache-2.0

import StewardCore

// MARK: - The head

extension ResultJSONReader {
    /// `ส.ส. 5/18 (บช)` in any spelling: with or without stops and spaces, in Thai or Arabic digits.
    func readForm(_ reader: inout JSONReader) throws(JSONError) -> (FormType, BallotKind) {
        let text = try reader.readString()
        if let known = Self.codes[text] { return known }
        let key = String(
            String.UnicodeScalarView(
                text.unicodeScalars.compactMap { scalar in
                    switch scalar.value {
                    case 0x20, 0xA0, 0x2E: nil
                    case 0x0E50...0x0E59: Unicode.Scalar(scalar.value - 0x0E50 + 0x30)
                    default: scalar
                    }
                }))
        guard let known = Self.looseCodes[key] else {
            throw reader.error(
                .invalidValue,
                "The form \"\(text.prefix(40))\" is none of ส.ส. 5/16, 5/17, 5/18, 6/1, with or without (บช).")
        }
        return known
    }

    private static let codes: [String: (FormType, BallotKind)] = {
        var codes: [String: (FormType, BallotKind)] = [:]
        for form in FormType.allCases { for kind in BallotKind.allCases { codes[form.code(kind)] = (form, kind) } }
        return codes
    }()
    private static let looseCodes: [String: (FormType, BallotKind)] = {
        var codes: [String: (FormType, BallotKind)] = [:]
        for (code, form) in Self.codes { codes[code.filter { $0 != " " && $0 != "." }] = form }
        return codes
    }()

    func readCategory(_ reader: inout JSONReader) throws(JSONError) -> BallotKind {
        let text = try reader.readString()
        guard let kind = BallotKind(rawValue: text) else {
            throw reader.error(.invalidValue, "The form_category \"\(text)\" is neither constituency nor party_list.")
        }
        return kind
    }

    func readMethod(_ reader: inout JSONReader) throws(JSONError) -> Reading.Method {
        let text = try reader.readString()
        guard let method = Reading.Method(rawValue: text) else {
            throw reader.error(
                .invalidValue, "The method \"\(text)\" is none of dataset, digits, words, person, generated.")
        }
        return method
    }

    func readPlace(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        try reader.readNullIfPresent() ? nil : try reader.readInt(in: 1...9_999)
    }
}

// MARK: - Cells

extension ResultJSONReader {
    /// A number, `null` (the source has no such cell), or an object of `value` or `state`, `method`, `alternatives`.
    func readCell(_ reader: inout JSONReader, _ method: Reading.Method) throws(JSONError) -> Reading {
        switch try reader.peekKind() {
        case .number: return Reading(.number(try reader.readInt(in: 0...limits.count)), method: method)
        case .null:
            try reader.readNull()
            return Reading(.notPresent, method: method)
        default: return try readDetailedCell(&reader, method)
        }
    }

    private func readDetailedCell(
        _ reader: inout JSONReader, _ method: Reading.Method
    ) throws(JSONError) -> Reading {
        var value: Reading.Value?
        var cell = Reading(.notPresent, method: method)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "value", "state":
                guard value == nil else { throw reader.contradiction("a cell has both a value and a state") }
                value = "value" ~= key ? .number(try reader.readInt(in: 0...limits.count)) : try readState(&reader)
            case "method": cell.method = try readMethod(&reader)
            case "alternatives":
                try reader.beginArray()
                while try reader.nextElement() {
                    guard cell.alternatives.count < 100 else { throw reader.tooManyRows(100) }
                    cell.alternatives.append(try reader.readInt(in: 0...limits.count))
                }
            default: throw reader.unknownKey(key)
            }
        }
        guard let value else { throw reader.missing("value") }
        cell.value = value
        return cell
    }

    private func readState(_ reader: inout JSONReader) throws(JSONError) -> Reading.Value {
        let text = try reader.readString()
        guard let value = StewardJSON.value(ofState: text) else {
            throw reader.error(
                .invalidValue, "The state \"\(text)\" is none of dash, blank, struck_out, unreadable, not_present.")
        }
        return value
    }

    func readField(_ field: FormField, _ reader: inout JSONReader, into parts: inout Parts) throws(JSONError) {
        let cell = try readCell(&reader, parts.method)
        guard cell.value != .notPresent || !cell.alternatives.isEmpty else { return }
        guard parts.fields.updateValue(cell, forKey: field) == nil else {
            throw reader.contradiction("the field \(StewardJSON.name(of: field)) is given twice")
        }
    }

    func readSections(_ reader: inout JSONReader, into parts: inout Parts) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard let field = StewardJSON.field(key) else { throw reader.unknownKey(key) }
            try readField(field, &reader, into: &parts)
        }
    }
}

// MARK: - Tables

extension ResultJSONReader {
    func readRows(_ reader: inout JSONReader, _ method: Reading.Method) throws(JSONError) -> [TallyDocument.Row] {
        var rows: [TallyDocument.Row] = []
        try reader.beginArray()
        while try reader.nextElement() {
            guard rows.count < limits.rows else { throw reader.tooManyRows(limits.rows) }
            var row = TallyDocument.Row(
                number: nil, party: nil, votes: Reading(.notPresent, method: method), position: rows.count)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "number":
                    if try !reader.readNullIfPresent() { row.number = try reader.readInt(in: 0...limits.number) }
                case "number_text": row.numberText = try reader.readOptionalString()
                case "name": row.name = try reader.readOptionalString() ?? ""
                case "party": row.party = try reader.readOptionalString()
                case "votes": row.votes = try readCell(&reader, method)
                case "matched_number":
                    if try !reader.readNullIfPresent() { row.matchedNumber = try reader.readInt(in: 0...limits.number) }
                case "position": row.position = try reader.readInt(in: 0...limits.count)
                default: throw reader.unknownKey(key)
                }
            }
            rows.append(row)
        }
        return rows
    }

    /// `vote_counts` or `party_votes`: votes by number.
    func readCounts(_ reader: inout JSONReader, _ method: Reading.Method) throws(JSONError) -> [TallyDocument.Row] {
        var rows: [TallyDocument.Row] = []
        if try reader.readNullIfPresent() { return rows }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard rows.count < limits.rows else { throw reader.tooManyRows(limits.rows) }
            let number = try readNumber(key, reader)
            rows.append(
                TallyDocument.Row(
                    number: number, party: nil, votes: try readCell(&reader, method), position: rows.count))
        }
        return rows
    }

    /// `candidate_info` or `party_info`.
    func readNames(_ reader: inout JSONReader, into parts: inout Parts) throws(JSONError) {
        if try reader.readNullIfPresent() { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let number = try readNumber(key, reader)
            var name = ""
            var party: String?
            if try reader.readNullIfPresent() { continue }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "name": name = try reader.readOptionalString() ?? ""
                case "party_name": party = try reader.readOptionalString()
                case "party_id", "party_abbr", "abbr", "color": try reader.skipValue()
                default: throw reader.unknownKey(key)
                }
            }
            guard parts.names.count < limits.rows else { throw reader.tooManyRows(limits.rows) }
            parts.names[number] = (name, party)
        }
    }

    private func readNumber(_ key: JSONReader.Key, _ reader: borrowing JSONReader) throws(JSONError) -> Int {
        guard let number = ThaiNumerals.number(in: key.text), number <= limits.number else {
            throw reader.error(.invalidValue, "The key \"\(key.text.prefix(40))\" is no number of a row.")
        }
        return number
    }
}

// MARK: - Claims

extension ResultJSONReader {
    func readClaims(_ reader: inout JSONReader, into claims: inout TallyDocument.Claims) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "matched_sum": claims.matchedSum = try reader.readInt(in: 0...limits.count)
            case "recorded_sum": claims.recordedSum = try reader.readInt(in: 0...limits.count)
            case "recorded_good": claims.recordedGood = try reader.readInt(in: 0...limits.count)
            case "matched_rows": claims.matchedRows = try readMatchedRows(&reader)
            default: throw reader.unknownKey(key)
            }
        }
    }

    private func readMatchedRows(_ reader: inout JSONReader) throws(JSONError) -> [TallyDocument.MatchedRow] {
        var rows: [TallyDocument.MatchedRow] = []
        try reader.beginArray()
        while try reader.nextElement() {
            guard rows.count < limits.rows else { throw reader.tooManyRows(limits.rows) }
            var row = TallyDocument.MatchedRow(number: nil, matchedNumber: nil, party: nil, votes: 0, isMatched: true)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "number": row.number = try reader.readInt(in: 0...limits.number)
                case "matched_number": row.matchedNumber = try reader.readInt(in: 0...limits.number)
                case "name": row.name = try reader.readString()
                case "party": row.party = try reader.readOptionalString()
                case "votes": row.votes = try reader.readInt(in: 0...limits.count)
                case "is_matched": row.isMatched = try reader.readBool()
                default: throw reader.unknownKey(key)
                }
            }
            rows.append(row)
        }
        return rows
    }
}
