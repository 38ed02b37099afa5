// SPDX-License-Identifier: Apache-2.0

/// A piece of a query.
enum QueryToken: Hashable, Sendable {
    case word(String)
    case text(String)
    case sign(String)

    /// Cuts a query into pieces; `nil` when it holds what no piece is.
    static func tokens(of query: String) -> [QueryToken]? {
        var tokens: [QueryToken] = []
        var rest = Array(query.utf8)[...]
        while let byte = rest.first {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: rest.removeFirst()
            case UInt8(ascii: "'"):
                guard let text = quoted(&rest) else { return nil }
                tokens.append(.text(text))
            case _ where "(){}".utf8.contains(byte):
                rest.removeFirst()
                tokens.append(.sign(String(UnicodeScalar(byte))))
            case _ where "<>=!".utf8.contains(byte):
                rest.removeFirst()
                var sign = String(UnicodeScalar(byte))
                if byte != UInt8(ascii: "="), rest.first == UInt8(ascii: "=") {
                    rest.removeFirst()
                    sign += "="
                }
                guard sign != "!" else { return nil }
                tokens.append(.sign(sign))
            default:
                let word = rest.prefix { isWord($0) }
                guard !word.isEmpty else { return nil }
                rest = rest[word.endIndex...]
                tokens.append(.word(String(decoding: word, as: UTF8.self)))
            }
        }
        return tokens
    }

    /// Text in quotes; `\'` and `\\` are the only escapes.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
        rest.removeFirst()
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "'"): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst(), next == UInt8(ascii: "'") || next == UInt8(ascii: "\\") else {
                    return nil
                }
                text.append(next)
            default: text.append(byte)
            }
        }
        return nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || ".-_:+".utf8.contains(byte)
    }
}
