// SPDX-License-Identifier: Apache-2.0

/// Why an answer of the right form still looks invented. A mark for whoever decides; it changes nothing of the answer.
public enum PageSuspicion: String, Sendable, Hashable {
    /// Every row has the same in it.
    case allTheSame
    /// The rows count up as their numbers do.
    case countsUp
    /// A part of the instructions came back as words.
    case echoesInstructions

    /// What is suspicious, in one sentence.
    public var reason: String {
        switch self {
        case .allTheSame: "Every row is said to have the same in it."
        case .countsUp: "The rows count up as their numbers do."
        case .echoesInstructions: "A part of the instructions came back as what is written."
        }
    }

    /// Looks at an answer's rows; `nil` when nothing is suspicious. One row alone can only echo.
    init?(_ rows: [RowReading]) {
        if rows.contains(where: Self.echoes) {
            self = .echoesInstructions
        } else if rows.count >= 2, Set(rows.map(\.writing)).count == 1, rows[0].writing != .unreadable {
            self = .allTheSame
        } else if Self.countsUp(rows) {
            self = .countsUp
        } else {
            return nil
        }
    }

    private static func echoes(_ row: RowReading) -> Bool {
        guard case .written(_, let words) = row.writing else { return false }
        return words.unicodeScalars.count >= 4 && PageInstructions.text.lowercased().contains(words.lowercased())
    }

    /// Whether two rows or more, all that are written, are their own numbers; or three or more are as far from them.
    private static func countsUp(_ rows: [RowReading]) -> Bool {
        let written = rows.filter { if case .written = $0.writing { true } else { false } }
        guard written.count >= 2 else { return false }
        let isOwnNumber = written.allSatisfy { row in
            guard case .written(let digits, let words) = row.writing else { return false }
            return digits.isEmpty ? words == ThaiNumberWords.text(row.row) : row.number == row.row
        }
        let distances = Set(written.map { row in row.number.map { $0 - row.row } })
        return isOwnNumber || (written.count >= 3 && distances.count == 1 && distances != [nil])
    }
}

/// Numbers in Thai words.
enum ThaiNumberWords {
    private static let digits = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]
    private static let places = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"]

    /// A number from 0 to 999,999 in words; empty for another.
    static func text(_ number: Int) -> String {
        guard (0...999_999).contains(number) else { return "" }
        guard number >= 10 else { return digits[number] }
        var text = ""
        var rest = number
        for place in 0..<6 where rest > 0 {
            let digit = rest % 10
            rest /= 10
            guard digit > 0 else { continue }
            let name =
                switch (place, digit) {
                case (0, 1): "เอ็ด"
                case (1, 1): ""
                case (1, 2): "ยี่"
                default: digits[digit]
                }
            text = name + places[place] + text
        }
        return text
    }
}
