// SPDX-License-Identifier: Apache-2.0

/// How much an XML text may ask of its reader.
package struct XMLLimits: Sendable, Hashable {
    /// The longest text, in bytes.
    package var bytes: Int
    /// The most elements.
    package var elements: Int

    package init(bytes: Int = 4 << 20, elements: Int = 20_000) {
        self.bytes = bytes
        self.elements = elements
    }

    /// 4 MiB and 20,000 elements. The deepest nesting is always 64 levels.
    package static let standard = XMLLimits()
}

/// Reads one small XML text into a tree, piece by piece, and stops at the first piece that is too much.
///
/// The encoding is decided by the bytes, whatever the text declares: UTF-16 with a mark or with `<` as its first
/// character, else UTF-8. There are no document types and no entities but the five of XML, so nothing is expanded and
/// nothing outside of the text is looked at.
package struct XMLTreeReader: Sendable {
    private let limits: XMLLimits
    private var scanner = XMLScanner(ignoresDeclaredEncoding: true)
    private var decoder = XMLDecoder()
    private var bytes = 0
    private var elements = 0
    /// The open elements, the outermost first.
    private var open: [XMLElement] = []
    private var root: XMLElement?

    package init(limits: XMLLimits = .standard) { self.limits = limits }

    /// Reads a text that is at hand as a whole.
    package static func read(_ bytes: [UInt8], limits: XMLLimits = .standard) throws(XMLError) -> XMLElement {
        var reader = Self(limits: limits)
        try reader.push(bytes[...])
        return try reader.finish()
    }

    /// Takes the next piece.
    package mutating func push(_ piece: ArraySlice<UInt8>) throws(XMLError) {
        bytes += piece.count
        guard bytes <= limits.bytes else {
            throw XMLError(.tooMuch, "The file has more than \(limits.bytes) bytes, which no such file needs.")
        }
        try scan(try decoder.push(piece))
    }

    /// Says that the text ends here, and gives its outermost element.
    package mutating func finish() throws(XMLError) -> XMLElement {
        try scan(try decoder.finish())
        try scanner.finish()
        guard let root else { throw XMLError(.invalid, "The file holds no element.") }
        return root
    }

    private mutating func scan(_ text: [UInt8]) throws(XMLError) {
        guard !text.isEmpty else { return }
        var scanner = scanner
        var reader = self
        try scanner.push(text[...]) { event, line throws(XMLError) in try reader.take(event, line) }
        self = reader
        self.scanner = scanner
    }

    private mutating func take(_ event: XMLScanner.Event, _ line: Int) throws(XMLError) {
        switch event {
        case .start(let name, let attributes):
            elements += 1
            guard elements <= limits.elements else {
                throw XMLError(.tooMuch, "Line \(line): the file has more than \(limits.elements) elements.")
            }
            guard !name.isEmpty else { throw XMLError(.invalid, "Line \(line): an element has no name.") }
            try check(attributes.map(\.value), line)
            let kept = attributes.filter { $0.name != "xmlns" && !$0.name.hasPrefix("xmlns:") }
            open.append(XMLElement(name, attributes: kept.map { .init($0.name, $0.value) }, line: line))
        case .end(_, let text):
            guard var element = open.popLast() else { return }
            if element.children.isEmpty { element.text = Self.trimmed(text) }
            try check([element.text], line)
            if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
        }
    }

    /// XML 1.0 has no control characters.
    private func check(_ texts: [String], _ line: Int) throws(XMLError) {
        let isControl = { (byte: UInt8) in byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D }
        if texts.contains(where: { $0.utf8.contains(where: isControl) }) {
            throw XMLError(.invalid, "Line \(line): the text holds a control character, which XML does not have.")
        }
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank: (UInt8) -> Bool = { XMLScanner.isBlank($0) }
        let bytes = Array(text.utf8)
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
