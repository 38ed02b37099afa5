// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes

/// Writes and reads messages of several parts (RFC 2046, 5.1), and the HTTP messages within a batch's reply.
package enum Multipart {
    /// One part: its header fields, names in lower case, and its content.
    package struct Part: Sendable {
        package var fields: [(name: String, value: String)]
        package var content: ArraySlice<UInt8>

        package func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    }

    /// An HTTP reply that stands in a part.
    package struct Message: Sendable {
        package var status: Int
        package var fields: HTTPFields
        package var body: [UInt8]
    }

    /// A boundary that no content holds by chance.
    package static func boundary() -> String {
        "steward-" + String(UInt64.random(in: .min ... .max), radix: 36)
            + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// The parts of a message; `nil` when it is none, or is cut off before its last boundary.
    package static func parts(of bytes: [UInt8], contentType: String) -> [Part]? {
        guard let boundary = boundary(in: contentType) else { return nil }
        let mark = Array("--\(boundary)".utf8)
        var parts: [Part] = []
        var start: Int?
        var at = 0
        while let line = line(bytes, from: at) {
            let isMark = bytes[line.content].starts(with: mark)
            if isMark {
                let rest = bytes[line.content].dropFirst(mark.count)
                guard rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x2D }) else { return nil }
                if let start {
                    guard let part = part(bytes[start..<beforeBreak(bytes, at, start)]) else { return nil }
                    parts.append(part)
                }
                if rest.starts(with: [0x2D, 0x2D]) { return parts }
                start = line.next
            }
            at = line.next
        }
        return nil
    }

    private static func boundary(in contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/") else { return nil }
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, trimmed(pair[0]).lowercased() == "boundary" else { continue }
            let value = trimmed(pair[1])
            let isQuoted = value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
            let text = isQuoted ? String(value.dropFirst().dropLast()) : value
            return text.isEmpty ? nil : text
        }
        return nil
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        guard let (fields, rest) = fields(bytes) else { return nil }
        return Part(fields: fields, content: rest)
    }

    /// Header fields up to the empty line, and what follows.
    fileprivate static func fields(
        _ bytes: ArraySlice<UInt8>
    ) -> (fields: [(name: String, value: String)], rest: ArraySlice<UInt8>)? {
        var fields: [(name: String, value: String)] = []
        var at = bytes.startIndex
        while let line = line(bytes, from: at) {
            at = line.next
            if line.content.isEmpty { return (fields, bytes[at...]) }
            guard let colon = bytes[line.content].firstIndex(of: 0x3A) else { return nil }
            let name = String(decoding: bytes[line.content.lowerBound..<colon], as: UTF8.self).lowercased()
            let value = trimmed(String(decoding: bytes[colon + 1..<line.content.upperBound], as: UTF8.self)[...])
            fields.append((name, value))
        }
        return at == bytes.endIndex ? (fields, bytes[at...]) : nil
    }

    /// The line from `at` without its end, and where the next begins; `nil` behind the end.
    fileprivate static func line<Bytes: RandomAccessCollection>(
        _ bytes: Bytes, from at: Int
    ) -> (content: Range<Int>, next: Int)? where Bytes.Element == UInt8, Bytes.Index == Int {
        guard at < bytes.endIndex else { return nil }
        let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.endIndex
        let content = end > at && bytes[end - 1] == 0x0D ? at..<end - 1 : at..<end
        return (content, min(end + 1, bytes.endIndex))
    }

    /// Where the content before a boundary's line ends: the line break belongs to the boundary.
    private static func beforeBreak(_ bytes: [UInt8], _ at: Int, _ start: Int) -> Int {
        var end = at
        if end > start, bytes[end - 1] == 0x0A { end -= 1 }
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}

extension Multipart.Part {
    /// The HTTP reply that the content is; `nil` when it is none.
    package func message() -> Multipart.Message? {
        guard let line = Multipart.line(content, from: content.startIndex) else { return nil }
        let words = String(decoding: content[line.content], as: UTF8.self).split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]), 200...599 ~= status,
            let (fields, rest) = Multipart.fields(content[line.next...])
        else { return nil }
        var found = HTTPFields()
        for field in fields {
            if let name = HTTPField.Name(field.name) { found.append(HTTPField(name: name, value: field.value)) }
        }
        return Multipart.Message(status: status, fields: found, body: Array(rest))
    }
}
