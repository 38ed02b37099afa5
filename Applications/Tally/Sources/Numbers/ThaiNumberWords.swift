// SPDX-License-Identifier: Apache-2.0

/// Whole numbers written in Thai words: หนึ่งแสนสองหมื่นสามพันสี่ร้อยห้าสิบหก.
package enum ThaiNumberWords {
    /// Reads a number from words, all or nothing: a text with anything left over is none.
    ///
    /// Spaces and the dots of a printed line may stand anywhere between words; quotation marks, brackets and dashes
    /// around the whole are left out. The grammar is that of ``ThaiNumberGrammar``.
    package static func number(in text: String) -> Int? {
        guard let letters = letters(of: text), !letters.isEmpty else { return nil }
        var state = ThaiNumberGrammar()
        var at = 0
        while at < letters.count {
            guard let found = word(in: letters, at: at), let next = state.followed(by: found.word) else { return nil }
            state = next
            at += found.length
        }
        return state.value
    }

    private static func word(in letters: [Unicode.Scalar], at start: Int) -> (word: ThaiNumberWord, length: Int)? {
        for (word, spelling) in ThaiNumberWord.byFirstLetter[letters[start]] ?? []
        where letters.count - start >= spelling.count && letters[start...].starts(with: spelling) {
            return (word, spelling.count)
        }
        return nil
    }

    /// The folded letters without what may stand around and between words; `nil` for a damaged text.
    static func letters(of text: String) -> [Unicode.Scalar]? {
        guard let folded = try? ThaiText.fold(text) else { return nil }
        var letters = folded.unicodeScalars.filter { !isFiller($0) }[...]
        letters = letters.drop(while: isSurrounding)
        while let last = letters.last, isSurrounding(last) { letters.removeLast() }
        return Array(letters)
    }

    /// Spaces, and the dots of the printed line.
    private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "." || scalar == "\u{2026}" || scalar == "\u{B7}" || scalar == "_"
    }
    private static func isSurrounding(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x22, 0x27, 0x28, 0x29, 0x2D, 0x2F, 0x5B, 0x5D, 0x201C...0x201F, 0x2018...0x201B, 0x2010...0x2015, 0xAB,
            0xBB,
            0x2212:
            true
        default: false
        }
    }
}

// MARK: - Writing

extension ThaiNumberWords {
    /// The standard spelling, as on typed announcements; 101 is หนึ่งร้อยเอ็ด. Negative numbers have none.
    package static func text(_ number: Int) -> String {
        guard number > 0 else { return number == 0 ? ThaiNumberWord.digit(0).text : "" }
        var text = ""
        if number >= 1_000_000 { text = self.text(number / 1_000_000) + ThaiNumberWord.million.text }
        let rest = number % 1_000_000
        var power = 100_000
        for place in stride(from: 5, through: 1, by: -1) {
            let digit = rest / power % 10
            power /= 10
            guard digit > 0 else { continue }
            if place > 1 || digit > 2 { text += ThaiNumberWord.digit(digit).text }
            if place == 1, digit == 2 { text += ThaiNumberWord.yi.text }
            text += ThaiNumberWord.place(place).text
        }
        guard rest % 10 > 0 else { return text }
        return text + (rest % 10 == 1 && number > 1 ? ThaiNumberWord.et : .digit(rest % 10)).text
    }

    /// Every spelling that ``number(in:)`` reads as this number, the standard one first: places with and without หนึ่ง,
    /// เอ็ด and หนึ่ง in the units, and digit by digit. Suffixes come on top.
    package static func spellings(of number: Int) -> [String] {
        guard number >= 0 else { return [] }
        var spellings = number == 0 ? [] : placed(number)
        let digits = String(number).utf8.map { ThaiNumberWord.digit(Int($0) - 0x30).text }
        if digits.count <= 18, number == 0 || digits.count > 1 { spellings.append(digits.joined()) }
        return spellings
    }

    private static func placed(_ number: Int) -> [String] {
        var spellings = [""]
        func append(_ choices: [String]) {
            spellings = choices.flatMap { choice in spellings.map { $0 + choice } }
        }
        if number >= 1_000_000 {
            let million = ThaiNumberWord.million.text
            append(placed(number / 1_000_000).map { $0 + million } + (number / 1_000_000 == 1 ? [million] : []))
        }
        var power = 100_000
        for place in stride(from: 5, through: 1, by: -1) {
            let digit = number / power % 10
            power /= 10
            let word = ThaiNumberWord.place(place).text
            switch (place, digit) {
            case (_, 0): break
            case (1, 1): append([word])
            case (1, 2): append([ThaiNumberWord.yi.text + word])
            case (2..., 1): append([ThaiNumberWord.digit(1).text + word, word])
            default: append([ThaiNumberWord.digit(digit).text + word])
            }
        }
        switch number % 10 {
        case 0: break
        case 1 where number > 1: append([ThaiNumberWord.et.text, ThaiNumberWord.digit(1).text])
        default: append([ThaiNumberWord.digit(number % 10).text])
        }
        return spellings
    }
}
