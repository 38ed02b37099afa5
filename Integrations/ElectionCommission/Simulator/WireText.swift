// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// JSON as the commission's servers write it: compact, or in lines of four spaces that end in CRLF.
enum WireText {
    case compact, lines

    func bytes(_ json: JSON) -> [UInt8] {
        var out: [UInt8] = []
        append(json, to: &out, depth: 0)
        return out
    }

    private func append(_ json: JSON, to out: inout [UInt8], depth: Int) {
        switch json {
        case .null: out += Array("null".utf8)
        case .bool(let truth): out += Array((truth ? "true" : "false").utf8)
        case .integer(let number): out += Array(String(number).utf8)
        case .number(let number):
            // A whole percentage is written without a fraction.
            out += Array((number == number.rounded() ? String(Int(number)) : String(number)).utf8)
        case .string(let text): JSON.append(string: text, to: &out)
        case .array(let elements):
            append(elements, "[", "]", to: &out, depth: depth) { element, out in
                append(element, to: &out, depth: depth + 1)
            }
        case .object(let members):
            append(members, "{", "}", to: &out, depth: depth) { member, out in
                JSON.append(string: member.key, to: &out)
                out += Array((self == .lines ? ": " : ":").utf8)
                append(member.value, to: &out, depth: depth + 1)
            }
        }
    }

    private func append<Element>(
        _ elements: [Element], _ open: Character, _ close: Character, to out: inout [UInt8], depth: Int,
        _ body: (Element, inout [UInt8]) -> Void
    ) {
        out += Array(String(open).utf8)
        for (index, element) in elements.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            breakLine(&out, depth + 1)
            body(element, &out)
        }
        if !elements.isEmpty { breakLine(&out, depth) }
        out += Array(String(close).utf8)
    }

    private func breakLine(_ out: inout [UInt8], _ depth: Int) {
        guard self == .lines else { return }
        out += [0x0D, 0x0A]
        out += Array(repeating: UInt8(ascii: " "), count: depth * 4)
    }
}
