// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
import StewardIntegration

/// A message as it is published: https://docs.ntfy.sh/publish/#publish-as-json.
struct NtfyMessage: Sendable {
    let topic: Secret
    let title: String
    let message: String
    /// From 1, without sound or vibration, to 5, over and over.
    let priority: Int
    /// Names of emojis, shown before the title, or words.
    let tags: [String]
    /// The same for a message that replaces another one.
    let sequence: String

    /// Bytes in the longest message: https://docs.ntfy.sh/publish/#limitations.
    static let longestMessage = 4096

    init(_ notice: Notice, topic: Secret, priority: Int? = nil) {
        self.topic = topic
        title = notice.subject
        message = Self.cut(notice.text.isEmpty ? notice.subject : notice.text)
        self.priority = priority ?? Self.priority(notice.severity)
        tags = [Self.tag(notice.severity), notice.kind]
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Array(notice.key.utf8)).prefix(16)
        sequence = String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    func body() throws(IntegrationError) -> [UInt8] {
        let json: JSON = [
            "topic": .string(topic.reveal()), "title": .string(title), "message": .string(message),
            "priority": .integer(Int64(priority)), "tags": .array(tags.map(JSON.string)),
            "sequence_id": .string(sequence),
        ]
        do { return try json.canonicalBytes() } catch {
            throw IntegrationError(.invalidRequest, "The notice cannot be written as JSON.", cause: error)
        }
    }

    private static func priority(_ severity: Notice.Severity) -> Int {
        switch severity {
        case .info: 2
        case .warning: 4
        case .critical: 5
        }
    }

    private static func tag(_ severity: Notice.Severity) -> String {
        switch severity {
        case .info: "white_check_mark"
        case .warning: "warning"
        case .critical: "rotating_light"
        }
    }

    /// As much of a text as a message holds, in whole characters.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > longestMessage else { return text }
        var kept = ""
        var count = 3
        for character in text {
            count += character.utf8.count
            if count > longestMessage { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
