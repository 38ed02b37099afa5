// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Writes JSON as Google's servers do: members in the order given, two spaces a level unless `prettyPrint=false`.
struct WireWriter {
    private(set) var out: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0
    private var isFirst = true

    init(isPretty: Bool) {
        self.isPretty = isPretty
        out.reserveCapacity(512)
    }

    mutating func begin(_ bracket: Character = "{") {
        out.append(bracket.asciiValue ?? 0)
        depth += 1
        isFirst = true
    }

    mutating func end(_ bracket: Character = "}") {
        depth -= 1
        if !isFirst { breakLine() }
        out.append(bracket.asciiValue ?? 0)
        isFirst = false
    }

    /// Before each element of a list.
    mutating func element() {
        if !isFirst { out.append(UInt8(ascii: ",")) }
        isFirst = false
        breakLine()
    }

    /// Before each member's value. `key` needs no escapes.
    mutating func key(_ key: String) {
        element()
        out.append(UInt8(ascii: "\""))
        out.append(contentsOf: key.utf8)
        out.append(contentsOf: isPretty ? [0x22, 0x3A, 0x20] : [0x22, 0x3A])
    }

    mutating func string(_ text: String) { JSON.append(string: text, to: &out) }
    mutating func bool(_ value: Bool) { out.append(contentsOf: value ? "true".utf8 : "false".utf8) }
    /// A 64-bit number, which Google writes as text.
    mutating func number(_ value: Int64) {
        out.append(UInt8(ascii: "\""))
        out.append(contentsOf: String(value).utf8)
        out.append(UInt8(ascii: "\""))
    }

    mutating func time(_ milliseconds: Int64) {
        out.append(UInt8(ascii: "\""))
        DriveTime.append(milliseconds, to: &out)
        out.append(UInt8(ascii: "\""))
    }

    mutating func member(_ name: String, _ text: String?) {
        guard let text else { return }
        key(name)
        string(text)
    }

    mutating func value(_ json: JSON) {
        switch json {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let value): bool(value)
        case .integer(let value): out.append(contentsOf: String(value).utf8)
        case .number(let value): out.append(contentsOf: value.description.utf8)
        case .string(let text): string(text)
        case .array(let elements):
            begin("[")
            for item in elements {
                element()
                value(item)
            }
            end("]")
        case .object(let members):
            begin()
            for member in members {
                element()
                JSON.append(string: member.key, to: &out)
                out.append(contentsOf: isPretty ? [0x3A, 0x20] : [0x3A])
                value(member.value)
            }
            end()
        }
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        out.append(0x0A)
        for _ in 0..<depth { out.append(contentsOf: [0x20, 0x20]) }
    }
}
