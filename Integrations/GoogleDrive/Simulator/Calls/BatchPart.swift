// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// One call of a batch: an HTTP request as a part of `multipart/mixed`. Lines may end in LF or CRLF.
struct BatchPart: Sendable {
    let contentID: String?
    let method: HTTPRequest.Method
    let target: String
    let headerFields: HTTPFields
    let body: [UInt8]

    /// The boundary that a Content-Type names.
    static func boundary(in type: String) -> String? {
        for parameter in type.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, trimmed(parts[0]).lowercased() == "boundary" else { continue }
            let value = trimmed(parts[1])
            return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
                ? String(value.dropFirst().dropLast()) : value
        }
        return nil
    }

    /// The parts in order; `nil` when something is no part.
    static func parts(of body: [UInt8], boundary: String) -> [BatchPart]? {
        let mark = Array("--\(boundary)".utf8)
        var parts: [BatchPart] = []
        var part: [ArraySlice<UInt8>]?
        for line in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let plain = line.last == 0x0D ? line.dropLast() : line
            guard plain.starts(with: mark) else {
                part?.append(line)
                continue
            }
            if let lines = part {
                guard let read = BatchPart(lines) else { return nil }
                parts.append(read)
            }
            part = plain.dropFirst(mark.count).starts(with: "--".utf8) ? nil : []
            if part == nil { return parts }
        }
        return nil
    }

    /// What the answer to a part is called: `<response-ID>` for `<ID>`, whatever the ID holds.
    static func answerID(_ id: String) -> String {
        id.hasPrefix("<") ? "<response-" + id.dropFirst() : "response-" + id
    }

    private init?(_ lines: [ArraySlice<UInt8>]) {
        var rest = lines[...]
        guard let outer = Self.head(&rest) else { return nil }
        while let line = rest.first, Self.text(line).isEmpty { rest.removeFirst() }
        guard let first = rest.popFirst() else { return nil }
        let words = Self.text(first).split(separator: " ")
        guard words.count >= 2, let method = HTTPRequest.Method(rawValue: String(words[0])),
            let inner = Self.head(&rest)
        else { return nil }
        contentID = outer.first { $0.name.lowercased() == "content-id" }?.value
        self.method = method
        target = Self.target(String(words[1]))
        var fields = HTTPFields()
        for (name, value) in inner {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        headerFields = fields
        body = Self.trimmedEnd(Array(rest.joined(separator: [0x0A])))
    }

    /// A target may be a whole address; only its path counts.
    private static func target(_ text: String) -> String {
        guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return text }
        let parts = text.split(separator: "/", maxSplits: 2)
        return parts.count == 3 ? "/" + parts[2] : "/"
    }

    /// Header fields up to the empty line, which is taken too. A part without one has no head.
    private static func head(_ lines: inout ArraySlice<ArraySlice<UInt8>>) -> [(name: String, value: String)]? {
        var fields: [(String, String)] = []
        while let line = lines.popFirst() {
            let text = text(line)
            if text.isEmpty { return fields }
            // A long field goes on in the next line (RFC 5322, 2.2.3); the Python client folds long ids.
            if text.hasPrefix(" ") || text.hasPrefix("\t"), let last = fields.popLast() {
                fields.append((last.0, last.1 + " " + trimmed(text)))
                continue
            }
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            fields.append((trimmed(parts[0]), trimmed(parts[1])))
        }
        return fields
    }

    private static func text(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }

    private static func trimmedEnd(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        return bytes
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = text[...]
        while text.first == " " || text.first == "\t" { text = text.dropFirst() }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        return String(text)
    }
}
