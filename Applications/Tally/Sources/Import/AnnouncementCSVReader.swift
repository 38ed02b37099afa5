// SPDX-License-Identifier: Apache-2.0

/// Reads `constituency.csv` or `party_list.csv` of the public dataset: one document for each area, whose rows stand
/// together. The tables hold no numbered fields.
struct AnnouncementCSVReader {
    private enum Column: String, CaseIterable {
        case province = "รหัสจังหวัด"
        case provinceName = "จังหวัด"
        case constituency = "เขต"
        case number = "หมายเลข"
        case name = "ชื่อผู้สมัคร"
        case party = "พรรค"
        case votes = "คะแนน"
    }
    private static let constituencyColumns = Column.allCases
    private static let partyListColumns = Column.allCases.filter { $0 != .name }

    private let source: SourceFile
    private let limits: ImportLimits
    private var rows: CSVRows
    private var columns: [Column] = []
    private var current: TallyDocument?
    private var finished: Set<Area> = []

    init(source: SourceFile, limits: ImportLimits) {
        self.source = source
        self.limits = limits
        rows = CSVRows(maximumRowBytes: 64 << 10)
    }

    mutating func push(_ piece: UnsafeRawBufferPointer, to body: (TallyDocument) throws -> Void) throws {
        var rows = self.rows
        self.rows = CSVRows(maximumRowBytes: 0)
        try Self.naming(source.path) { try rows.push(piece) { try take($0, body) } }
        self.rows = rows
    }

    mutating func finish(to body: (TallyDocument) throws -> Void) throws {
        var rows = self.rows
        try Self.naming(source.path) { try rows.finish { try take($0, body) } }
        guard !columns.isEmpty else {
            throw ImportError(.malformed, file: source.path, "The file is empty; take it from its source again")
        }
        if let current { try body(current) }
        current = nil
    }

    private static func naming(_ path: String, _ work: () throws -> Void) throws {
        do { try work() } catch let fault as CSVRows.Fault {
            throw ImportError(.malformed, file: path, line: fault.line, fault.problem)
        }
    }

    private mutating func take(_ row: CSVRows.Row, _ body: (TallyDocument) throws -> Void) throws {
        if columns.isEmpty { return try takeHeader(row) }
        guard row.fields.count == columns.count else {
            throw ImportError(
                .malformed, file: source.path, line: row.line,
                "The row has \(row.fields.count) fields where the header has \(columns.count); correct the row")
        }
        let area = try area(row)
        if area != current?.area {
            if let done = current { try body(done) }
            guard finished.insert(area).inserted else {
                throw ImportError(
                    .invalidValue, file: source.path, line: row.line,
                    "Rows of constituency \(area) begin for the second time; sort the file by province and constituency"
                )
            }
            current = TallyDocument(
                form: .announcement, kind: columns.count == Self.constituencyColumns.count ? .constituency : .partyList,
                area: area, printedProvince: try text(row, .provinceName), source: source, fields: [:], rows: [])
        }
        guard current?.rows.count ?? 0 < limits.rows else {
            throw ImportError(
                .tooLarge, file: source.path, line: row.line, "Constituency \(area) has more than \(limits.rows) rows")
        }
        let next = try tableRow(row)
        current?.rows.append(next)
    }

    private mutating func takeHeader(_ row: CSVRows.Row) throws {
        let names = row.fields.indices.map { row.text($0) ?? "" }
        for known in [Self.constituencyColumns, Self.partyListColumns] where known.map(\.rawValue) == names {
            columns = known
            return
        }
        let wanted = Self.constituencyColumns.map(\.rawValue).joined(separator: ",")
        throw ImportError(
            .unrecognised, file: source.path, line: row.line,
            "The header is not \(wanted), nor the same without ชื่อผู้สมัคร; give one of these two tables")
    }

    private func area(_ row: CSVRows.Row) throws -> Area {
        Area(
            province: try number(row, .province, in: 10...99), constituency: try number(row, .constituency, in: 1...999)
        )
    }

    private func tableRow(_ row: CSVRows.Row) throws -> TallyDocument.Row {
        var number: Int?
        var numberText: String?
        let written = field(row, .number)
        if !written.isEmpty {
            let text = try text(row, .number)
            number = plain(written) ?? ThaiNumerals.number(in: text)
            if number.map({ $0 > limits.number }) ?? true {
                number = nil
                numberText = text
            }
        }
        let votes: Reading.Value =
            field(row, .votes).isEmpty ? .notPresent : .number(try self.number(row, .votes, in: 0...limits.count))
        return TallyDocument.Row(
            number: number, numberText: numberText, name: columns.contains(.name) ? try text(row, .name) : "",
            party: try text(row, .party), votes: Reading(votes, method: .dataset), position: row.line)
    }

    // MARK: Fields

    private func index(_ column: Column) -> Int { columns.firstIndex(of: column) ?? 0 }
    private func field(_ row: CSVRows.Row, _ column: Column) -> UnsafeRawBufferPointer { row.bytes(index(column)) }

    private func text(_ row: CSVRows.Row, _ column: Column) throws -> String {
        guard let text = row.text(index(column)) else {
            throw ImportError(
                .malformed, file: source.path, line: row.line, field: column.rawValue,
                "The bytes are not UTF-8; save the file as UTF-8")
        }
        return text
    }

    private func number(_ row: CSVRows.Row, _ column: Column, in range: ClosedRange<Int>) throws -> Int {
        if let number = plain(field(row, column)), range.contains(number) { return number }
        let text = try text(row, column)
        guard let number = ThaiNumerals.number(in: text), range.contains(number) else {
            throw ImportError(
                .invalidValue, file: source.path, line: row.line, field: column.rawValue,
                "\"\(text.prefix(40))\" is no number from \(range.lowerBound) to \(range.upperBound); correct the file")
        }
        return number
    }

    /// Up to nine digits and nothing else.
    private func plain(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
        var value = 0
        for byte in bytes {
            guard 0x30...0x39 ~= byte else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
