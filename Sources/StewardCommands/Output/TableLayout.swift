// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The columns of a table as far as it was shown: they only grow.
struct TableLayout {
    private var widths: [Int] = []
    /// Columns of nothing but numbers in the rows that came first.
    private var isNumeric: [Bool] = []

    /// The lines of a listing's rows, below the headings when they are the first.
    mutating func lines(of listing: Listing) -> String {
        let shown = listing.columns.indices.filter { listing.columns[$0].heading != nil }
        let cells = listing.rows.map { row in shown.map { row[$0].cell } }
        let isFirst = widths.isEmpty
        let headings = shown.map { listing.columns[$0].heading ?? "" }
        if isFirst {
            widths = headings.map(\.displayWidth)
            isNumeric = shown.map { place in Self.isNumeric(listing.rows.map { $0[place] }) }
        }
        for row in cells {
            for place in row.indices { widths[place] = max(widths[place], row[place].displayWidth) }
        }
        return cells.reduce(isFirst ? line(headings) : "") { $0 + line($1) }
    }

    private func line(_ texts: [String]) -> String {
        var out = ""
        for place in texts.indices {
            if place > 0 { out += "  " }
            let isLast = place == texts.count - 1
            out +=
                isLast && !isNumeric[place]
                ? texts[place] : texts[place].padded(to: widths[place], right: isNumeric[place])
        }
        return out + "\n"
    }

    private static func isNumeric(_ values: [JSON]) -> Bool {
        values.allSatisfy { $0.isNumber || $0 == .null } && values.contains(where: \.isNumber)
    }
}

extension JSON {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .number: true
        default: false
        }
    }
}
