// SPDX-License-Identifier: Apache-2.0

/// Printed Thai as Tesseract has it, made comparable: consonants and leading or following vowels only, because marks
/// above and below are what it errs in.
struct PrintedText: Sendable, Equatable {
    let letters: [Unicode.Scalar]

    init(_ text: String) { letters = text.unicodeScalars.compactMap(Self.folded) }

    /// A letter as it is compared; `nil` for what is not compared: marks, digits, spaces, other scripts.
    static func folded(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
        switch letter.value {
        case 0x0E0A: "ซ"  // ช, which is read as ซ
        case 0x0E01...0x0E30, 0x0E32, 0x0E40...0x0E45: letter
        case 0x0E33: "า"  // ำ
        default: nil
        }
    }

    /// Where a phrase stands that is spelled nearly so: one letter in five may differ. The place after its last
    /// letter, of the best fit first.
    func ends(of phrase: PrintedText) -> [Int] {
        let count = phrase.letters.count
        guard count > 0 else { return [] }
        let allowed = count / 5
        var column = Array(0...count)
        var found: [(end: Int, distance: Int)] = []
        for (place, letter) in letters.enumerated() {
            var diagonal = column[0]
            for row in 1...count {
                let same = phrase.letters[row - 1] == letter ? 0 : 1
                let best = min(diagonal + same, column[row] + 1, column[row - 1] + 1)
                (diagonal, column[row]) = (column[row], best)
            }
            guard column[count] <= allowed else { continue }
            if let last = found.last, place + 1 - last.end < count / 2 {
                if column[count] < last.distance { found[found.count - 1] = (place + 1, column[count]) }
            } else {
                found.append((place + 1, column[count]))
            }
        }
        return found.sorted { $0.distance < $1.distance }.map(\.end)
    }

    func has(_ phrase: String) -> Bool { !ends(of: PrintedText(phrase)).isEmpty }
    func count(of phrase: String) -> Int { ends(of: PrintedText(phrase)).count }
}
