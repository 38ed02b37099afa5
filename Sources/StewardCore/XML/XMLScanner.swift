// SPDX-License-Identifier: Apache-2.0

/// A strict and small reader of XML 1.0 in UTF-8, piece by piece: elements, attributes and text. It has no document
/// types and no entities but the five that XML defines, so nothing outside the file is ever looked at and nothing
/// grows.
package struct XMLScanner: Sendable {
    /// What comes next in the text.
    package enum Event {
        /// An element begins. Names are without their prefix.
        case start(name: String, attributes: [(name: String, value: String)])
        /// An element ends; its text is that after its last inner element.
        case end(name: String, text: String)
    }

    private enum State {
        case text, markup, comment, instruction, characters
    }

    static let mostBytes = 1 << 20
    static let deepest = 64
    private var state = State.text
    /// The line of what is being read, from 1.
    package private(set) var line = 1
    private var buffer: [UInt8] = []
    private var text: [UInt8] = []
    private var quote: UInt8?
    /// The names of the elements that are open, as written.
    private var open: [[UInt8]] = []
    private var hasRoot = false
    private var isBeginning = true
    private let ignoresDeclaredEncoding: Bool

    /// - Parameter ignoresDeclaredEncoding: for bytes that were made UTF-8 by somebody who looked at them, whatever
    ///   they declare to be.
    package init(ignoresDeclaredEncoding: Bool = false) { self.ignoresDeclaredEncoding = ignoresDeclaredEncoding }

    /// Takes a piece and gives the events that are complete.
    package mutating func push(
        _ piece: ArraySlice<UInt8>, _ body: (Event, Int) throws(XMLError) -> Void
    ) throws(XMLError) {
        for byte in piece {
            if byte == 0x0A { line += 1 }
            switch state {
            case .text: try addText(byte)
            case .markup: try addMarkup(byte, body)
            case .comment: endSkipped(byte, after: "--")
            case .instruction: try endInstruction(byte)
            case .characters: try endCharacters(byte)
            }
            guard buffer.count <= Self.mostBytes, text.count <= Self.mostBytes else {
                throw XMLError(.tooMuch, "Line \(line): a text has more than \(Self.mostBytes) bytes.")
            }
        }
    }

    /// Says that the text ends here.
    package func finish() throws(XMLError) {
        guard hasRoot, open.isEmpty, state == .text else {
            let inner = open.last.map { " inside <\(String(decoding: $0, as: UTF8.self))>" } ?? ""
            throw XMLError(.invalid, "The file ends at line \(line)\(inner); it is cut, export it again.")
        }
    }

    private mutating func addText(_ byte: UInt8) throws(XMLError) {
        if byte == UInt8(ascii: "<") {
            state = .markup
            buffer.removeAll(keepingCapacity: true)
            return
        }
        if open.isEmpty {
            let isMark = isBeginning && (byte == 0xEF || byte == 0xBB || byte == 0xBF)
            guard isMark || byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
                throw XMLError(.invalid, "Line \(line): text stands outside of the outermost element.")
            }
        } else {
            text.append(byte)
        }
    }

    private mutating func addMarkup(
        _ byte: UInt8, _ body: (Event, Int) throws(XMLError) -> Void
    ) throws(XMLError) {
        isBeginning = false
        if let open = quote {
            if byte == open { quote = nil }
            buffer.append(byte)
            return
        }
        switch byte {
        case UInt8(ascii: ">"):
            state = .text
            try endTag(body)
            return
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "<"): throw XMLError(.invalid, "Line \(line): '<' stands inside a tag.")
        default: break
        }
        buffer.append(byte)
        if buffer.count == 1, byte == UInt8(ascii: "?") { state = .instruction }
        guard buffer.first == UInt8(ascii: "!") else { return }
        quote = nil
        if buffer.elementsEqual("!--".utf8) {
            state = .comment
            buffer.removeAll(keepingCapacity: true)
        } else if buffer.elementsEqual("![CDATA[".utf8) {
            guard !open.isEmpty else { throw XMLError(.invalid, "Line \(line): text stands outside of elements.") }
            state = .characters
            buffer.removeAll(keepingCapacity: true)
        } else if !"!--".utf8.starts(with: buffer), !"![CDATA[".utf8.starts(with: buffer) {
            throw XMLError(.invalid, "Line \(line): the file has a document type, which is not taken; remove it.")
        }
    }

    /// Goes past a comment, of which two bytes are kept.
    private mutating func endSkipped(_ byte: UInt8, after end: StaticString) {
        if byte == UInt8(ascii: ">"), buffer.count == 2 {
            state = .text
            buffer.removeAll(keepingCapacity: true)
        } else if byte == UInt8(ascii: "-") {
            if buffer.count < 2 { buffer.append(byte) }
        } else {
            buffer.removeAll(keepingCapacity: true)
        }
    }

    private mutating func endInstruction(_ byte: UInt8) throws(XMLError) {
        if byte == UInt8(ascii: ">"), buffer.last == UInt8(ascii: "?"), buffer.count > 1 {
            state = .text
            let content = String(decoding: buffer, as: UTF8.self).lowercased()
            guard !ignoresDeclaredEncoding, content.hasPrefix("?xml "), content.contains("encoding") else { return }
            guard content.contains("utf-8") || content.contains("us-ascii") else {
                throw XMLError(.invalid, "Line \(line): the file is in another encoding; save it as UTF-8.")
            }
        }
        buffer.append(byte)
    }

    private mutating func endCharacters(_ byte: UInt8) throws(XMLError) {
        buffer.append(byte)
        guard byte == UInt8(ascii: ">"), buffer.count >= 3, buffer.suffix(3).elementsEqual("]]>".utf8) else { return }
        state = .text
        // The text is decoded later; what stands here is no escape.
        for character in buffer.dropLast(3) {
            if character == UInt8(ascii: "&") { text += Array("&amp;".utf8) } else { text.append(character) }
        }
    }

    private mutating func endTag(_ body: (Event, Int) throws(XMLError) -> Void) throws(XMLError) {
        if buffer.first == UInt8(ascii: "/") {
            let name = buffer.dropFirst().reversed().drop(while: Self.isBlank).reversed()
            guard let last = open.popLast(), last.elementsEqual(name) else {
                throw XMLError(.invalid, "Line \(line): </\(shown(name))> closes no open element.")
            }
            let content = try decoded(text[...])
            text.removeAll(keepingCapacity: true)
            return try body(.end(name: try local(last), text: content), line)
        }
        guard !hasRoot || !open.isEmpty else {
            throw XMLError(.invalid, "Line \(line): a second element stands outside of the first.")
        }
        hasRoot = true
        guard open.count < Self.deepest else {
            throw XMLError(.tooMuch, "Line \(line): elements are nested deeper than \(Self.deepest) levels.")
        }
        let isEmpty = buffer.last == UInt8(ascii: "/")
        if isEmpty { buffer.removeLast() }
        var tag = XMLTag(bytes: buffer, line: line)
        let name = try tag.name()
        let attributes = try tag.attributes(decoded)
        text.removeAll(keepingCapacity: true)
        try body(.start(name: try local(name), attributes: attributes), line)
        if isEmpty { try body(.end(name: try local(name), text: ""), line) } else { open.append(name) }
    }

    private func shown(_ name: some Collection<UInt8>) -> String {
        String(String(decoding: Array(name), as: UTF8.self).prefix(40))
    }

    /// A name without its prefix.
    private func local(_ name: [UInt8]) throws(XMLError) -> String {
        let start = name.firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
        return try utf8(name[start...])
    }

    private func utf8(_ bytes: some Collection<UInt8>) throws(XMLError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw XMLError(.invalid, "Line \(line): the bytes are not UTF-8; save the file as UTF-8.")
        }
        return text
    }

    /// Whether a byte is white space of XML.
    package static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Text with its escapes resolved.
    private func decoded(_ bytes: ArraySlice<UInt8>) throws(XMLError) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return try utf8(bytes) }
        var result = ""
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            result += try utf8(rest[..<start])
            guard let end = rest[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = Self.scalar(String(decoding: rest[(start + 1)..<end], as: UTF8.self))
            else {
                throw XMLError(.invalid, "Line \(line): '&' begins no escape that XML knows; write it as &amp;.")
            }
            result.unicodeScalars.append(scalar)
            rest = rest[(end + 1)...]
        }
        return result + (try utf8(rest))
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let value, value >= 0x20 || value == 9 || value == 10 || value == 13 else { return nil }
            return Unicode.Scalar(value)
        }
    }
}
