// SPDX-License-Identifier: Apache-2.0

/// A row of a CSV file (RFC 4180), with its line end.
struct CSVRow {
    private(set) var bytes: [UInt8] = []

    /// What a file begins with, so that spreadsheets read it as UTF-8.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// A text that a spreadsheet would take for a formula gets an apostrophe before it; a number does not.
    init(_ cells: some Sequence<Cell>) {
        var isFirst = true
        for cell in cells {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            switch cell {
            case .number(let text): bytes.append(contentsOf: text.utf8)
            case .text(let text): write(text)
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    enum Cell {
        /// Digits, a sign and a point, written by the program.
        case number(String)
        /// Anything, from anybody.
        case text(String)
    }

    private mutating func write(_ text: String) {
        let isFormula = Self.beginsFormula(text)
        let isQuoted = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        if isQuoted { bytes.append(0x22) }
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        if isQuoted { bytes.append(0x22) }
    }

    /// Spreadsheets skip white space before a sign, and some take full-width signs for theirs.
    private static func beginsFormula(_ text: String) -> Bool {
        if text.utf8.first.map({ $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) ?? false { return true }
        guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { return false }
        return "=+-@＝＋－＠".unicodeScalars.contains(first)
    }
}
