// SPDX-License-Identifier: Apache-2.0

/// The name that a reply gives to its content (RFC 6266).
package enum ContentDisposition {
    /// The name in the field: `filename*=UTF-8''…` before `filename="…"`; `nil` when there is none.
    package static func name(_ field: String) -> String? {
        var names: [String: String] = [:]
        var rest = Array(field.utf8)[...]
        skip(&rest, to: UInt8(ascii: ";"))
        while !rest.isEmpty {
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ";") }
            let key = String(
                decoding: rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }, as: UTF8.self)
            rest = rest.dropFirst(key.utf8.count)
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst()
            let value = value(&rest)
            let name = key.lowercased().filter { $0 != " " }
            if names[name] == nil { names[name] = value }
        }
        let extended = names["filename*"].flatMap(decoded)
        return extended ?? names["filename"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A quoted or a plain value, up to the next `;`.
    private static func value(_ rest: inout ArraySlice<UInt8>) -> String {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.first == UInt8(ascii: "\"") else {
            let plain = rest.prefix { $0 != UInt8(ascii: ";") }
            rest = rest.dropFirst(plain.count)
            return String(decoding: plain, as: UTF8.self).trimmed
        }
        rest = rest.dropFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
                value.append(escaped)
            } else {
                value.append(byte)
            }
        }
        skip(&rest, to: UInt8(ascii: ";"))
        return String(decoding: value, as: UTF8.self)
    }

    private static func skip(_ rest: inout ArraySlice<UInt8>, to mark: UInt8) {
        rest = rest.drop { $0 != mark }
    }

    /// `UTF-8'en'%E0%B8%81` as text (RFC 8187); `nil` in another encoding or when it is not well formed.
    private static func decoded(_ value: String) -> String? {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8", !parts[2].isEmpty else { return nil }
        var bytes: [UInt8] = []
        var rest = Array(parts[2].utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2,
                rest.first != UInt8(ascii: "+")
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
