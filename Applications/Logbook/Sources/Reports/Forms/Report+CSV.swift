// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

extension Report {
    /// The report's rows as CSV (RFC 4180, UTF-8 with a byte order mark): every table's rows under one header, in the
    /// order of the tables. Dates are `2026-11-22`, times `08:30`, distances in the report's unit with a point and
    /// three decimals; in kilometres they are exact.
    package var csv: [UInt8] {
        var bytes: [UInt8] = []
        writeCSV { bytes += $0 }
        return bytes
    }

    /// Writes ``csv`` row by row.
    package func writeCSV(_ out: ([UInt8]) throws -> Void) rethrows {
        try out(CSVRow.byteOrderMark)
        let columns = allColumns
        try out(CSVRow(header(columns)).bytes)
        for section in sections {
            let places = columns.map { column in section.columns.firstIndex { $0.kind == column.kind } }
            for row in section.rows { try out(CSVRow(cells(row, section, places)).bytes) }
        }
    }

    /// Each column once, in the order in which the tables have them.
    private var allColumns: [ReportSection.Column] {
        var known: Set<ReportColumn> = []
        return sections.flatMap(\.columns).filter { known.insert($0.kind).inserted }
    }

    private func header(_ columns: [ReportSection.Column]) -> [CSVRow.Cell] {
        let units = columns.map { column -> CSVRow.Cell in
            let isDistance = column.kind.isNumeric && column.kind != .number
            return .text(isDistance ? "\(column.title) (\(unit.rawValue))" : column.title)
        }
        let rest = [ReportWords.status, ReportWords.changes].map { CSVRow.Cell.text($0.text(language)) }
        return [.text("Table")] + units + rest + [.text("Trip")]
    }

    private func cells(_ row: ReportRow, _ section: ReportSection, _ places: [Int?]) -> [CSVRow.Cell] {
        let values = places.map { place in place.map { cell(row.cells[$0].value) } ?? .text("") }
        let changes = row.changes.map(line).joined(separator: "\n")
        return [.text(section.title)] + values + [.text(status(row)), .text(changes), .text(row.trip?.text ?? "")]
    }

    private func cell(_ value: ReportValue) -> CSVRow.Cell {
        switch value {
        case .none: .text("")
        case .number(let number): .number(String(number))
        case .date(let day): .number(day.description)
        case .days(let first, let last): .text(first == last ? first.description : "\(first)/\(last)")
        case .time(let minute, _): .number(ReportFormat.time(minute))
        case .moment(let day, let minute): .number("\(day) \(ReportFormat.time(minute))")
        case .distance(let distance): .number(Self.plain(format.thousandths(distance)))
        case .deviation, .hidden, .use, .source, .text: .text(format.text(value))
        }
    }

    /// `12.345` from thousandths.
    static func plain(_ thousandths: Int64) -> String {
        let rest = String(thousandths.magnitude % 1000)
        let fraction = String(repeating: "0", count: 3 - rest.count) + rest
        return (thousandths < 0 ? "-" : "") + "\(thousandths.magnitude / 1000).\(fraction)"
    }

    /// `voided`, `late`, or empty.
    func status(_ row: ReportRow) -> String {
        var words: [String] = []
        if row.kind == .gap { words.append(ReportWords.gap.text(language)) }
        if row.kind == .voided { words.append(ReportWords.voided.text(language)) }
        if row.changes.contains(where: \.isLate) { words.append(ReportWords.late.text(language)) }
        return words.joined(separator: ", ")
    }

    /// A change in one line: `2026-11-20 14:03 Anna: Purpose: empty → Meeting (reason: forgotten; entry 812; late)`.
    func line(_ change: ReportChange) -> String {
        let name = name(change.field)
        var notes: [String] = []
        if let reason = change.reason, !reason.isEmpty {
            notes.append("\(ReportWords.reason.text(language)): \(reason)")
        }
        notes.append("\(ReportWords.entry.text(language)) \(change.entry)")
        if change.isLate { notes.append(ReportWords.late.text(language)) }
        // A decision that is no value, as voiding, has none before and none after.
        let isValue = change.old != "" || change.new != ""
        let values = isValue ? ": \(shown(change.old, change.field)) → \(shown(change.new, change.field))" : ""
        return "\(format.date(change.day)) \(ReportFormat.time(change.minute)) \(change.who): \(name)\(values) "
            + "(\(notes.joined(separator: "; ")))"
    }

    private func name(_ field: String) -> String {
        if let column = ReportColumn(field: field) { return column.title(country, language) }
        return ReportWords.decision(field)?.text(language) ?? field
    }

    /// What stood in a field, in words. Instants are told in the vehicle's zone.
    func shown(_ text: String?, _ field: String) -> String {
        guard let text else { return "(\(ReportWords.hidden.text(language)))" }
        if text.isEmpty { return "(\(ReportWords.empty.text(language)))" }
        switch TripField(rawValue: field)?.kind {
        case .use: return Trip.Use(rawValue: text).map { ReportWords.use($0, country).text(language) } ?? text
        case .instant:
            guard let (day, minute) = EntryTime.instant(text).map(clock.moment) else { return text }
            return format.text(.moment(day, minute))
        default: return text
        }
    }
}
