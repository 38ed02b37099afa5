// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What a command shows: rows with named columns, or one record with named fields. Table text and `--json` are made
/// from the same values.
struct Listing {
    struct Column {
        /// The member's name in `--json`.
        let key: String
        /// The heading of the table; `nil` keeps the column out of the table.
        let heading: String?
    }
    var columns: [Column]
    var rows: [[JSON]]
    /// Said instead of an empty table.
    var emptySentence: String

    init(_ columns: [(key: String, heading: String?)], empty: String, rows: [[JSON]] = []) {
        self.columns = columns.map { Column(key: $0.key, heading: $0.heading) }
        self.rows = rows
        emptySentence = empty
    }

    /// A list of objects.
    var json: JSON {
        .array(rows.map { row in .object(zip(columns, row).map { JSON.Member($0.key, $1) }) })
    }

    /// The table; numbers stand right.
    var text: String {
        guard !rows.isEmpty else { return emptySentence + "\n" }
        var layout = TableLayout()
        return layout.lines(of: self)
    }
}

/// One thing with named fields.
struct Record {
    var fields: [(key: String, label: String?, value: JSON)]

    init(_ fields: [(key: String, label: String?, value: JSON)]) { self.fields = fields }

    var json: JSON { .object(fields.map { JSON.Member($0.key, $0.value) }) }

    /// One field a line, labels aligned. Fields without a label are only in `--json`.
    var text: String {
        let shown = fields.filter { $0.label != nil }
        let width = shown.reduce(0) { max($0, ($1.label ?? "").displayWidth) }
        return shown.reduce("") { $0 + ($1.label ?? "").padded(to: width) + "  " + $1.value.cell + "\n" }
    }
}

extension JSON {
    /// The value as a table's cell.
    var cell: String {
        switch self {
        case .null: "–"
        case .bool(let value): value ? "yes" : "no"
        case .integer(let value): String(value)
        case .number(let value): value == value.rounded() ? String(Int64(value)) : String(value)
        case .string(let text): text
        case .array(let elements): elements.map(\.cell).joined(separator: ", ")
        case .object(let members): members.map { "\($0.key): \($0.value.cell)" }.joined(separator: ", ")
        }
    }
}
