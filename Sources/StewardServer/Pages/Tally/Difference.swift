// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// A number that may be more or less than another, told by sign and word: nobody has to see a colour.
struct Difference {
    let value: Int

    init(_ value: Int) { self.value = value }

    /// `+1,234`, `−12`, `0`. The sign is a minus, not a hyphen.
    func text(_ words: Words) -> String {
        let number = words.number(abs(value))
        return value == 0 ? number : (value > 0 ? "+" : "−") + number
    }

    /// The number with what it means beside a count that was not complete: fewer than it had is what must not be.
    func html(_ words: Words, isFinal: Bool) -> HTML {
        let number = text(words)
        if value == 0 { return "<span class=\"quiet\">=</span>" }
        if value < 0 {
            return
                "<b>\(number)</b> <span class=\"tag high\">▼ \(Phrase.fewer.text(words.language))</span>"
        }
        guard isFinal else { return "\(number)" }
        return
            "<b>\(number)</b> <span class=\"tag medium\">▲ \(Phrase.more.text(words.language))</span>"
    }
}
