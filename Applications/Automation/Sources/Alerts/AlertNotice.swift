// SPDX-License-Identifier: Apache-2.0
import Crypto
package import FoundationEssentials
import StewardCore
package import StewardIntegration
import StewardJobs

/// A notice in words, made of what the board wants told.
package struct AlertNotice: Sendable, Hashable {
    package let notice: Notice
    /// Under which a channel remembers what it took last; `alerts:digest` for several matters.
    package let topic: String
    /// The topics that it tells of.
    package let topics: [String]
    /// What it is: a ``AlertBoard/Telling/Sort``, or `digest`.
    package let sort: String

    /// The notices for what is to be told at once: each critical one alone, the rest together when there are more than
    /// the rules tell one by one.
    ///
    /// The same tellings give the same notices, whichever node makes them.
    package static func compose(_ tellings: [AlertBoard.Telling], _ rules: AlertRules, at now: Date) -> [Self] {
        let words = AlertWords(rules: rules, now: now)
        let single = tellings.filter { isCritical($0) }
        let others = tellings.filter { !isCritical($0) }
        let rest = others.count > max(rules.separate, 1) ? [digest(others, words)] : others.map { one($0, words) }
        return (single.map { one($0, words) } + rest).compactMap { $0 }
    }

    private static func isCritical(_ telling: AlertBoard.Telling) -> Bool {
        telling.state.matter.severity == .critical && telling.sort != .over && telling.sort != .passed
    }

    private static func one(_ telling: AlertBoard.Telling, _ words: AlertWords) -> Self? {
        let state = telling.state
        let isEnd = telling.sort == .over || telling.sort == .passed
        let kind = telling.sort == .started ? state.matter.kind : "\(state.matter.kind)-\(telling.sort.rawValue)"
        // Times are as the table keeps them, so that a notice is the same after a restart.
        let notice = try? Notice(
            subject: words.subject(telling), text: words.text(telling), kind: String(kind.prefix(60)),
            instant: isEnd ? state.goneAt ?? words.now : state.since, key: key(telling),
            severity: isEnd ? .info : state.matter.severity)
        // Under the topic itself stands what somebody else may tell too.
        let isShared = telling.sort == .started && state.matter.key != nil
        let topic = isShared ? state.topic : "alert:\(state.topic)"
        return notice.map { Self(notice: $0, topic: topic, topics: [state.topic], sort: telling.sort.rawValue) }
    }

    private static func digest(_ tellings: [AlertBoard.Telling], _ words: AlertWords) -> Self? {
        let severity = tellings.map { telling -> Notice.Severity in
            telling.sort == .over || telling.sort == .passed ? .info : telling.state.matter.severity
        }.max()
        let notice = try? Notice(
            subject: words.digestSubject(tellings), text: words.digestText(tellings), kind: "several-matters",
            instant: words.now, key: "alert:" + hash(tellings.map(key).joined(separator: "\n")),
            severity: severity ?? .warning)
        let topics = tellings.map(\.state.topic)
        return notice.map { Self(notice: $0, topic: "alerts:digest", topics: topics, sort: "digest") }
    }

    /// What makes a telling another one: the topic, what is told, and since when.
    private static func key(_ telling: AlertBoard.Telling) -> String {
        let state = telling.state
        if telling.sort == .started, let key = state.matter.key { return key }
        let began = Int64((state.since.timeIntervalSince1970 * 1000).rounded(.down))
        let parts = [
            state.topic, telling.sort.rawValue, "\(began)", "\(state.reminders)", "\(state.returns)",
            state.matter.severity.rawValue,
        ]
        return "alert:" + hash(parts.joined(separator: "\n"))
    }

    private static func hash(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = SHA256.hash(data: Array(text.utf8)).prefix(16).flatMap { byte in
            [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
