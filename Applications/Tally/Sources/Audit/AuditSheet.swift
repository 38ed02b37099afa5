// SPDX-License-Identifier: Apache-2.0

/// What people fill in: one line for each value of each form of the sample, without what the reader says.
package enum AuditSheet {
    package static let header = ["form", "file", "cell", "label", "value"]

    /// An empty sheet as CSV.
    package static func bytes(_ forms: [AuditFrame.Form]) -> [UInt8] {
        var csv = CSVText(header: header)
        for form in forms {
            for (cell, label) in cells(form.document) {
                csv.row([form.name, form.document.source.path, cell.code, label, ""])
            }
        }
        return csv.bytes
    }

    private static func cells(_ document: TallyDocument) -> [(cell: Cell, label: String)] {
        let rows = document.rows.indices.map { place -> (Cell, String) in
            let row = document.rows[place]
            let number = row.number.map(String.init) ?? row.numberText ?? "?"
            return (.row(place), number + " " + (row.name.isEmpty ? row.party ?? "" : row.name))
        }
        return rows
            + FormField.allCases.filter { document.fields[$0] != nil }.map { field in
                (.field(field), Cell.field(field).label(on: document.form, .english))
            }
    }

    /// The entries of a filled sheet by form and cell. A line without a value, or with something that is no number, is
    /// no entry.
    /// - Throws: `TallyError` with `invalid` when it is no such sheet.
    package static func entries(_ bytes: [UInt8]) throws -> [String: [String: Int]] {
        var rows: [[String]] = []
        var reader = CSVRows(maximumRowBytes: 1 << 16)
        func take(_ row: CSVRows.Row) throws {
            let texts = row.fields.indices.compactMap { row.text($0) }
            guard texts.count == row.fields.count else {
                throw CSVRows.Fault(line: row.line, problem: "The text is not UTF-8; save it as UTF-8")
            }
            rows.append(texts)
        }
        do {
            try bytes.withUnsafeBytes { try reader.push($0, take) }
            try reader.finish(take)
        } catch let fault as CSVRows.Fault {
            throw TallyError(.invalid, "Line \(fault.line) of the entries: \(fault.problem).")
        }
        guard let names = rows.first else { throw TallyError(.invalid, "The entries are empty; fill in the sheet.") }
        guard let form = names.firstIndex(of: "form"), let cell = names.firstIndex(of: "cell"),
            let value = names.firstIndex(of: "value")
        else {
            throw TallyError(.invalid, "The entries lack a column: they need form, cell and value, as the sheet has.")
        }
        var entries: [String: [String: Int]] = [:]
        for row in rows.dropFirst() where row.count > max(form, cell, value) {
            if let number = ThaiNumerals.number(in: row[value]) { entries[row[form], default: [:]][row[cell]] = number }
        }
        return entries
    }
}

extension AuditBound {
    /// A re-read form beside its readings.
    package struct Comparison: Sendable, Hashable {
        package let name: String
        /// Cells where people read something else, by code.
        package let wrong: [String]
        /// Cells that nobody entered; one is enough to count the whole form as wrong.
        package let missing: Int
        package let taint: Double
    }

    /// Compares what people entered with the readings.
    package static func compare(_ forms: [AuditFrame.Form], with entries: [String: [String: Int]]) -> [Comparison] {
        forms.map { form in
            let entered = entries[form.name] ?? [:]
            let document = form.document
            var readings: [(code: String, value: Int?)] = []
            for (place, row) in document.rows.enumerated() {
                readings.append((Cell.row(place).code, row.votes.value.countedNumber))
            }
            for field in FormField.allCases {
                guard let reading = document.fields[field] else { continue }
                readings.append((Cell.field(field).code, reading.value.countedNumber))
            }
            let missing = readings.count { entered[$0.code] == nil }
            let wrong = readings.filter { reading in entered[reading.code].map { $0 != reading.value } ?? false }
            let taint =
                missing > 0 || readings.isEmpty ? 1 : Double(wrong.count) / Double(readings.count)
            return Comparison(name: form.name, wrong: wrong.map(\.code), missing: missing, taint: taint)
        }
    }
}
