// SPDX-License-Identifier: Apache-2.0

/// Names that every file system takes and that lead nowhere else, made from names that may hold anything.
///
/// The name that a service has is kept elsewhere as data; this one is only for the disk. The same name and id always
/// give the same result.
package enum SafeName {
    /// The most bytes that common file systems allow.
    package static let longest = 255

    /// A safe name for something of this name and id.
    ///
    /// What no file system or no other system takes becomes `_` (control characters, invisible characters that reverse
    /// or hide text, `/ \ : * ? " < > |`); blanks and dots at the end go; names that mean something else (`..`, `CON`,
    /// `x.partial`) get a `_`; nothing left gives `file_<id>`; a name that is too long is cut between characters and
    /// gets six digits from the id.
    package static func make(_ name: String, id: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { scalars.append(isAllowed(scalar) ? scalar : "_") }
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last == "." || last.properties.isWhitespace { scalars.removeLast() }
        guard !scalars.isEmpty else { return "file_" + plain(id) }
        var safe = String(scalars)
        if isDevice(safe) { safe = "_" + safe }
        if isOurs(safe) { safe += "_" }
        return safe.utf8.count <= longest ? safe : distinguished(safe, by: NameDigits.of(id))
    }

    /// A safe name with `-digits` before its extension, cut to fit.
    package static func distinguished(_ safe: String, by digits: String) -> String {
        let (stem, ending) = split(safe)
        return cut(stem, to: longest - ending.utf8.count - digits.utf8.count - 1) + "-" + digits + ending
    }

    /// The name before its extension, and the extension with its dot; a long one is no extension.
    static func split(_ name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name[dot...].utf8.count <= 17 else {
            return (name, "")
        }
        return (String(name[..<dot]), String(name[dot...]))
    }

    /// As many whole characters as fit into so many bytes; of a first character that alone is longer, its scalars.
    static func cut(_ text: String, to bytes: Int) -> String {
        var end = text.startIndex
        var count = 0
        while end < text.endIndex {
            let length = text[end].utf8.count
            guard count + length <= bytes else { break }
            count += length
            text.formIndex(after: &end)
        }
        if count > 0 || text.isEmpty { return String(text[..<end]) }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            count += UTF8.width(scalar)
            guard count <= bytes else { break }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// An id in characters that need no care; ids come from services and may hold anything.
    static func plain(_ id: String) -> String {
        let isPlain = !id.isEmpty && id.utf8.count <= 128 && id.utf8.allSatisfy(isPlainByte)
        return isPlain ? id : NameDigits.of(id, count: 32)
    }

    private static func isPlainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: false
        case 0x2F, 0x5C, 0x3A, 0x2A, 0x3F, 0x22, 0x3C, 0x3E, 0x7C: false
        case 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: false
        default: true
        }
    }

    private static func isDevice(_ name: String) -> Bool {
        let base = name.prefix { $0 != "." }.uppercased()
        if ["CON", "PRN", "AUX", "NUL"].contains(base) { return true }
        guard base.count == 4, base.hasPrefix("COM") || base.hasPrefix("LPT") else { return false }
        return base.last.map { "123456789".contains($0) } ?? false
    }

    /// Whether it looks like the name of a file that is still being written.
    private static func isOurs(_ name: String) -> Bool {
        let folded = name.lowercased()
        return folded.hasSuffix(".partial") || folded.hasSuffix(".partial-state")
    }
}
