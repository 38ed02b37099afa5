// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// What the logbook says of something that was not done, in the languages of the pages.
///
/// The application gives one English sentence. Its forms are written down as phrases in which `{1}` stands for a text
/// that stays as it is, as a name, and `[1]` for one that is looked up itself. A form that is not known stays English.
enum LogbookSentences {
    /// Whole sentences and what can follow the place in a file.
    private static let sentences = rules(
        Phrase.tripErrors + Phrase.setupErrors + Phrase.brokerErrors + Phrase.fileErrors)
    /// What sentences are about, and ends of them.
    private static let names = rules(Phrase.logbookNames)

    /// - Returns: `nil` when the sentence, or what it names, is not known in that language.
    static func text(_ sentence: String, _ language: Language) -> String? {
        language == .english ? sentence : translated(sentence, by: sentences, language, depth: 0)
    }

    /// The longest forms stand first: they say the most.
    private static func rules(_ phrases: [Phrase]) -> [Form] {
        phrases.map { Form($0) }.sorted { $0.letters > $1.letters }
    }

    private static func translated(_ text: String, by forms: [Form], _ language: Language, depth: Int) -> String? {
        guard depth < 4 else { return nil }
        for form in forms {
            guard let found = form.texts(in: text) else { continue }
            if let whole = fill(form.phrase.text(language), found, language, depth) { return whole }
        }
        return nil
    }

    /// Puts what was found into its places; `nil` when something that must be looked up is not known.
    private static func fill(_ template: String, _ found: [Int: String], _ language: Language, _ depth: Int) -> String?
    {
        var whole = ""
        for piece in Form.pieces(of: template) {
            switch piece {
            case .text(let text): whole += text
            case .place(let number, let isLookedUp):
                guard let text = found[number] else { return nil }
                guard isLookedUp else {
                    whole += text
                    continue
                }
                // What ends a sentence is none.
                let forms = text.hasSuffix(".") ? sentences : names
                let known = translated(text, by: forms, language, depth: depth + 1)
                guard let known else { return nil }
                whole += known
            }
        }
        return whole
    }
}

/// One form of a sentence.
private struct Form: Sendable {
    enum Piece: Sendable {
        case text(String)
        /// Where another text stands, and whether that is looked up.
        case place(Int, isLookedUp: Bool)
    }

    let phrase: Phrase
    private let pieces: [Piece]
    /// How much of it is fixed.
    let letters: Int

    init(_ phrase: Phrase) {
        self.phrase = phrase
        pieces = Self.pieces(of: phrase.english)
        letters = pieces.reduce(0) { sum, piece in
            if case .text(let text) = piece { sum + text.count } else { sum }
        }
    }

    static func pieces(of template: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = template[...]
        while let match = rest.firstMatch(of: /[{\[]([1-9])[}\]]/) {
            let before = rest[..<match.range.lowerBound]
            if !before.isEmpty { pieces.append(.text(String(before))) }
            pieces.append(.place(Int(match.1) ?? 0, isLookedUp: rest[match.range.lowerBound] == "["))
            rest = rest[match.range.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    /// What stands in its places; `nil` when the sentence has another form.
    func texts(in sentence: String) -> [Int: String]? {
        var found: [Int: String] = [:]
        var rest = sentence[...]
        var open: Int?
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .place(let number, _): open = number
            case .text(let text):
                let isLast = index == pieces.count - 1
                guard let range = open == nil ? rest.prefix(of: text) : rest.place(of: text, isLast: isLast) else {
                    return nil
                }
                if let number = open { found[number] = String(rest[..<range.lowerBound]) }
                open = nil
                rest = rest[range.upperBound...]
            }
        }
        if let number = open {
            found[number] = String(rest)
            rest = ""
        }
        return rest.isEmpty ? found : nil
    }
}

extension Substring {
    fileprivate func prefix(of text: String) -> Range<Index>? {
        hasPrefix(text) ? startIndex..<index(startIndex, offsetBy: text.count) : nil
    }

    /// Where a text stands first; the last of a form ends the sentence.
    fileprivate func place(of text: String, isLast: Bool) -> Range<Index>? {
        guard isLast else { return firstRange(of: text) }
        return hasSuffix(text) ? index(endIndex, offsetBy: -text.count)..<endIndex : nil
    }
}

extension Words {
    /// What the logbook says, in the reader's language, or marked as English where it is not known in that.
    func sentence(_ text: String) -> HTML {
        guard let known = LogbookSentences.text(text, language) else { return english(text) }
        return "\(Shown.visible(known))"
    }
}
