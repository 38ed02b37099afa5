// SPDX-License-Identifier: Apache-2.0

/// The names that recovered files get: letters, digits, space and `-_.` stay, all else goes.
package enum RecoveryName {
    /// The name for a file of this name and id, without looking at others.
    ///
    /// Marks stay with their letters, because a name in Thai without them is not readable; blanks at the end go;
    /// nothing left, or only dots, gives `file_<id>`.
    package static func make(_ name: String, id: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars where isKept(scalar) { scalars.append(scalar) }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        guard scalars.contains(where: { $0 != "." && $0 != " " }) else { return "file_" + SafeName.plain(id) }
        let kept = SafeName.make(String(scalars), id: id)
        return kept.isEmpty ? "file_" + SafeName.plain(id) : kept
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == " " || scalar == "-" || scalar == "_" || scalar == "." { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        case .decimalNumber, .letterNumber, .otherNumber: return true
        case .nonspacingMark, .spacingMark: return true
        default: return false
        }
    }
}
