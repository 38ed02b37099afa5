// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// JSON with a line for each member, for people. Numbers and texts stand as they do in the canonical form.
enum IndentedJSON {
    /// `nil` when it would have more than `limit` bytes.
    static func text(_ value: JSON, limit: Int = 1 << 16) -> String? {
        var out = ""
        return write(value, depth: 0, limit, &out) ? out : nil
    }

    /// Whether there was room.
    private static func write(_ value: JSON, depth: Int, _ limit: Int, _ out: inout String) -> Bool {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            out += "["
            for (index, element) in elements.enumerated() {
                out += (index > 0 ? "," : "") + line(depth + 1)
                guard write(element, depth: depth + 1, limit, &out) else { return false }
            }
            out += line(depth) + "]"
        case .object(let members) where !members.isEmpty:
            out += "{"
            for (index, member) in members.enumerated() {
                out += (index > 0 ? "," : "") + line(depth + 1) + WorkJSON.text(.string(member.key)) + ": "
                guard write(member.value, depth: depth + 1, limit, &out) else { return false }
            }
            out += line(depth) + "}"
        default: out += WorkJSON.text(value)
        }
        return out.utf8.count <= limit
    }

    /// Deeper than this everything stands equally far in.
    private static func line(_ depth: Int) -> String { "\n" + String(repeating: "  ", count: min(depth, 20)) }
}
