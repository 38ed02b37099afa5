// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials
public import StewardCore

/// Tells people, or the programs that they chose, that something needs their attention.
public protocol Notifying: Sendable {
    /// Sends a notice. Returns when the service has taken it.
    ///
    /// The same notice may be sent again after a failure: whoever receives it knows it by its ``Notice/key``.
    /// - Throws: `IntegrationError`; `unavailable` also when it may have arrived after all.
    func notify(_ notice: Notice) async throws
}

/// Something that people should know, with the reason and the repair in its text.
public struct Notice: Sendable, Hashable {
    /// What happened, in one line of at most ``longestSubject`` characters.
    public let subject: String
    /// The whole sentence or sentences, with the repair; may have several lines.
    public let text: String
    /// What it is about: lower-case words joined by dashes, as `storage-above-threshold`. Programs decide by it.
    public let kind: String
    /// When what it tells of was seen.
    public let instant: Date
    /// The same for every sending of one notice, and never that of another one.
    public let key: String
    /// How much it presses.
    public let severity: Severity

    /// How much a notice presses. Later cases press more.
    public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
        /// Good to know: something is over, or somebody asked.
        case info
        /// Somebody should look at it, by day.
        case warning
        /// Something is being lost; it may wake people.
        case critical

        /// Whether `left` presses less than `right`.
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
        private var rank: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .critical: 2
            }
        }
    }

    /// Characters in the longest subject.
    public static let longestSubject = 200
    /// Bytes in the longest text: 64 KiB.
    public static let longestText = 65_536
    /// Bytes in the longest key.
    public static let longestKey = 200

    /// Makes a notice.
    ///
    /// - Throws: `invalidRequest` for a subject that is empty, too long or has a line break or another control
    ///   character; for a text that is too long; for a kind or a key of another form.
    public init(
        subject: String, text: String, kind: String, instant: Date, key: String, severity: Severity = .warning
    ) throws(IntegrationError) {
        guard !subject.isEmpty, subject.count <= Self.longestSubject, Self.isOneLine(subject) else {
            throw Self.wrong("subject", "one line of 1 to \(Self.longestSubject) characters")
        }
        guard text.utf8.count <= Self.longestText else {
            throw Self.wrong("text", "at most \(Self.longestText) bytes")
        }
        guard Self.isWord(kind) else { throw Self.wrong("kind", "lower-case words joined by dashes") }
        let isVisible = key.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        guard !key.isEmpty, key.utf8.count <= Self.longestKey, isVisible else {
            throw Self.wrong("key", "1 to \(Self.longestKey) visible ASCII characters")
        }
        self.subject = subject
        self.text = text
        self.kind = kind
        self.instant = instant
        self.key = key
        self.severity = severity
    }

    private static func wrong(_ part: String, _ wanted: String) -> IntegrationError {
        IntegrationError(.invalidRequest, "A notice's \(part) must be \(wanted).")
    }

    /// No control character and no separator of lines or paragraphs, so nothing that could begin another header field.
    private static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }

    private static func isWord(_ text: String) -> Bool {
        let isMade = text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        return isMade && (1...60).contains(text.utf8.count)
    }
}
