// SPDX-License-Identifier: Apache-2.0

/// A word of a statement.
struct SQLWord: Equatable {
    let text: String
    /// Whether it stood in quotes, and so is a name or a text as it is written.
    let isQuoted: Bool

    /// Whether it is this keyword.
    func isKeyword(_ keyword: String) -> Bool { !isQuoted && text.uppercased() == keyword }
}

/// The words of a statement, its marks as words of one character.
struct SQLWords {
    private(set) var words: [SQLWord] = []

    /// Reads at most so many words.
    init(_ statement: [UInt8], most: Int = 4096) {
        var rest = statement[...]
        while let byte = rest.first, words.count < most {
            switch byte {
            case 0x09...0x0D, 0x20: rest.removeFirst()
            case 0x22, 0x27: words.append(SQLWord(text: Self.quoted(&rest, byte), isQuoted: true))
            default:
                let end = rest.firstIndex { !SQLScanner.isOfName($0) } ?? rest.endIndex
                let word = end == rest.startIndex ? rest.prefix(1) : rest[..<end]
                words.append(SQLWord(text: String(decoding: word, as: UTF8.self), isQuoted: false))
                rest = rest[word.endIndex...]
            }
        }
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>, _ quote: UInt8) -> String {
        rest.removeFirst()
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == quote {
                guard rest.first == quote else { break }
                rest.removeFirst()
            }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    subscript(_ index: Int) -> SQLWord? { words.indices.contains(index) ? words[index] : nil }

    /// Whether these keywords stand at this place.
    func has(_ keywords: [String], at index: Int = 0) -> Bool {
        keywords.indices.allSatisfy { self[index + $0]?.isKeyword(keywords[$0]) == true }
    }

    /// The word after the first place where these keywords stand.
    func word(after keywords: [String]) -> SQLWord? {
        words.indices.first { has(keywords, at: $0) }.flatMap { self[$0 + keywords.count] }
    }

    /// The word after the last place where this keyword stands.
    func word(afterLast keyword: String) -> SQLWord? {
        words.lastIndex { $0.isKeyword(keyword) }.flatMap { self[$0 + 1] }
    }

    /// A table's name at this place, and the place after it.
    func table(at index: Int) -> (schema: String, name: String, next: Int)? {
        guard let first = self[index] else { return nil }
        if self[index + 1]?.text == ".", let second = self[index + 2] {
            return (first.text, second.text, index + 3)
        }
        return ("public", first.text, index + 1)
    }
}
