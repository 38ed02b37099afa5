// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Cuts a page into tags and text, once through and without looking back.
///
/// It knows the part of HTML that pages of Google Drive are made of, and no more: no correction of wrong nesting, no
/// scripts. A page that ends within a tag or a comment is an error, because it was cut.
package struct HTMLTokenizer {
    private let bytes: [UInt8]
    private var place = 0
    /// The element whose content is no markup (`script`), until its end tag.
    private var rawElement: String?

    private static let longestTag = 1 << 16
    private static let rawElements: Set<String> = ["script", "style", "textarea", "title"]

    /// Begins with a page's bytes, in UTF-8.
    /// - Throws: `malformedReply` when the bytes are no UTF-8.
    package init(_ bytes: [UInt8]) throws(IntegrationError) {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw IntegrationError(.malformedReply, "A page of Google Drive is not in UTF-8.")
        }
        self.bytes = bytes
    }

    /// The next token; `nil` at the page's end.
    /// - Throws: `malformedReply` when the page ends within a tag or a comment, or a tag is longer than 64 KiB.
    package mutating func next() throws(IntegrationError) -> HTMLToken? {
        while place < bytes.count {
            if let element = rawElement {
                rawElement = nil
                if let text = rawText(until: element) { return text }
                continue
            }
            if bytes[place] != UInt8(ascii: "<") || !isMarkup(at: place) { return text() }
            if starts(with: "<!--") {
                try skip(past: "-->", from: place + 4)
            } else if bytes[place + 1] == UInt8(ascii: "!") || bytes[place + 1] == UInt8(ascii: "?") {
                try skip(past: ">", from: place + 2)
            } else {
                return try tag()
            }
        }
        return nil
    }

    /// Whether a `<` here begins a tag, a comment or a declaration; else it is text.
    private func isMarkup(at place: Int) -> Bool {
        guard place + 1 < bytes.count else { return false }
        switch bytes[place + 1] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        case UInt8(ascii: "/"): return place + 2 < bytes.count && Self.isLetter(bytes[place + 2])
        case let byte: return Self.isLetter(byte)
        }
    }

    private mutating func text() -> HTMLToken {
        let start = place
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") || !isMarkup(at: place) { place += 1 }
        return .text(HTMLText.unescaped(bytes[start..<place]))
    }

    private mutating func rawText(until element: String) -> HTMLToken? {
        let start = place
        let end = Array("</\(element)".utf8)
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "<"), matches(end, at: place) { break }
            place += 1
        }
        guard place > start else { return nil }
        let slice = bytes[start..<place]
        let isText = element == "title" || element == "textarea"
        return .text(isText ? HTMLText.unescaped(slice) : String(decoding: slice, as: UTF8.self))
    }

    private mutating func tag() throws(IntegrationError) -> HTMLToken {
        let limit = min(bytes.count, place + Self.longestTag)
        let isEnd = bytes[place + 1] == UInt8(ascii: "/")
        place += isEnd ? 2 : 1
        let name = word(until: limit, stopsAtEquals: false).lowercased()
        var attributes: [String: String] = [:]
        while true {
            skipSpaceAndSlashes(until: limit)
            guard place < limit else { throw Self.cut }
            if bytes[place] == UInt8(ascii: ">") { break }
            let (key, value) = try attribute(until: limit)
            if attributes[key] == nil { attributes[key] = value }
        }
        place += 1
        guard !isEnd else { return .end(name) }
        if Self.rawElements.contains(name) { rawElement = name }
        return .start(name, attributes)
    }

    private mutating func attribute(until limit: Int) throws(IntegrationError) -> (String, String) {
        // A name may begin with "=", so that every turn moves on.
        let first = place
        place += 1
        _ = word(until: limit, stopsAtEquals: true)
        let name = String(decoding: bytes[first..<place], as: UTF8.self).lowercased()
        skipSpace(until: limit)
        guard place < limit, bytes[place] == UInt8(ascii: "=") else { return (name, "") }
        place += 1
        skipSpace(until: limit)
        guard place < limit else { throw Self.cut }
        let quote = bytes[place]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let start = place
            while place < limit, bytes[place] != UInt8(ascii: ">"), !Self.isSpace(bytes[place]) { place += 1 }
            return (name, HTMLText.unescaped(bytes[start..<place]))
        }
        place += 1
        let start = place
        while place < limit, bytes[place] != quote { place += 1 }
        guard place < limit else { throw Self.cut }
        defer { place += 1 }
        return (name, HTMLText.unescaped(bytes[start..<place]))
    }

    /// The bytes up to a space, a slash or the tag's end.
    private mutating func word(until limit: Int, stopsAtEquals: Bool) -> String {
        let start = place
        while place < limit, !Self.isSpace(bytes[place]), bytes[place] != UInt8(ascii: ">"),
            bytes[place] != UInt8(ascii: "/"), !stopsAtEquals || bytes[place] != UInt8(ascii: "=")
        {
            place += 1
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func skipSpace(until limit: Int) {
        while place < limit, Self.isSpace(bytes[place]) { place += 1 }
    }

    private mutating func skipSpaceAndSlashes(until limit: Int) {
        while place < limit, Self.isSpace(bytes[place]) || bytes[place] == UInt8(ascii: "/") { place += 1 }
    }

    private mutating func skip(past end: String, from start: Int) throws(IntegrationError) {
        let mark = Array(end.utf8)
        place = start
        while place + mark.count <= bytes.count {
            if bytes[place] == mark[0], matches(mark, at: place) {
                place += mark.count
                return
            }
            place += 1
        }
        throw Self.cut
    }

    private func starts(with text: String) -> Bool { matches(Array(text.utf8), at: place) }

    /// Whether these bytes stand here, in upper or lower case.
    private func matches(_ wanted: [UInt8], at place: Int) -> Bool {
        guard place + wanted.count <= bytes.count else { return false }
        return wanted.indices.allSatisfy { index in
            let byte = bytes[place + index]
            return byte == wanted[index] || (0x41...0x5A).contains(byte) && byte + 0x20 == wanted[index]
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static let cut = IntegrationError(
        .malformedReply, "A page of Google Drive broke off within a tag; try again later.")
}
