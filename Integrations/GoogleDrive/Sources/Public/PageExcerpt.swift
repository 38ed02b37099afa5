// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A page's title and the beginning of its text, short enough for a sentence.
package struct PageExcerpt: Sendable, Hashable {
    /// The title; empty when there is none.
    package private(set) var title = ""
    /// The beginning of the text.
    package private(set) var text = ""

    /// Reads as much of a page as is needed; a page that is no HTML gives its beginning.
    package init(_ bytes: [UInt8]) {
        var decoded = Array(String(decoding: bytes.prefix(1 << 16), as: UTF8.self).utf8)
        if decoded.last == UInt8(ascii: "<") { decoded.removeLast() }
        guard var tokens = try? HTMLTokenizer(decoded) else { return }
        var element = ""
        while text.count < 200, let token = try? tokens.next() {
            switch token {
            case .start(let name, _): element = name
            case .end: element = ""
            case .text(let found):
                if element == "title" {
                    title += found
                } else if element != "script", element != "style" {
                    text += found.trimmed + " "
                }
            }
        }
        title = String(title.trimmed.prefix(100))
        text = String(text.trimmed.prefix(200))
    }

    /// A `malformedReply` that says what is wrong and quotes the page.
    package func error(_ what: String) -> IntegrationError {
        let quote = [title, text].filter { !$0.isEmpty }.joined(separator: ": ")
        let shown = quote.isEmpty ? "it is empty" : "it begins with “\(quote)”"
        return IntegrationError(.malformedReply, "\(what), so its form has changed (\(shown)); update Steward.")
    }
}

extension String {
    /// The text with each run of white space and control characters as one space, and none at its ends.
    var trimmed: String {
        let words = unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F }
        return words.map { String($0) }.joined(separator: " ")
    }
}
