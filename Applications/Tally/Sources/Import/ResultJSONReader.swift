// SPDX-License-Identifier: Apache-2.0

import StewardCore

/// Reads documents in Steward's own JSON, and result JSON of one page or form, which has the same names with fewer
/// details. `docs/import-formats.md` describes every field.
struct ResultJSONReader {
    let source: SourceFile
    let limits: ImportLimits

    /// What has been read of one document so far.
    struct Parts {
        var form: (FormType, BallotKind)?
        var category: BallotKind?
        var printedProvince: String?
        var province: Int?
        var constituency: Int?
        var unit: Int?
        var set: Int?
        var method = Reading.Method.digits
        var fields: [FormField: Reading] = [:]
        /// What `total_votes` holds; the form says which field it is.
        var totalVotes: Reading?
        var rows: [TallyDocument.Row]?
        /// Name and party by number, from `candidate_info` or `party_info`, whose names are those of parties.
        var names: [Int: (name: String, party: String?)] = [:]
        var claims = TallyDocument.Claims()
    }

    /// A file's document, or its list of documents.
    func readAll(_ reader: inout JSONReader) throws(JSONError) -> [TallyDocument] {
        guard try reader.peekKind() == .array else { return [try read(&reader)] }
        var documents: [TallyDocument] = []
        try reader.beginArray()
        while try reader.nextElement() { documents.append(try read(&reader)) }
        return documents
    }

    /// One document.
    func read(_ reader: inout JSONReader) throws(JSONError) -> TallyDocument {
        var parts = Parts()
        try readMembers(&reader, into: &parts)
        return try document(&parts, reader)
    }

    private func readMembers(_ reader: inout JSONReader, into parts: inout Parts) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if try readHead(key, &reader, into: &parts) { continue }
            if try readVotes(key, &reader, into: &parts) { continue }
            switch key {
            // A comparison with the feed holds the form in here.
            case "ballot_data": try readMembers(&reader, into: &parts)
            // Conclusions of whoever made the file, and labels composed of other fields.
            case "district", "polling_station", "confidence_score", "confidence_level", "page_parties", "ect_data",
                "discrepancies", "summary", "status":
                try reader.skipValue()
            default: throw reader.unknownKey(key)
            }
        }
    }

    private func readHead(
        _ key: JSONReader.Key, _ reader: inout JSONReader, into parts: inout Parts
    ) throws(JSONError) -> Bool {
        switch key {
        case "form_type": parts.form = try readForm(&reader)
        case "form_category": parts.category = try readCategory(&reader)
        case "province": parts.printedProvince = try reader.readOptionalString()
        case "province_code": parts.province = try reader.readInt(in: 10...99)
        case "constituency_number": parts.constituency = try reader.readInt(in: 1...999)
        case "polling_unit": parts.unit = try readPlace(&reader)
        case "set": parts.set = try readPlace(&reader)
        case "method":
            parts.method = try readMethod(&reader)
            guard parts.fields.isEmpty, parts.rows == nil, parts.totalVotes == nil else {
                throw reader.error(.invalidValue, "The field method stands after cells; put it before them.")
            }
        case "source_file": parts.claims.scannedFile = try reader.readOptionalString()
        default: return false
        }
        return true
    }

    private func readVotes(
        _ key: JSONReader.Key, _ reader: inout JSONReader, into parts: inout Parts
    ) throws(JSONError) -> Bool {
        switch key {
        case "valid_votes": try readField(.good, &reader, into: &parts)
        case "invalid_votes": try readField(.bad, &reader, into: &parts)
        case "blank_votes": try readField(.noChoice, &reader, into: &parts)
        case "total_votes": parts.totalVotes = try readCell(&reader, parts.method)
        case "sections": try readSections(&reader, into: &parts)
        case "rows", "vote_counts", "party_votes":
            let rows = key.isRows ? try readRows(&reader, parts.method) : try readCounts(&reader, parts.method)
            guard parts.rows?.isEmpty ?? true || rows.isEmpty else {
                throw reader.contradiction("it has two tables of votes")
            }
            if parts.rows?.isEmpty ?? true { parts.rows = rows }
        case "candidate_info", "party_info": try readNames(&reader, into: &parts)
        case "claims": try readClaims(&reader, into: &parts.claims)
        default: return false
        }
        return true
    }

    private func document(_ parts: inout Parts, _ reader: borrowing JSONReader) throws(JSONError) -> TallyDocument {
        guard let (form, kind) = parts.form else { throw reader.missing("form_type") }
        guard let constituency = parts.constituency else { throw reader.missing("constituency_number") }
        guard var rows = parts.rows else { throw reader.missing("rows") }
        if let category = parts.category, category != kind {
            throw reader.contradiction("form_type is of the other ballot than form_category")
        }
        guard let province = parts.province ?? parts.printedProvince.flatMap(ProvinceCodes.code(of:)) else {
            throw reader.missing("province_code")
        }
        if let total = parts.totalVotes {
            let field: FormField = form == .station ? .used : .ballots
            guard parts.fields.updateValue(total, forKey: field) == nil else {
                throw reader.contradiction("total_votes and sections give the same field")
            }
        }
        if !parts.names.isEmpty {
            for index in rows.indices {
                guard let number = rows[index].number, let known = parts.names[number] else { continue }
                if kind == .constituency, rows[index].name.isEmpty { rows[index].name = known.name }
                if rows[index].party == nil { rows[index].party = kind == .partyList ? known.name : known.party }
            }
        }
        return TallyDocument(
            form: form, kind: kind, area: Area(province: province, constituency: constituency),
            place: try place(form, parts, reader), printedProvince: parts.printedProvince ?? "", source: source,
            fields: parts.fields, rows: rows, claims: parts.claims)
    }

    private func place(
        _ form: FormType, _ parts: Parts, _ reader: borrowing JSONReader
    ) throws(JSONError) -> CountingPlace? {
        switch form {
        case .announcement:
            guard parts.unit == nil, parts.set == nil else {
                throw reader.contradiction("an announcement has no polling_unit and no set")
            }
            return nil
        case .station:
            guard parts.set == nil else { throw reader.contradiction("a station form has no set") }
            return parts.unit.map(CountingPlace.unit)
        case .advanceInside, .advanceOutside:
            guard parts.unit == nil || parts.set == nil else {
                throw reader.contradiction("it has both a polling_unit and a set")
            }
            return (parts.set ?? parts.unit).map(CountingPlace.set)
        }
    }
}

extension JSONReader.Key {
    fileprivate var isRows: Bool { "rows" ~= self }
}
