// SPDX-License-Identifier: Apache-2.0

/// Thai text made comparable: what looks the same becomes the same.
///
/// No Unicode normal form does this for Thai. Folding works on Unicode scalars, because a Swift `Character` joins ำ
/// to its consonant. The original text is kept by whoever folds; a folded text is a key, never shown as evidence.
package enum ThaiText {
    /// A text holds U+FFFD: letters were lost before it came here, so comparing it would be guessing.
    package struct Damage: Error, Sendable, Equatable {
        /// The damaged text as it came.
        package let text: String
        package init(text: String) { self.text = text }
        /// One sentence for a person.
        package var message: String {
            "The text \"\(text)\" holds U+FFFD: it was damaged on the way here; take it from its source again."
        }
    }

    /// Folds a text.
    ///
    /// - ํ + า becomes ำ, wherever a tone mark stands between or before them; the tone comes first.
    /// - Two เ become แ.
    /// - The marks over and under a consonant are put in order (vowel, then tone), and a mark typed twice counts once.
    /// - Invisible characters go; a no-break space is a space; runs of spaces become one, and none stay at the ends.
    ///
    /// Thai digits stay as they are: a number is read by ``ThaiNumerals``.
    ///
    /// - Throws: ``Damage`` when the text holds U+FFFD.
    package static func fold(_ text: String) throws(Damage) -> String {
        if isFolded(text) { return text }
        var folder = ThaiFolder()
        for scalar in text.unicodeScalars {
            guard scalar.value != 0xFFFD else { throw Damage(text: text) }
            folder.append(scalar)
        }
        return folder.finish()
    }

    /// The folded text without full stops: สส. and ส.ส. and สส are one.
    ///
    /// - Throws: ``Damage`` when the text holds U+FFFD.
    package static func foldWithoutStops(_ text: String) throws(Damage) -> String {
        let folded = try fold(text)
        guard folded.utf8.contains(UInt8(ascii: ".")) else { return folded }
        return String(String.UnicodeScalarView(folded.unicodeScalars.filter { $0 != "." }))
    }

    /// Whether a text is its own fold for certain. ASCII and well-typed Thai are; anything else takes the long way.
    private static func isFolded(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { isFolded($0) } ?? false
    }

    private static func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        // The rank of the mark before, 0 after anything else; a mark must stand above it.
        var rank: UInt8 = 0
        var wasSpace = true
        var wasE = false
        while at < bytes.count {
            let byte = bytes[at]
            if byte < 0x80 {
                if byte <= 0x20 || byte == 0x7F {
                    guard byte == 0x20, !wasSpace else { return false }
                }
                wasSpace = byte == 0x20
                (rank, wasE) = (0, false)
                at += 1
                continue
            }
            guard byte == 0xE0, at + 2 < bytes.count, bytes[at + 1] == 0xB8 || bytes[at + 1] == 0xB9
            else { return false }
            let letter = (bytes[at + 1] & 1) << 6 | (bytes[at + 2] & 0x3F)
            let next = ThaiFolder.rank(letter)
            guard next == 0 || next > rank, !(wasE && letter == 0x40), letter != 0x4D else {
                return false
            }
            (rank, wasE, wasSpace) = (next, letter == 0x40, false)
            at += 3
        }
        return !wasSpace || bytes.isEmpty
    }
}
