// SPDX-License-Identifier: Apache-2.0

/// The cells of a form that was read from a scan: what each witness has, and where it stands on the paper.
package final class ScannedForm: Sendable {
    package struct Cell: Sendable {
        /// Whether it stands without a person.
        package let isCertain: Bool
        package let digits: Int?
        package let words: Int?
        /// What a model read, where one was asked.
        package let model: Int?
        /// What the reader proposes, and what else it may be, the likeliest first.
        package let proposals: [Int]
        /// The page of the document, from 1.
        package let page: Int
        /// SHA-256 of its picture; open cells have one.
        package let crop: String?
        fileprivate let reading: Reading
    }
    /// The printed numbers of the rows, from the top of the first page on.
    let numbers: [Int]
    private let cells: [Tally.Cell: Cell]

    /// Problems that leave open which row a number belongs to: then no cell of the form stands by itself.
    private static let structural: Set<String> = [
        "row_number_unread", "total_missing", "several_numbers", "heading_with_number", "no_heading",
        "unusual_height", "no_brackets", "broken_table", "rows_missing", "rows_doubled", "rows_unexpected",
    ]

    init(_ form: ReadForm, on type: FormType, crops: [String: String]) {
        let isWhole = !form.problems.contains { Self.structural.contains($0.code) }
        func cell(_ cell: ReadCell) -> Cell {
            Cell(cell, isCertain: isWhole && !cell.isOpen, crop: crops[cell.cropName])
        }
        let rows = form.votes.compactMap { key, cell in Int(key).map { (number: $0, cell: cell) } }
            .sorted { ($0.cell.page, $0.cell.top, $0.number) < ($1.cell.page, $1.cell.top, $1.number) }
        numbers = rows.map(\.number)
        var cells: [Tally.Cell: Cell] = [:]
        for (position, row) in rows.enumerated() { cells[.row(position)] = cell(row.cell) }
        for field in FormField.allCases {
            let found = field == .total ? form.total : form.header[field.readName(on: type)]
            if let found { cells[.field(field)] = cell(found) }
        }
        self.cells = cells
    }

    /// `nil` where the cell was not found on the paper.
    package subscript(_ cell: Tally.Cell) -> Cell? { cells[cell] }

    /// What stands in a cell; unreadable while it needs a person, also where it was not found.
    func reading(_ cell: Tally.Cell) -> Reading { cells[cell]?.reading ?? Reading(.unreadable, method: .digits) }
}

extension ScannedForm.Cell {
    fileprivate init(_ cell: ReadCell, isCertain: Bool, crop: String?) {
        self.isCertain = isCertain
        digits = cell.digits
        words = cell.words
        model = cell.model
        proposals = ([cell.value].compactMap(\.self) + cell.alternatives.map(\.value)).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
        page = cell.page
        self.crop = crop
        reading = isCertain ? Self.reading(cell) : Reading(.unreadable, method: .digits)
    }

    /// A certain cell. The words stand beside the digits where both say the same; what one of them was misread as is no
    /// reading of its own.
    private static func reading(_ cell: ReadCell) -> Reading {
        switch cell.mark {
        case "blank": return Reading(.blank, method: .digits)
        case "dash": return Reading(.dash, method: .digits)
        case "struck_out": return Reading(.struckOut, method: .digits)
        default: break
        }
        guard let value = cell.value else { return Reading(.unreadable, method: .digits) }
        guard cell.digits == value else {
            return Reading(.number(value), method: cell.words == value ? .words : .digits)
        }
        return Reading(.number(value), method: .digits, alternatives: cell.words == value ? [value] : [])
    }
}

extension ReadCell {
    fileprivate var top: Int { box.count > 1 ? box[1] : 0 }
}
