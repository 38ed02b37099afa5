// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// JSON for people and for `jq`: indented by two spaces, members in the order they were given.
enum PrettyJSON {
    /// `indent` is what the lines after the first begin with.
    static func text(_ value: JSON, indent: String = "") -> String {
        var out = ""
        write(value, indent: indent, into: &out)
        return out
    }

    private static func write(_ value: JSON, indent: String, into out: inout String) {
        switch value {
        case .null: out += "null"
        case .bool(let truth): out += truth ? "true" : "false"
        case .integer(let number): out += String(number)
        case .number(let number): out += number.isFinite ? String(number) : "null"
        case .string(let text): quote(text, into: &out)
        case .array(let elements):
            if elements.isEmpty { out += "[]"; return }
            writeLines(elements.count, "[", "]", indent, into: &out) { place, inner, out in
                write(elements[place], indent: inner, into: &out)
            }
        case .object(let members):
            if members.isEmpty { out += "{}"; return }
            writeLines(members.count, "{", "}", indent, into: &out) { place, inner, out in
                quote(members[place].key, into: &out)
                out += ": "
                write(members[place].value, indent: inner, into: &out)
            }
        }
    }

    private static func writeLines(
        _ count: Int, _ open: String, _ close: String, _ indent: String, into out: inout String,
        _ item: (Int, String, inout String) -> Void
    ) {
        out += open
        let inner = indent + "  "
        for place in 0..<count {
            out += place == 0 ? "\n" : ",\n"
            out += inner
            item(place, inner, &out)
        }
        out += "\n" + indent + close
    }

    private static func quote(_ text: String, into out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        out += "\""
    }
}
