// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
package import StewardCore
package import StewardIntegration

/// A matter and what was told of it.
package struct AlertedMatter: Sendable, Hashable {
    /// As it was seen last.
    package var matter: Matter
    /// When it began this time.
    package var since: Date
    /// When it was gone; `nil` while it lasts. It may come back before it counts as over.
    package var goneAt: Date?
    /// Whether it counts as over.
    package var isOver = false
    /// When its start was told; `nil` when it was not yet, because it is quiet or muted.
    package var toldAt: Date?
    /// The severity that was told.
    package var toldSeverity: Notice.Severity?
    /// How many reminders were sent.
    package var reminders = 0
    /// When the next reminder is due.
    package var remindAt: Date?
    /// Until when nothing is told of it; `.distantFuture` for as long as it lasts.
    package var mutedUntil: Date?
    /// Who wanted that.
    package var mutedBy: String?
    /// How often it came back lately.
    package var returns = 0
    /// Whether its end is still to be told.
    package var owesEnd = false

    package init(_ matter: Matter, since: Date) {
        self.matter = matter
        self.since = since
    }

    package var topic: String { matter.topic }

    /// Whether it is the matter, or was a moment ago and may come back.
    package var isOpen: Bool { !isOver }

    /// Whether nothing is told of it at an instant.
    package func isMuted(at now: Date) -> Bool { mutedUntil.map { $0 > now } ?? false }
}

extension AlertedMatter {
    /// As it is kept: times are whole milliseconds since 1970.
    package var json: JSON {
        func time(_ date: Date?) -> JSON {
            guard let date else { return .null }
            return .integer(Int64((min(date.timeIntervalSince1970, 9e11) * 1e3).rounded(.down)))
        }
        return [
            "topic": .string(matter.topic), "severity": .string(matter.severity.rawValue),
            "subject": .string(matter.subject), "text": .string(matter.text), "kind": .string(matter.kind),
            "key": matter.key.map(JSON.string) ?? .null, "since": time(since), "gone": time(goneAt),
            "over": .bool(isOver), "told": time(toldAt),
            "told_severity": toldSeverity.map { .string($0.rawValue) } ?? .null,
            "reminders": .integer(Int64(reminders)), "remind": time(remindAt), "muted": time(mutedUntil),
            "muted_by": mutedBy.map(JSON.string) ?? .null, "returns": .integer(Int64(returns)),
            "owes_end": .bool(owesEnd),
        ]
    }

    /// - Throws: ``AutomationError`` with `failed` for what was kept by another program.
    package init(_ json: JSON) throws(AutomationError) {
        func time(_ key: String) -> Date? {
            json[key]?.integer.map { Date(timeIntervalSince1970: Double($0) / 1_000) }
        }
        guard let topic = json["topic"]?.string, let subject = json["subject"]?.string,
            let text = json["text"]?.string, let kind = json["kind"]?.string, let since = time("since"),
            let severity = json["severity"]?.string.flatMap(Notice.Severity.init(rawValue:))
        else { throw AutomationError(.failed, "What is kept of an alert cannot be read.") }
        let matter = try Matter(
            topic: topic, severity: severity, subject: subject, text: text, kind: kind, key: json["key"]?.string)
        self.init(matter, since: since)
        goneAt = time("gone")
        isOver = json["over"]?.bool ?? false
        toldAt = time("told")
        toldSeverity = json["told_severity"]?.string.flatMap(Notice.Severity.init(rawValue:))
        reminders = Int(clamping: json["reminders"]?.integer ?? 0)
        remindAt = time("remind")
        mutedUntil = time("muted")
        mutedBy = json["muted_by"]?.string
        returns = Int(clamping: json["returns"]?.integer ?? 0)
        owesEnd = json["owes_end"]?.bool ?? false
    }
}
