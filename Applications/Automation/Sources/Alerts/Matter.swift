// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration

/// Something that is the matter now, by what it is about: a schedule that did not run, a storage that is nearly full.
package struct Matter: Sendable, Hashable {
    /// What it is about, the same for as long as it lasts: a source's name, a colon and more, as `schedule:backup`.
    package var topic: String
    package var severity: Notice.Severity
    /// What is the matter, in one line.
    package var subject: String
    /// The whole of it, with the repair.
    package var text: String
    /// What programs tell it by: lower-case words joined by dashes, as `run-missing`.
    package var kind: String
    /// The key of the notice that tells of its start, where somebody else may tell of it too; `nil` makes one.
    package var key: String?

    /// - Throws: ``AutomationError`` with `invalid` for a topic of another form. Subject and text are cut to what a
    ///   notice may hold.
    package init(
        topic: String, severity: Notice.Severity = .warning, subject: String, text: String, kind: String,
        key: String? = nil
    ) throws(AutomationError) {
        guard Self.isTopic(topic) else {
            throw AutomationError(
                .invalid,
                "“\(topic)” is no topic: it is a source's name, a colon and more, without control characters, of at "
                    + "most \(Self.longestTopic) bytes.")
        }
        self.topic = topic
        self.severity = severity
        self.subject = Self.line(subject, upTo: Self.longestSubject)
        self.text = Self.cut(text, upTo: Self.longestText)
        self.kind = kind
        self.key = key
    }

    /// Bytes in the longest topic.
    package static let longestTopic = 300
    /// Characters kept of a subject: room for a word before it remains.
    static let longestSubject = 160
    /// Bytes kept of a text.
    static let longestText = 16_384

    /// The part of the topic before the first colon.
    package var source: Substring { topic.prefix { $0 != ":" } }

    /// Whether a text can be a topic.
    package static func isTopic(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return false }
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isPlain && text.index(after: colon) != text.endIndex && text.utf8.count <= longestTopic
    }

    /// One line of at most so many characters, never empty.
    static func line(_ text: String, upTo limit: Int) -> String {
        let plain = String(
            text.unicodeScalars.map { scalar in
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: Character(" ")
                default: Character(scalar)
                }
            })
        let cut = plain.count > limit ? plain.prefix(limit - 1) + "…" : plain[...]
        return cut.isEmpty ? "Something is the matter" : String(cut)
    }

    private static func cut(_ text: String, upTo limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var kept = ""
        var count = 0
        for character in text {
            count += character.utf8.count
            if count > limit { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
