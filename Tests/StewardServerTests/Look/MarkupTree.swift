// SPDX-License-Identifier: Apache-2.0

/// An element of a page with what stands in it. Steward's pages close every element that has an end, so the reader is
/// strict: what a browser would have to guess is a fault.
final class MarkupElement {
    enum Child {
        case element(MarkupElement)
        case text(String)
    }

    let name: String
    let attributes: [String: String]
    private(set) var children: [Child] = []
    private(set) weak var parent: MarkupElement?

    init(_ name: String, _ attributes: [String: String] = [:], in parent: MarkupElement? = nil) {
        self.name = name
        self.attributes = attributes
        self.parent = parent
    }

    func add(_ child: Child) { children.append(child) }

    subscript(_ attribute: String) -> String? { attributes[attribute] }

    var elements: [MarkupElement] {
        children.compactMap { child in
            guard case .element(let element) = child else { return nil }
            return element
        }
    }

    /// This one's descendants in the order they are read.
    var all: [MarkupElement] { elements.flatMap { [$0] + $0.all } }

    func all(_ names: String...) -> [MarkupElement] { all.filter { names.contains($0.name) } }

    /// The text that is read, pictures by their names.
    var text: String {
        children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element):
                element["aria-hidden"] == "true" ? "" : element["alt"] ?? element["aria-label"] ?? element.text
            }
        }.joined().trimmed
    }

    var ancestors: [MarkupElement] { parent.map { [$0] + $0.ancestors } ?? [] }

    /// For messages.
    var description: String {
        let shown = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
        return "<\(name)\(shown)> “\(text.prefix(40))”"
    }
}

extension String {
    var trimmed: String {
        split { $0.isWhitespace }.joined(separator: " ")
    }
}

/// Reads a page.
struct MarkupTree {
    static let voids: Set = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    let root = MarkupElement("#page")
    private(set) var faults: [String] = []

    init(_ page: String) {
        var reader = Reader(Array(page.unicodeScalars))
        var open = [root]
        while let token = reader.next() {
            guard let here = open.last else { break }
            switch token {
            case .text(let text): here.add(.text(text))
            case .start(let name, let attributes, let isClosed):
                let element = MarkupElement(name, attributes, in: here)
                here.add(.element(element))
                guard !Self.voids.contains(name), !isClosed else { continue }
                open.append(element)
                if ["script", "style"].contains(name) { here.add(.text(reader.raw(until: name))) }
            case .end(let name):
                if here.name == name, open.count > 1 {
                    open.removeLast()
                } else {
                    faults.append("</\(name)> closes <\(here.name)>")
                }
            case .fault(let fault): faults.append(fault)
            }
        }
        for element in open.dropFirst() { faults.append("<\(element.name)> is never closed") }
    }

    private enum Token {
        case text(String)
        case start(String, [String: String], isClosed: Bool)
        case end(String)
        case fault(String)
    }

    private struct Reader {
        private let page: [Unicode.Scalar]
        private var place = 0

        init(_ page: [Unicode.Scalar]) { self.page = page }

        mutating func next() -> Token? {
            guard place < page.count else { return nil }
            guard page[place] == "<" else { return .text(Self.plain(take { $0 != "<" })) }
            place += 1
            if starts("!--") { return skipComment() }
            if starts("!") { return .text(skip(">")) }
            if starts("/") {
                place += 1
                return .end(skip(">").lowercased().trimmed)
            }
            return start()
        }

        mutating func raw(until name: String) -> String {
            let begin = place
            while place < page.count, !starts("</\(name)") { place += 1 }
            return String(String.UnicodeScalarView(page[begin..<place]))
        }

        private mutating func skipComment() -> Token {
            while place < page.count, !starts("-->") { place += 1 }
            place += 3
            return .text("")
        }

        private mutating func start() -> Token {
            let name = take { $0 != ">" && $0 != "/" && !$0.properties.isWhitespace }
            guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else {
                return .fault("a bare < before “\(name.prefix(20))”")
            }
            var attributes: [String: String] = [:]
            while true {
                _ = take { $0.properties.isWhitespace }
                guard place < page.count else { return .fault("<\(name) never ends") }
                if starts(">") || starts("/>") {
                    let isClosed = starts("/")
                    place += isClosed ? 2 : 1
                    return .start(name.lowercased(), attributes, isClosed: isClosed)
                }
                let key = take { !$0.properties.isWhitespace && !["=", ">", "/"].contains($0) }
                guard !key.isEmpty else { return .fault("<\(name) has something unreadable") }
                guard attributes[key] == nil else { return .fault("<\(name) has \(key) twice") }
                attributes[key] = value()
                if attributes[key] == nil { return .fault("\(key) of <\(name) is not in double quotes") }
            }
        }

        private mutating func value() -> String? {
            guard starts("=") else { return "" }
            place += 1
            guard starts("\"") else { return nil }
            place += 1
            return Self.plain(skip("\""))
        }

        private func starts(_ text: String) -> Bool {
            let wanted = Array(text.unicodeScalars)
            return place + wanted.count <= page.count && Array(page[place..<place + wanted.count]) == wanted
        }

        /// What stands before `end`, which is taken too.
        private mutating func skip(_ end: Unicode.Scalar) -> String {
            let text = take { $0 != end }
            place += 1
            return text
        }

        private mutating func take(_ isWanted: (Unicode.Scalar) -> Bool) -> String {
            let begin = place
            while place < page.count, isWanted(page[place]) { place += 1 }
            return String(String.UnicodeScalarView(page[begin..<place]))
        }

        private static func plain(_ text: String) -> String {
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
                .reduce(text) { $0.replacing($1.0, with: $1.1) }
        }
    }
}
