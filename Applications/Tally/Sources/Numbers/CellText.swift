// SPDX-License-Identifier: Apache-2.0

/// What the text of one vote cell says, whether digits, words, a dash or nothing.
package enum CellText {
    /// The value of a cell's text. Text that is neither a dash nor a whole number in digits or words is `unreadable`;
    /// that a dash or a blank means zero is not concluded here.
    package static func value(of text: String) -> Reading.Value {
        guard let folded = try? ThaiText.fold(text) else { return .unreadable }
        let letters = folded.unicodeScalars.filter { !isFiller($0) }
        if letters.allSatisfy({ $0 == "(" || $0 == ")" }) { return .blank }
        if letters.allSatisfy({ isDash($0) || $0 == "(" || $0 == ")" }) { return .dash }
        if let number = ThaiNumberWords.number(in: folded) { return .number(number) }
        return number(inDigits: folded).map(Reading.Value.number) ?? .unreadable
    }

    /// Digits with the dots of the printed line, brackets or a pair of dashes around, and a suffix. A dot or a dash
    /// inside, or a dash in front alone, makes it no number.
    private static func number(inDigits text: String) -> Int? {
        var letters = Array(text.unicodeScalars)[...]
        trim(&letters) { isFiller($0) || $0 == "(" || $0 == ")" }
        if let first = letters.first, let last = letters.last, letters.count > 2, isDash(first), isDash(last) {
            letters = letters.dropFirst().dropLast()
            trim(&letters, isFiller)
        }
        for suffix in suffixes where letters.reversed().starts(with: suffix.reversed()) {
            letters = letters.dropLast(suffix.count)
            trim(&letters, isFiller)
            break
        }
        return ThaiNumerals.number(in: String(String.UnicodeScalarView(letters)))
    }

    private static func trim(_ letters: inout ArraySlice<Unicode.Scalar>, _ isOff: (Unicode.Scalar) -> Bool) {
        letters = letters.drop(while: isOff)
        while let last = letters.last, isOff(last) { letters.removeLast() }
    }
    private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "." || scalar == "\u{2026}" || scalar == "_"
    }

    private static let suffixes = ThaiNumberWord.vocabulary.filter { $0.word == .counted }.map(\.letters)

    private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || 0x2010...0x2015 ~= scalar.value || scalar.value == 0x2212
    }
}
