// SPDX-License-Identifier: Apache-2.0

import StewardCore

/// Reads one announcement of the public dataset: `matched/<ballot>/<province code>_<number>.json`, and the same without
/// the matched lists, as in its folder `ocr-output`.
///
/// The table is `results`. What the source matched to its own lists is kept beside it as a claim, and a row whose
/// number, name, party and votes stand in the matched list too gets that row's party code.
struct MatchedJSONReader {
    let source: SourceFile
    let limits: ImportLimits

    /// What has been read so far.
    private struct Parts {
        var printedProvince: String?
        var normalizedProvince: String?
        var province: Int?
        var constituency: Int?
        var kind: BallotKind?
        var fields: [FormField: Reading]?
        var rows: [TallyDocument.Row]?
        var matched: [TallyDocument.MatchedRow] = []
        var hasMatched = false
        var claims = TallyDocument.Claims()
    }

    func read(_ reader: inout JSONReader) throws(JSONError) -> TallyDocument {
        var parts = Parts()
        try reader.beginObject()
        while let key = try reader.nextKey() { try readMember(key, &reader, into: &parts) }
        return try document(parts, &reader)
    }

    private func readMember(
        _ key: JSONReader.Key, _ reader: inout JSONReader, into parts: inout Parts
    ) throws(JSONError) {
        switch key {
        case "province_name": parts.printedProvince = try reader.readOptionalString() ?? ""
        case "province_name_normalized": parts.normalizedProvince = try reader.readOptionalString()
        case "province_code": parts.province = try readCode(&reader, in: 10...99)
        case "constituency_number": parts.constituency = try reader.readInt(in: 1...999)
        case "type": parts.kind = try readKind(&reader)
        case "summary_by_section": parts.fields = try readSections(&reader)
        case "results": parts.rows = try readResults(&reader)
        case "matched_candidates", "matched_parties":
            parts.hasMatched = true
            try readMatched(&reader, areMatched: true, into: &parts.matched)
        case "unmatched_candidates", "unmatched_parties":
            try readMatched(&reader, areMatched: false, into: &parts.matched)
        case "_validation": try readValidation(&reader, into: &parts.claims)
        case "_source_file": parts.claims.scannedFile = try readScannedFile(&reader)
        // The same numbers as `summary_by_section` under other names.
        case "summary": try reader.skipValue()
        default: throw reader.unknownKey(key)
        }
    }

    private func document(_ parts: Parts, _ reader: inout JSONReader) throws(JSONError) -> TallyDocument {
        guard let kind = parts.kind else { throw reader.missing("type") }
        guard let constituency = parts.constituency else { throw reader.missing("constituency_number") }
        guard let fields = parts.fields else { throw reader.missing("summary_by_section") }
        guard var rows = parts.rows else { throw reader.missing("results") }
        let printed = parts.printedProvince ?? parts.normalizedProvince
        guard let printed else { throw reader.missing("province_name") }
        let named = (parts.normalizedProvince ?? parts.printedProvince).flatMap(ProvinceCodes.code(of:))
        guard let province = parts.province ?? named else { throw reader.missing("province_code") }
        if parts.normalizedProvince != nil, let named, named != province {
            throw reader.contradiction(
                "province_code says \(province), but province_name_normalized is the province \(named)")
        }
        let area = Area(province: province, constituency: constituency)
        try checkPath(area, kind, reader)
        var claims = parts.claims
        if parts.hasMatched {
            claims.matchedSum = parts.matched.reduce(0) { $0 + ($1.isMatched ? $1.votes : 0) }
            claims.matchedRows = parts.matched
            giveMatchedNumbers(to: &rows, from: parts.matched)
        }
        return TallyDocument(
            form: .announcement, kind: kind, area: area, printedProvince: printed, source: source, fields: fields,
            rows: rows, claims: claims)
    }

    /// The file's name and folder must say the same as the file.
    private func checkPath(_ area: Area, _ kind: BallotKind, _ reader: borrowing JSONReader) throws(JSONError) {
        let parts = source.path.split(separator: "/")
        if let name = parts.last, let named = Area(announcementFile: String(name)), named != area {
            throw reader.contradiction("the file's name says \(named), but the file is \(area)")
        }
        if parts.count > 1, let folder = BallotKind(rawValue: String(parts[parts.count - 2])), folder != kind {
            throw reader.contradiction("the folder is \(folder.rawValue), but the file's type is \(kind.rawValue)")
        }
    }

    private func giveMatchedNumbers(to rows: inout [TallyDocument.Row], from matched: [TallyDocument.MatchedRow]) {
        // Both lists mostly have the same order, so the search starts where it ended.
        var isUsed = [Bool](repeating: false, count: matched.count)
        var next = 0
        for index in rows.indices {
            for step in matched.indices {
                let at = (next + step) % matched.count
                let candidate = matched[at]
                guard !isUsed[at], candidate.votes == rows[index].votes.number, candidate.number == rows[index].number,
                    candidate.party == rows[index].party, candidate.name == rows[index].name
                else { continue }
                isUsed[at] = true
                next = at + 1
                rows[index].matchedNumber = candidate.matchedNumber
                break
            }
        }
    }
}

// MARK: - Parts of the file

extension MatchedJSONReader {
    private func readKind(_ reader: inout JSONReader) throws(JSONError) -> BallotKind {
        let text = try reader.readString()
        guard let kind = BallotKind(rawValue: text) else {
            throw reader.error(.invalidValue, "The type \"\(text)\" is neither constituency nor party_list.")
        }
        return kind
    }

