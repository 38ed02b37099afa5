// SPDX-License-Identifier: Apache-2.0

/// Finds `name=value`, `name: value` and `"name": "value"` in bytes and hides the values of telling names; also what
/// follows the words Bearer and Basic.
struct CredentialScanner {
    private let bytes: [UInt8]
    private let fields: Set<String>
    private let queryKeys: Set<String>
    private let members: Set<String>
    private var position = 0
    private var output: [UInt8] = []

    init(_ bytes: [UInt8], fields: Set<String>, queryKeys: Set<String>, members: Set<String>) {
        self.bytes = bytes
        self.fields = fields
        self.queryKeys = queryKeys
        self.members = members
    }

    mutating func scrubbed() -> [UInt8] {
        output.reserveCapacity(bytes.count)
        while position < bytes.count {
            guard Self.isWord(bytes[position]) else {
                output.append(bytes[position])
                position += 1
                continue
            }
            let start = position
            while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
            output += bytes[start..<position]
            hideValue(of: start..<position)
        }
        return output
    }

    private mutating func hideValue(of word: Range<Int>) {
        // No telling name is longer; a long run of letters is no name.
        guard word.count <= 64 else { return }
        let name = String(decoding: bytes[word], as: UTF8.self).lowercased()
        if name == "bearer" || name == "basic" { return hideToken() }
        var value = position
        let quoted = value < bytes.count && Self.isQuote(bytes[value])
        if quoted { value += 1 }
        value = skippingSpaces(from: value)
        guard value < bytes.count else { return }
        switch bytes[value] {
        case UInt8(ascii: "=") where queryKeys.contains(name): hide(from: value + 1, until: Self.endsParameter)
        case UInt8(ascii: ":") where quoted ? members.contains(name) || fields.contains(name) : fields.contains(name):
            hide(from: value + 1, until: quoted ? Self.endsMember : Self.endsLine)
        default: break
        }
    }

    /// Copies up to the value, hides it up to its closing quote, or until `ends` says.
    private mutating func hide(from start: Int, until ends: (UInt8) -> Bool) {
        var value = skippingSpaces(from: start)
        var end: Int
        if value < bytes.count, Self.isQuote(bytes[value]) {
            let quote = bytes[value]
            value += 1
            end = value
            while end < bytes.count, bytes[end] != quote {
                end += bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count ? 2 : 1
            }
        } else {
            end = value
            while end < bytes.count, !ends(bytes[end]) { end += 1 }
        }
        replace(value..<min(end, bytes.count))
    }

    private mutating func hideToken() {
        let start = skippingSpaces(from: position)
        guard start > position else { return }
        var end = start
        while end < bytes.count, Self.isToken(bytes[end]) { end += 1 }
        // Short words after "Basic" are prose.
        if end - start >= 8 { replace(start..<end) }
    }

    private mutating func replace(_ value: Range<Int>) {
        guard !value.isEmpty else { return }
        output += bytes[position..<value.lowerBound]
        output += Redactor.mark.utf8
        position = value.upperBound
    }

    private func skippingSpaces(from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
    private static func isToken(_ byte: UInt8) -> Bool { isWord(byte) || "./+=~".utf8.contains(byte) }
    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
    private static func endsParameter(_ byte: UInt8) -> Bool { byte <= 0x20 || "&;#\"'),]}".utf8.contains(byte) }
    private static func endsMember(_ byte: UInt8) -> Bool { byte <= 0x20 || ",}]".utf8.contains(byte) }
    private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || "\"')]".utf8.contains(byte) }
}
