// SPDX-License-Identifier: Apache-2.0

/// JSON text being written without an intermediate value, for long columns. The caller keeps the grammar.
final class JSONText {
    private(set) var bytes: [UInt8] = []

    /// Appends text as it is.
    @discardableResult
    func raw(_ text: String) -> Self {
        bytes.append(contentsOf: text.utf8)
        return self
    }

    /// Appends a whole number.
    @discardableResult
    func number(_ value: Int) -> Self { raw(String(value)) }

    /// Appends a string in quotes, escaped.
    @discardableResult
    func quoted(_ text: String) -> Self {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return self
    }

    /// Appends a list, `null` for what is missing.
    func list<Value>(_ values: [Value?], _ write: (JSONText, Value) -> Void) {
        raw("[")
        for (place, value) in values.enumerated() {
            if place > 0 { raw(",") }
            if let value { write(self, value) } else { raw("null") }
        }
        raw("]")
    }
}
