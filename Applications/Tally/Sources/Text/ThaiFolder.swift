// SPDX-License-Identifier: Apache-2.0

/// The state of folding a text scalar by scalar; see ``ThaiText/fold(_:)``.
struct ThaiFolder {
    private var result = String.UnicodeScalarView()
    /// The marks since the last consonant, not yet in order.
    private var marks: [Unicode.Scalar] = []
    private var spaceIsDue = false
    private var eIsDue = false

    private static let nikhahit: Unicode.Scalar = "\u{0E4D}"
    private static let saraAa: Unicode.Scalar = "\u{0E32}"
    private static let saraAm: Unicode.Scalar = "\u{0E33}"
    private static let saraE: Unicode.Scalar = "\u{0E40}"

    /// Where a mark stands after its consonant: 1 a vowel, 2 ็, 3 a tone, 4 ์, 5 ํ and ๎; 0 for what is no mark.
    /// `letter` is the scalar less U+0E00.
    static func rank(_ letter: UInt8) -> UInt8 {
        switch letter {
        case 0x31, 0x34...0x3A: 1
        case 0x47: 2
        case 0x48...0x4B: 3
        case 0x4C: 4
        case 0x4D, 0x4E: 5
        default: 0
        }
    }

    private static func rank(_ scalar: Unicode.Scalar) -> UInt8 {
        0x0E00...0x0E7F ~= scalar.value ? rank(UInt8(scalar.value - 0x0E00)) : 0
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0xAD: true
        case 0..<0x20, 0x7F...0x9F: !scalar.properties.isWhitespace
        default: false
        }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        if Self.isInvisible(scalar) { return }
        if scalar.properties.isWhitespace {
            settle()
            spaceIsDue = !result.isEmpty
        } else if Self.rank(scalar) > 0 {
            marks.append(scalar)
        } else if scalar == Self.saraAm || (scalar == Self.saraAa && marks.contains(Self.nikhahit)) {
            marks.removeAll { $0 == Self.nikhahit }
            emit(Self.saraAm)
        } else {
            emit(scalar)
        }
    }

    mutating func finish() -> String {
        settle()
        return String(result)
    }

    private mutating func emit(_ scalar: Unicode.Scalar) {
        let followsE = eIsDue && marks.isEmpty
        if scalar == Self.saraE, followsE {
            eIsDue = false
            result.append("\u{0E41}")
            return
        }
        settle()
        if spaceIsDue { result.append(" ") }
        spaceIsDue = false
        if scalar == Self.saraE { eIsDue = true } else { result.append(scalar) }
    }

    /// Writes what was held back: a single เ, and the marks in order.
    private mutating func settle() {
        if eIsDue { result.append(Self.saraE) }
        eIsDue = false
        guard !marks.isEmpty else { return }
        if spaceIsDue { result.append(" ") }
        spaceIsDue = false
        var previous: Unicode.Scalar?
        for mark in marks.sorted(by: { (Self.rank($0), $0) < (Self.rank($1), $1) })
        where mark != previous {
            result.append(mark)
            previous = mark
        }
        marks.removeAll()
    }
}
