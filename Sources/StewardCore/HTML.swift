// SPDX-License-Identifier: Apache-2.0

/// Markup that is safe to send: text put into it is escaped, unless it is markup already.
///
/// ```swift
/// let name = "<b>"
/// let cell: HTML = "<td>\(name)</td>"        // <td>&lt;b&gt;</td>
/// let row: HTML = "<tr>\(cell)</tr>"         // markup stays markup
/// ```
/// Attribute values must stand in double quotes; then the same escaping is right there too. Addresses in `href` are
/// the caller's: escape path parts with ``HTML/pathComponent(_:)``.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The markup.
    public private(set) var markup: String

    /// A literal is markup.
    public init(stringLiteral value: String) { markup = value }
    /// Takes what the interpolation built.
    public init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }
    /// Escapes text.
    public init(text: some StringProtocol) {
        markup = ""
        Self.escape(text, into: &markup)
    }
    /// Takes markup made elsewhere as it is. The caller vouches for it.
    public init(trusted: String) { markup = trusted }
    /// Joins parts.
    public init(joining parts: some Sequence<HTML>, separator: HTML = "") {
        markup = ""
        var first = true
        for part in parts {
            if !first { markup += separator.markup }
            markup += part.markup
            first = false
        }
    }

    /// Appends markup.
    public static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

    /// A path component for an address: everything but unreserved characters is percent-encoded.
    public static func pathComponent(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.unicodeScalars.append(.init(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                out += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return out
    }

    fileprivate static func escape(_ text: some StringProtocol, into out: inout String) {
        // Most text has nothing to escape, and is copied as a whole.
        guard text.utf8.contains(where: isSpecial) else { return out += text }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
        default: false
        }
    }

    /// Builds markup from a literal with values in it.
    public struct StringInterpolation: StringInterpolationProtocol {
        var markup = ""

        /// Reserves room.
        public init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity * 2) }
        /// The literal part is markup.
        public mutating func appendLiteral(_ literal: String) { markup += literal }
        /// Markup stays as it is.
        public mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        /// Parts one after another.
        public mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { markup += part.markup } }
        /// Text is escaped.
        public mutating func appendInterpolation(_ text: some StringProtocol) { HTML.escape(text, into: &markup) }
        /// A number is written as Swift writes it.
        public mutating func appendInterpolation(_ number: some BinaryInteger) { markup += String(number) }
        /// Nothing for `nil`.
        public mutating func appendInterpolation(_ html: HTML?) { if let html { markup += html.markup } }
    }
}
