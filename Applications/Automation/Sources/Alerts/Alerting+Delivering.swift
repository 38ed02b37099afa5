// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

/// Sending what is to be told.
extension Alerting {
    /// How long a channel may take for one notice.
    private static var limit: Duration { .seconds(120) }
    /// How long a node that began to send something keeps others from it.
    private static var lease: Double { 180 }
    /// For how long a channel that fails is tried again.
    private static var persistence: Double { 86_400 }
    /// How long a channel can ask to be left alone. What waits longer waits for a clock that was put back.
    private static var longestPause: Double { 6 * 3600 }
    /// At most so many notices go to one channel in one run.
    private static var most: Int { 100 }

    /// One notice on its way to one channel.
    private struct Delivery: Sendable {
        let notice: Notice
        let topic: String
        let madeAt: Date
        let attempt: Int
        let claim: String
    }

    /// Sends all that is due, each channel on its own: one that fails or hangs stops no other.
    func deliver(_ report: inout Report) async throws {
        let all = try await channels()
        let names = all.map(\.name)
        let now = clock.now
        try await database.write { connection in
            try AlertTable.spread(over: names, at: now, on: connection)
            let waiting = try connection.query(
                "SELECT DISTINCT channel FROM automation_deliveries WHERE state = 'waiting'")
            for name in try waiting.map({ try $0.text("channel") }) where !names.contains(name) {
                try connection.execute(
                    "UPDATE automation_deliveries SET state = 'dropped' WHERE state = 'waiting' AND channel = $1",
                    [SQLValue(name)])
            }
        }
        try await withThrowingTaskGroup(of: (String, taken: Int, failure: String?).self) { group in
            for channel in all {
                group.addTask {
                    let (taken, failure) = try await deliver(on: channel)
                    return (channel.name, taken, failure)
                }
            }
            for try await (name, taken, failure) in group {
                report.taken += taken
                if let failure { report.failed.append("“\(name)” was not told: \(failure)") }
            }
        }
        report.failed.sort()
    }

    private func deliver(on channel: AlertChannel) async throws -> (taken: Int, failure: String?) {
        var taken = 0
        for _ in 0..<Self.most {
            guard let delivery = try await claim(channel.name) else { break }
            do {
                try await limited { try await channel.send(delivery.notice, delivery.topic) }
                try await settle(delivery, channel.name, failure: nil)
                taken += 1
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                let failure = error as? IntegrationError ?? IntegrationError(.unavailable, "\(error)", cause: error)
                try await settle(delivery, channel.name, failure: failure)
                // What else waits would fail alike; it is tried with this one.
                return (taken, failure.message)
            }
        }
        return (taken, nil)
    }

    /// Does something within the time that a channel has.
    func limited(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask { [patience] in
                try await patience.sleep(for: Self.limit)
                throw IntegrationError(.unavailable, "It took longer than \(Self.limit) and was ended.")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Takes the oldest notice that is due on a channel, so that no other node sends it meanwhile.
    private func claim(_ channel: String) async throws -> Delivery? {
        let now = clock.now
        let claim = String(UInt64.random(in: .min ... .max), radix: 36)
        let until = now.addingTimeInterval(Self.lease)
        return try await database.write { connection in
            let row = try connection.first(
                """
                SELECT n.*, d.attempts FROM automation_deliveries d JOIN automation_notices n ON n.id = d.notice
                WHERE d.channel = $1 AND d.state = 'waiting' AND (d.next_at <= $2 OR d.next_at > $3)
                    AND (d.claimed_until IS NULL OR d.claimed_until <= $2 OR d.claimed_until > $3)
                ORDER BY n.made_at, n.id LIMIT 1
                """,
                [SQLValue(channel), SQLValue(now), SQLValue(now.addingTimeInterval(Self.longestPause + 60))])
            guard let row else { return nil }
            let attempt = Int(try row.integer("attempts")) + 1
            try connection.execute(
                """
                UPDATE automation_deliveries SET claim = $3, claimed_until = $4, attempts = $5
                WHERE notice = $1 AND channel = $2
                """,
                [
                    SQLValue(try row.text("id")), SQLValue(channel), SQLValue(claim), SQLValue(until),
                    SQLValue(attempt),
                ])
            return Delivery(
                notice: try Notice(row), topic: try row.text("topic"), madeAt: try row.date("made_at"),
                attempt: attempt, claim: claim)
        }
    }

    /// Notes how sending ended, unless another node has taken over meanwhile.
    private func settle(_ delivery: Delivery, _ channel: String, failure: IntegrationError?) async throws {
        let now = clock.now
        let isGivenUp = failure != nil && now.timeIntervalSince(delivery.madeAt) >= Self.persistence
        let state = failure == nil ? "taken" : isGivenUp ? "failed" : "waiting"
        let pause = min(30.0 * Double(1 << min(delivery.attempt - 1, 10)), 3600)
        let asked = failure?.retryAfter.map { Double($0.components.seconds) } ?? 0
        let next = now.addingTimeInterval(max(pause, min(asked, Self.longestPause)))
        try await database.write { connection in
            _ = try connection.execute(
                """
                UPDATE automation_deliveries
                SET state = $4, next_at = $5, taken_at = $6, reason = $7, claim = NULL, claimed_until = NULL
                WHERE notice = $1 AND channel = $2 AND claim = $3
                """,
                [
                    SQLValue(delivery.notice.key), SQLValue(channel), SQLValue(delivery.claim), SQLValue(state),
                    SQLValue(next), SQLValue(failure == nil ? now : nil), SQLValue(failure?.message),
                ])
        }
    }
}

extension Notice {
    /// A kept notice.
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            subject: row.text("subject"), text: row.text("body"), kind: row.text("kind"),
            instant: row.date("seen_at"), key: row.text("id"),
            severity: Severity(rawValue: row.text("severity")) ?? .warning)
    }
}