    /// A number that may stand in quotes.
    private func readCode(_ reader: inout JSONReader, in range: ClosedRange<Int>) throws(JSONError) -> Int? {
        switch try reader.peekKind() {
        case .null:
            try reader.readNull()
            return nil
        case .string:
            let text = try reader.readString()
            guard let number = ThaiNumerals.number(in: text), range.contains(number) else {
                throw reader.error(
                    .invalidValue, "\"\(text)\" is no number from \(range.lowerBound) to \(range.upperBound).")
            }
            return number
        default: return try reader.readInt(in: range)
        }
    }

    private func readSections(_ reader: inout JSONReader) throws(JSONError) -> [FormField: Reading] {
        var fields = [FormField: Reading](minimumCapacity: 12)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard let field = Self.field(key) else { throw reader.unknownKey(key) }
            if try reader.readNullIfPresent() { continue }
            fields[field] = Reading(.number(try reader.readInt(in: 0...limits.count)), method: .dataset)
        }
        return fields
    }

    /// The section numbers of form 6/1.
    private static func field(_ key: JSONReader.Key) -> FormField? {
        switch key {
        case "1.1": .eligible
        case "1.2": .appeared
        case "2.1": .received
        case "2.2": .used
        case "2.3": .remaining
        case "3.1": .countedAtStations
        case "3.2": .countedAdvanceInside
        case "3.3": .countedAdvanceOutside
        case "3.4": .ballots
        case "4.1": .good
        case "4.2": .bad
        case "4.3": .noChoice
        default: nil
        }
    }

    private func readResults(_ reader: inout JSONReader) throws(JSONError) -> [TallyDocument.Row] {
        var rows: [TallyDocument.Row] = []
        rows.reserveCapacity(57)
        try reader.beginArray()
        while try reader.nextElement() {
            guard rows.count < limits.rows else { throw reader.tooManyRows(limits.rows) }
            var number: RowNumber = .none
            var row = TallyDocument.Row(
                number: nil, party: nil, votes: Reading(.notPresent, method: .dataset), position: rows.count)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "number": number = try readRowNumber(&reader)
                case "name": row.name = try reader.readOptionalString() ?? ""
                case "party": row.party = try reader.readOptionalString()
                case "votes": row.votes = try readVotes(&reader)
                default: throw reader.unknownKey(key)
                }
            }
            (row.number, row.numberText) = number.parts
            rows.append(row)
        }
        return rows
    }

    private func readMatched(
        _ reader: inout JSONReader, areMatched: Bool, into rows: inout [TallyDocument.MatchedRow]
    ) throws(JSONError) {
        try reader.beginArray()
        while try reader.nextElement() {
            guard rows.count < limits.rows else { throw reader.tooManyRows(limits.rows) }
            var row = TallyDocument.MatchedRow(
                number: nil, matchedNumber: nil, party: nil, votes: 0, isMatched: areMatched)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "number": row.number = try readRowNumber(&reader).parts.number
                case "name": row.name = try reader.readOptionalString() ?? ""
                case "party": row.party = try reader.readOptionalString()
                case "votes": row.votes = try readVotes(&reader).number ?? 0
                case "party_code": row.matchedNumber = try readCode(&reader, in: 0...limits.number)
                // Keys of a private database, which join to nothing.
                case "candidate_uuid", "party_uuid", "is_active": try reader.skipValue()
                default: throw reader.unknownKey(key)
                }
            }
            rows.append(row)
        }
    }

    private func readVotes(_ reader: inout JSONReader) throws(JSONError) -> Reading {
        if try reader.readNullIfPresent() { return Reading(.notPresent, method: .dataset) }
        return Reading(.number(try reader.readInt(in: 0...limits.count)), method: .dataset)
    }

    private func readRowNumber(_ reader: inout JSONReader) throws(JSONError) -> RowNumber {
        switch try reader.peekKind() {
        case .null:
            try reader.readNull()
            return .none
        case .string:
            let text = try reader.readString()
            let number = ThaiNumerals.number(in: text).flatMap { $0 <= limits.number ? $0 : nil }
            return number.map(RowNumber.number) ?? .text(text)
        default: return .number(try reader.readInt(in: 0...limits.number))
        }
    }

    private func readValidation(
        _ reader: inout JSONReader, into claims: inout TallyDocument.Claims
    ) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "vote_sum": claims.recordedSum = try readVotes(&reader).number
            case "good_votes": claims.recordedGood = try readVotes(&reader).number
            case "sum_diff_pct": if try !reader.readNullIfPresent() { _ = try reader.readDouble() }
            default: throw reader.unknownKey(key)
            }
        }
    }

    /// The name alone: the folders are those of somebody's computer.
    private func readScannedFile(_ reader: inout JSONReader) throws(JSONError) -> String? {
        guard let path = try reader.readOptionalString() else { return nil }
        func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        guard let last = path.utf8.lastIndex(where: { !isSeparator($0) }) else { return nil }
        let start = path.utf8[..<last].lastIndex(where: isSeparator).map(path.utf8.index(after:)) ?? path.startIndex
        return String(path[start...last])
    }
}

/// What stands at the start of a row.
enum RowNumber {
    case none
    case number(Int)
    case text(String)

    var parts: (number: Int?, text: String?) {
        switch self {
        case .none: (nil, nil)
        case .number(let number): (number, nil)
        case .text(let text): (nil, text)
        }
    }
}
