// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// A text as it stands between its quotes.
    struct TextSpan {
        var start: Int
        var end: Int
        var hasEscapes = false
    }

    /// A text read before, and where it stands.
    struct RecentText {
        var start = 0
        var length = 0
        var text = ""
    }

    /// Reads text, escapes resolved.
    public mutating func readString() throws(JSONError) -> String {
        guard try startValue() == UInt8(ascii: "\"") else { throw wrongType("text") }
        let span = try scanString()
        valuePending = false
        if span.hasEscapes {
            return String(decoding: unescaped(span), as: UTF8.self)
        }
        return text(span)
    }

    /// The text of a span without escapes. A long text that was read lately shares its storage: names come again in one
    /// file, and a text of its own costs an allocation each time.
    private mutating func text(_ span: TextSpan) -> String {
        let length = span.end - span.start
        guard 16...64 ~= length else { return String(decoding: bytes(span), as: UTF8.self) }
        let slot = recentSlot(span.start, length)
        if recentTexts.isEmpty { recentTexts = Array(repeating: RecentText(), count: 128) }
        if recentTexts[slot].length == length, isEqual(recentTexts[slot].start, span.start, length) {
            return recentTexts[slot].text
        }
        let text = String(decoding: bytes(span), as: UTF8.self)
        recentTexts[slot] = RecentText(start: span.start, length: length, text: text)
        return text
    }

    /// Which of 128 places a text of at least 16 bytes has: by eight bytes of its middle and its last eight.
    private func recentSlot(_ start: Int, _ length: Int) -> Int {
        let text = UnsafeRawPointer(base + start)
        let middle = text.loadUnaligned(fromByteOffset: length / 2 - 4, as: UInt64.self)
        let end = text.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
        let mixed = (middle &* 0x9E37_79B9_7F4A_7C15 ^ end) &* 0xD6E8_FEB8_6659_FD93
        return Int(mixed >> 57)
    }

    /// Whether two places have the same bytes, `length` of them and at least eight.
    private func isEqual(_ left: Int, _ right: Int, _ length: Int) -> Bool {
        let (left, right) = (UnsafeRawPointer(base + left), UnsafeRawPointer(base + right))
        var at = 0
        while at < length {
            // The last eight bytes overlap the ones before.
            let place = min(at, length - 8)
            let word = left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if word != right.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
            at += 8
        }
        return true
    }

    /// Reads text or `null`.
    public mutating func readOptionalString() throws(JSONError) -> String? {
        try readNullIfPresent() ? nil : try readString()
    }

    /// A key, and whether it stands in the text without escapes.
    mutating func scanKey() throws(JSONError) -> (key: Key, isPlain: Bool) {
        let span = try scanString()
        guard span.hasEscapes else { return (Key(bytes(span)), true) }
        return (unescaped(span).withUnsafeBufferPointer { Key($0) }, false)
    }

    private func bytes(_ span: TextSpan) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + span.start, count: span.end - span.start)
    }

    /// Goes past a text that begins at `position` and checks it: terminated, no control characters, right escapes,
    /// right UTF-8, not too long.
    mutating func scanString() throws(JSONError) -> TextSpan {
        var span = TextSpan(start: position + 1, end: position + 1)
        var at = position + 1
        while true {
            at = skipPlainASCII(at)
            guard at < count else {
                throw error(.truncated, "The text ends inside quotes.", at: count)
            }
            let byte = base[at]
            if byte == UInt8(ascii: "\"") {
                break
            } else if byte == UInt8(ascii: "\\") {
                span.hasEscapes = true
                at = try scanEscape(at)
            } else if byte >= 0x80 {
                at = try scanMultibyte(at)
            } else {
                throw error(
                    .syntax, "A control character (byte \(byte)) stands inside quotes; write it as \\u.", at: at)
            }
        }
        span.end = at
        guard span.end - span.start <= limits.stringBytes else {
            throw error(
                .limitExceeded,
                "A text has \(span.end - span.start) bytes, more than the allowed \(limits.stringBytes).",
                at: position)
        }
        position = at + 1
        return span
    }

    /// The first byte from `at` that is a quote, a backslash, a control character or no ASCII.
    private func skipPlainASCII(_ at: Int) -> Int {
        var at = at
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while at + 8 <= count {
            let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            let found =
                ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- (ones &* 0x20)) & ~word) | word
            let marks = UInt64(littleEndian: found) & highs
            if marks != 0 { return at + marks.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < count {
            let byte = base[at]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { break }
            at += 1
        }
        return at
    }

    /// Goes past UTF-8 scalars of two to four bytes, as Unicode's table 3-7 allows them.
    private func scanMultibyte(_ start: Int) throws(JSONError) -> Int {
        var at = start
        while at < count, base[at] >= 0x80 {
            let first = base[at]
            let second = at + 1 < count ? base[at + 1] : 0
            let length: Int
            switch (first, second) {
            case (0xC2...0xDF, 0x80...0xBF): length = 2
            case (0xE0, 0xA0...0xBF), (0xE1...0xEC, 0x80...0xBF), (0xED, 0x80...0x9F), (0xEE...0xEF, 0x80...0xBF):
                length = 3
            case (0xF0, 0x90...0xBF), (0xF1...0xF3, 0x80...0xBF), (0xF4, 0x80...0x8F): length = 4
            default: length = 0
            }
            let isComplete =
                switch length {
                case 2: true
                case 3: at + 2 < count && base[at + 2] & 0xC0 == 0x80
                case 4: at + 3 < count && base[at + 2] & 0xC0 == 0x80 && base[at + 3] & 0xC0 == 0x80
                default: false
                }
            guard isComplete else {
                throw error(
                    .invalidUTF8, "The bytes here are not UTF-8; the file is damaged or in another encoding.", at: at)
            }
            at += length
        }
        return at
    }

    /// Goes past one escape, both halves of a surrogate pair included.
    private func scanEscape(_ at: Int) throws(JSONError) -> Int {
        guard at + 1 < count else { throw error(.truncated, "The text ends inside an escape.", at: count) }
        switch base[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return at + 2
        case UInt8(ascii: "u"):
            let unit = try hexadecimal(at + 2)
            guard 0xD800...0xDFFF ~= unit else { return at + 6 }
            guard unit < 0xDC00, at + 7 < count, base[at + 6] == UInt8(ascii: "\\"), base[at + 7] == UInt8(ascii: "u"),
                0xDC00...0xDFFF ~= (try hexadecimal(at + 8))
            else { throw error(.invalidUTF8, "An escape gives half of a surrogate pair.", at: at) }
            return at + 12
        default:
            throw error(.syntax, "A backslash is followed by none of \" \\ / b f n r t u.", at: at)
        }
    }

    private func hexadecimal(_ at: Int) throws(JSONError) -> UInt32 {
        guard at + 4 <= count else { throw error(.truncated, "The text ends inside an escape.", at: count) }
        var value: UInt32 = 0
        for index in at..<at + 4 {
            guard let digit = Self.hexadecimalDigit(base[index]) else {
                throw error(.syntax, "\\u must be followed by four hexadecimal digits.", at: at - 2)
            }
            value = value << 4 | digit
        }
        return value
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x37
        default: nil
        }
    }

    /// The bytes of a text that was checked before.
    private func unescaped(_ span: TextSpan) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(span.end - span.start)
        var at = span.start
        while at < span.end {
            guard base[at] == UInt8(ascii: "\\") else {
                result.append(base[at])
                at += 1
                continue
            }
            switch base[at + 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                at = appendScalar(at, to: &result)
                continue
            default: result.append(base[at + 1])
            }
            at += 2
        }
        return result
    }

    /// Appends what `\u` at `at` gives and returns where it ends.
    private func appendScalar(_ at: Int, to result: inout [UInt8]) -> Int {
        func unit(_ start: Int) -> UInt32 {
            (start..<start + 4).reduce(0) { $0 << 4 | (Self.hexadecimalDigit(base[$1]) ?? 0) }
        }
        var value = unit(at + 2)
        var end = at + 6
        if 0xD800...0xDBFF ~= value {
            value = 0x10000 + (value - 0xD800) << 10 + (unit(at + 8) - 0xDC00)
            end = at + 12
        }
        if let scalar = Unicode.Scalar(value) { result.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
        return end
    }
}
