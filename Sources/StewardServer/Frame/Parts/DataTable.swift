// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A table with a name, named columns, and a first cell that names its row. On a phone it becomes a list, or scrolls
/// inside its box with the first column staying.
struct DataTable: Part {
    struct Column: Sendable {
        let name: String
        var isNumber = false
        /// Whether only screen readers are told the name, as for buttons.
        var isUnseen = false

        init(_ name: String, isNumber: Bool = false, isUnseen: Bool = false) {
            self.name = name
            self.isNumber = isNumber
            self.isUnseen = isUnseen
        }
    }

    struct Row: Sendable {
        enum Mark: String, Sendable { case differs, below }

        let cells: [HTML]
        var mark: Mark?
        /// The id of the item in the JSON beside the page, so that the script keeps the row fresh.
        var item: String?

        init(_ cells: [HTML], mark: Mark? = nil, item: String? = nil) {
            self.cells = cells
            self.mark = mark
            self.item = item
        }
    }

    enum Narrow: Sendable { case list, scroll }

    let name: String
    let columns: [Column]
    let rows: [Row]
    var narrow: Narrow = .list
    /// Whether the name is seen too; a heading just before the table says it otherwise.
    var isNamed = false
    /// For the script: `data-live`, `data-watch`.
    var attributes: HTML = ""

    var html: HTML {
        let heads = columns.map { column -> HTML in
            let name: HTML = column.isUnseen ? "<span class=\"unseen\">\(column.name)</span>" : "\(column.name)"
            return "<th scope=\"col\"\(HTML.attribute("class", column.isNumber ? "n" : nil))>\(name)</th>"
        }
        let caption: HTML = isNamed ? "<caption>\(name)</caption>" : "<caption class=\"unseen\">\(name)</caption>"
        let box: HTML =
            narrow == .list
            ? "<div class=\"card\">"
            : "<div class=\"card scroll\" role=\"region\" aria-label=\"\(name)\" tabindex=\"0\">"
        return """
            \(box)<table\(HTML.attribute("class", narrow == .list ? "stack" : nil))\(attributes)>\(caption)
            <thead><tr>\(heads)</tr></thead>
            <tbody>\(rows.map(row))</tbody></table></div>
            """
    }

    private func row(_ row: Row) -> HTML {
        let cells = zip(columns, row.cells).enumerated().map { index, pair -> HTML in
            let (column, cell) = pair
            let kind = HTML.attribute("class", column.isNumber ? "n" : nil)
            if index == 0 { return "<th scope=\"row\"\(kind)>\(cell)</th>" }
            let label = narrow == .list && !column.isUnseen ? column.name : nil
            return "<td\(kind)\(HTML.attribute("data-label", label))>\(cell)</td>"
        }
        return """
            <tr\(HTML.attribute("class", row.mark?.rawValue))\(HTML.attribute("data-item", row.item))>\(cells)</tr>

            """
    }
}
