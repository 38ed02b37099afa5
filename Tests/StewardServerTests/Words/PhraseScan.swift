// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Finds the phrases in Swift source and says which of them lack a language.
struct PhraseScan {
    /// A call with its arguments as they are written.
    struct Call: Equatable {
        let line: Int
        let arguments: [String]
    }

    /// Words that are the same in English and Dutch, and so are no sign of a Dutch that was copied.
    static let sameInDutch: Set<String> = [
        "account", "hash", "link", "open", "document", "plan", "database", "filter", "info", "start", "status", "test",
        "type", "week", "in", "token", "tokens", "details", "log", "online", "offline", "route", "server",
        "stop", "km", "mi", "project",
    ]

    /// What is wrong with the phrases of a file, a sentence each.
    static func problems(in source: String, file: String) -> [String] {
        calls(of: "Phrase", in: source).compactMap { call in
            problem(call).map { "\(file):\(call.line): \($0)" }
        }
    }

    private static func problem(_ call: Call) -> String? {
        guard call.arguments.count == 3 else {
            return "has \(call.arguments.count) languages instead of 3: \(call.arguments.joined(separator: ", "))"
        }
        let texts = call.arguments.map(literal)
        guard let english = texts[0] else { return nil }
        if texts.contains("") { return "“\(english)” has an empty language" }
        if isThai(english) { return "the English of “\(english)” is Thai" }
        if let thai = texts[1], !isThai(thai), hasWords(thai) { return "the Thai of “\(english)” has no Thai letter" }
        guard let dutch = texts[2] else { return nil }
        if isThai(dutch) { return "the Dutch of “\(english)” is Thai" }
        let word = withoutPlaces(english).trimmingCharacters(in: .whitespaces)
        // What has no word in it, as “1/2” or “UTC”, has no language.
        let isSame = dutch == english && word.contains(where: \.isLowercase)
        return isSame && !sameInDutch.contains(word.lowercased()) ? "the Dutch of “\(english)” is its English" : nil
    }

    /// Whether more stands there than places for other texts, as `{n}` or `\(count)`.
    private static func hasWords(_ text: String) -> Bool {
        withoutPlaces(text).contains(where: \.isLetter)
    }

    private static func withoutPlaces(_ text: String) -> String {
        text.replacing(/\{[a-z]+\}|\\\([^)]*\)/, with: "")
    }

    /// Whether it has a Thai letter; Thai digits alone may be an example in any language.
    private static func isThai(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x0E01...0x0E4E).contains($0.value) && $0.value != 0x0E3F }
    }

    /// What stands in the quotes of an argument that is one literal.
    private static func literal(_ argument: String) -> String? {
        guard argument.count >= 2, argument.hasPrefix("\""), argument.hasSuffix("\"") else { return nil }
        return String(argument.dropFirst().dropLast())
    }

    /// The calls of a type's initialiser by its name, outside of comments.
    static func calls(of name: String, in source: String) -> [Call] {
        let text = Array(source)
        let start = Array(name + "(")
        var calls: [Call] = []
        var place = 0
        var line = 1
        while place < text.count {
            if text[place] == "\n" {
                line += 1
            } else if text[place] == "/", text[place...].starts(with: "//") {
                while place < text.count, text[place] != "\n" { place += 1 }
                continue
            } else if text[place] == "\"" {
                line += newlines(text[place..<end(ofLiteral: place, in: text)])
                place = end(ofLiteral: place, in: text)
                continue
            } else if text[place] == start[0], text[place...].starts(with: start),
                place == 0 || !isWord(text[place - 1])
            {
                let (arguments, next) = arguments(from: place + start.count, in: text)
                calls.append(Call(line: line, arguments: arguments))
                line += newlines(text[place..<next])
                place = next
                continue
            }
            place += 1
        }
        return calls
    }

    private static func newlines(_ text: ArraySlice<Character>) -> Int { text.count { $0 == "\n" } }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// The arguments of a call and where it ends.
    private static func arguments(from start: Int, in text: [Character]) -> ([String], next: Int) {
        var arguments: [String] = []
        var current = ""
        var depth = 0
        var place = start
        while place < text.count {
            let character = text[place]
            if character == "\"" {
                let end = end(ofLiteral: place, in: text)
                current += String(text[place..<end])
                place = end
                continue
            }
            if character == ")", depth == 0 { break }
            if character == ",", depth == 0 {
                arguments.append(current)
                current = ""
            } else {
                if "([{".contains(character) { depth += 1 }
                if ")]}".contains(character) { depth -= 1 }
                current.append(character)
            }
            place += 1
        }
        arguments.append(current)
        let trimmed = arguments.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        return (trimmed.filter { !$0.isEmpty }, min(place + 1, text.count))
    }

    /// Where a literal ends that begins here; what stands in `\(…)` may have literals of its own.
    private static func end(ofLiteral start: Int, in text: [Character]) -> Int {
        let isLong = text[start...].starts(with: "\"\"\"")
        let quote = Array(isLong ? "\"\"\"" : "\"")
        var place = start + quote.count
        while place < text.count {
            if text[place] == "\\", place + 1 < text.count {
                place = text[place + 1] == "(" ? arguments(from: place + 2, in: text).next : place + 2
            } else if text[place] == "\"", text[place...].starts(with: quote) {
                return place + quote.count
            } else {
                place += 1
            }
        }
        return text.count
    }
}
