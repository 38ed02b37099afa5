// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Names and values as queries and forms carry them, in order.
package struct Parameters: Sendable, ExpressibleByDictionaryLiteral {
    private var pairs: [(name: String, value: String)]

    package init(dictionaryLiteral elements: (String, String)...) { pairs = elements.map { ($0.0, $0.1) } }

    /// Reads a query or a form. A broken escape stays as it is.
    package init(parsing text: some StringProtocol) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
        }
    }

    /// The value of a name; `nil` when it is missing or stands there twice (RFC 6749, 3.1: parameters must not be
    /// repeated).
    package subscript(name: String) -> String? {
        let found = pairs.filter { $0.name == name }
        return found.count == 1 ? found[0].value : nil
    }

    /// Appends a value; nothing for `nil`.
    package mutating func append(_ name: String, _ value: String?) {
        if let value { pairs.append((name, value)) }
    }

    /// Appends others, each in place of one with its name.
    package mutating func merge(_ other: Parameters) {
        for (name, value) in other.pairs {
            pairs.removeAll { $0.name == name }
            pairs.append((name, value))
        }
    }

    /// Percent-encoded, everything but unreserved characters.
    package var encoded: String {
        pairs.map { "\(HTML.pathComponent($0.name))=\(HTML.pathComponent($0.value))" }.joined(separator: "&")
    }

    private static func decoded(_ text: Substring.SubSequence) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap(hexadecimal)
            if byte == UInt8(ascii: "%"), digits.count == 2 {
                bytes.append(digits[0] << 4 | digits[1])
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decoded(_ text: some StringProtocol) -> String { decoded(Substring(text)) }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
