// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What two names are compared by, never what is shown or written: two names with one key look alike, or are one file
/// on a disk that folds upper case or composed letters.
///
/// Upper and lower case, composed and decomposed letters, doubled and invisible spaces fall together, and the ways to
/// type the same Thai text: ำ as one letter or as two, marks in another order, เเ for แ.
package enum NameKey {
    /// The key of a name.
    package static func of(_ name: String) -> String {
        if let plain = ascii(name) { return plain }
        var folder = KeyFolder()
        for scalar in name.decomposedStringWithCanonicalMapping.unicodeScalars { folder.append(scalar) }
        return folder.finish().lowercased().precomposedStringWithCanonicalMapping
    }

    /// The key of a name in plain ASCII without white space to collapse; `nil` for every other.
    private static func ascii(_ name: String) -> String? {
        var previous: UInt8 = 0x20
        for byte in name.utf8 {
            guard byte >= 0x20, byte < 0x7F, !(byte == 0x20 && previous == 0x20) else { return nil }
            previous = byte
        }
        return previous == 0x20 ? nil : name.lowercased()
    }
}

/// Folds scalar by scalar. Marks are held back until the next letter, so that they can be put in order and the two
/// halves of ำ can meet.
private struct KeyFolder {
    private var result = String.UnicodeScalarView()
    private var marks: [Unicode.Scalar] = []
    private var spaceIsDue = false

    private static let nikhahit: Unicode.Scalar = "\u{0E4D}"
    private static let saraAa: Unicode.Scalar = "\u{0E32}"
    private static let saraAm: Unicode.Scalar = "\u{0E33}"

    mutating func append(_ scalar: Unicode.Scalar) {
        if Self.isInvisible(scalar) { return }
        if scalar.properties.isWhitespace {
            settle()
            spaceIsDue = !result.isEmpty
        } else if Self.rank(scalar) > 0 {
            marks.append(scalar)
        } else if scalar == Self.saraAm || (scalar == Self.saraAa && marks.contains(Self.nikhahit)) {
            marks.removeAll { $0 == Self.nikhahit }
            settle()
            emit(Self.saraAm)
        } else {
            settle()
            emit(scalar)
        }
    }

    mutating func finish() -> String {
        settle()
        return String(result)
    }

    private mutating func emit(_ scalar: Unicode.Scalar) {
        if spaceIsDue { result.append(" ") }
        spaceIsDue = false
        if scalar == "\u{0E40}", result.last == "\u{0E40}" {
            result.removeLast()
            result.append("\u{0E41}")
        } else {
            result.append(scalar)
        }
    }

    private mutating func settle() {
        guard !marks.isEmpty else { return }
        if spaceIsDue { result.append(" ") }
        spaceIsDue = false
        var previous: Unicode.Scalar?
        for mark in marks.sorted(by: { (Self.rank($0), $0.value) < (Self.rank($1), $1.value) }) where mark != previous {
            result.append(mark)
            previous = mark
        }
        marks.removeAll()
    }

    /// Where a Thai mark stands after its consonant: a vowel, ็, a tone, ์, ํ; 0 for what is no Thai mark.
    private static func rank(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x0E31, 0x0E34...0x0E3A: 1
        case 0x0E47: 2
        case 0x0E48...0x0E4B: 3
        case 0x0E4C: 4
        case 0x0E4D, 0x0E4E: 5
        default: 0
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: true
        case 0..<0x20, 0x7F...0x9F: !scalar.properties.isWhitespace
        default: false
        }
    }
}
