// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// JSON text being written without an intermediate value, for long columns and for thousands of findings. The caller
/// keeps the grammar, but for the commas between members.
struct JSONText {
    var bytes: [UInt8] = []
    /// Whether nothing was too large for a JSON number.
    private(set) var isExact = true
    private var isFirst = true

    init(room: Int = 0) { bytes.reserveCapacity(room) }

    /// Appends text as it is.
    mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text as it is.
    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Appends a whole number.
    mutating func number(_ value: Int) {
        if value.magnitude >= 1 << 53 { isExact = false }
        guard value < 0 || value > 9 else { return bytes.append(0x30 + UInt8(value)) }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = value.magnitude
        repeat {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Appends a string in quotes, escaped: control characters always as `\u` and four digits.
    mutating func quoted(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            var start = 0
            for place in utf8.indices where utf8[place] < 0x20 || utf8[place] == 0x22 || utf8[place] == 0x5C {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<place]))
                escape(utf8[place])
                start = place + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        guard byte < 0x20 else { return bytes.append(byte) }
        let digits = String(byte, radix: 16)
        raw("u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }

    /// Appends a list, `null` for what is missing.
    mutating func list<Value>(_ values: [Value?], _ write: (inout JSONText, Value) -> Void) {
        raw("[")
        var isFirst = true
        for value in values {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            if let value { write(&self, value) } else { raw("null") }
        }
        raw("]")
    }
}

// MARK: - Canonical objects

/// Members in the order of RFC 8785 give canonical bytes.
extension JSONText {
    /// Appends an object; what is absent is left out.
    mutating func object(_ members: (inout JSONText) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        let outer = isFirst
        isFirst = true
        members(&self)
        isFirst = outer
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends the next member's key.
    mutating func key(_ key: StaticString) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        raw(key)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func put(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        JSON.append(string: text, to: &bytes)
    }

    mutating func put(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        key(name)
        number(value)
    }

    /// Appends a member that is a list, unless it is empty.
    mutating func put<Value>(_ name: StaticString, _ values: [Value], _ write: (inout JSONText, Value) -> Void) {
        guard !values.isEmpty else { return }
        key(name)
        raw("[")
        for index in values.indices {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(&self, values[index])
        }
        raw("]")
    }
}
