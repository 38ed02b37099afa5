// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// How names look on pages; numbers, sizes and times are written by ``Words``.
enum Shown {
    /// A name that a service or a disk gave. It may hold any character: what would be invisible, or would turn the
    /// order of what follows, is written as its code point.
    static func name(_ name: String, _ language: Language) -> HTML {
        guard !name.isEmpty else { return "<span class=\"quiet\">\(Phrase.noName.text(language))</span>" }
        return "<bdi class=\"name\">\(visible(name))</bdi>"
    }

    /// The text of a name for titles and labels.
    static func visible(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            if isHidden(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                text += "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}
