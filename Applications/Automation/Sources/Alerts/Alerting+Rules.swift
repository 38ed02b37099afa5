// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

/// The rules, and what people do to matters.
extension Alerting {
    private static let setting = Setting("automation.alerts", standard: "{}")

    /// The rules as they are now.
    /// - Throws: `DatabaseError`; ``AutomationError`` when what is kept cannot be read.
    package func rules() async throws -> AlertRules {
        let text = try await Settings(database: database, clock: clock).value(of: Self.setting)
        return try AlertRules(JSON(parsing: Array(text.utf8)))
    }

    /// Changes the rules.
    /// - Throws: ``AutomationError`` with `invalid`; `DatabaseError`.
    package func set(_ rules: AlertRules, by actor: String) async throws {
        try rules.validate()
        let text = String(decoding: try rules.json.canonicalBytes(), as: UTF8.self)
        try await Settings(database: database, clock: clock).set(Self.setting, to: text, by: actor)
    }

    /// What is the matter now, the longest first.
    package func open() async throws -> [AlertedMatter] {
        let all = try await database.readCommitted { try AlertTable.matters(on: $0) }
        return AlertBoard(matters: all).open
    }

    /// One matter, open or remembered; `nil` when nothing is known of the topic.
    package func matter(_ topic: String) async throws -> AlertedMatter? {
        try await database.readCommitted { try AlertTable.matters(on: $0) }.first { $0.topic == topic }
    }

    /// Tells nobody of a matter until then, or with `nil` for as long as it lasts.
    /// - Throws: ``AutomationError`` with `notFound` when nothing is known of the topic; `DatabaseError`.
    package func mute(_ topic: String, until: Date?, by actor: String) async throws {
        try await require(topic)
        _ = try await apply([.mute(topic: topic, until: until ?? Self.everLater, by: actor)])
    }

    /// Tells people of it again.
    /// - Throws: ``AutomationError`` with `notFound` when nothing is known of the topic; `DatabaseError`.
    package func unmute(_ topic: String) async throws {
        try await require(topic)
        _ = try await apply([.unmute(topic: topic)])
    }

    /// A moment that no matter lasts to.
    package static let everLater = Date(timeIntervalSince1970: 32_503_680_000)

    private func require(_ topic: String) async throws {
        guard try await matter(topic)?.isOpen != true else { return }
        let known = try await open().map(\.topic)
        let listed = known.isEmpty ? "nothing is the matter now" : "there are: " + known.joined(separator: ", ")
        throw AutomationError(.notFound, "Nothing is known of “\(topic)”; \(listed).")
    }

    /// Sends a notice on one channel, now, to see whether it arrives.
    /// - Throws: ``AutomationError`` with `notFound` and the channels there are; what the channel throws.
    package func test(_ name: String, by actor: String) async throws {
        let all = try await channels()
        guard let channel = all.first(where: { $0.name == name }) else {
            let known = all.map(\.name).sorted().joined(separator: ", ")
            throw AutomationError(
                .notFound,
                "There is no channel “\(name)”; "
                    + (known.isEmpty ? "connect Mail, Ntfy or Webhook first." : "there are: \(known)."))
        }
        let now = clock.now
        let notice = try Notice(
            subject: "Steward tries whether its alerts arrive",
            text: "Nothing is the matter. \(Matter.line(actor, upTo: 100)) asked for this.", kind: "alert-test",
            instant: now, key: "alert:test:\(now.microseconds)", severity: .info)
        try await limited { try await channel.send(notice, "alerts:test") }
    }

    /// The names of the channels there are.
    package func channelNames() async throws -> [String] { try await channels().map(\.name).sorted() }
}
