// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardStore

/// A dead man's switch: an address outside is pinged as long as all is well, and raises the alarm when it hears
/// nothing. So it also hears of a machine that is gone, which can tell nobody itself.
extension Alerting {
    /// Runs come at times of their own; a ping that is nearly due is sent.
    private static var slack: Double { 30 }

    /// What is told when the address does not take pings; it keeps none from being sent.
    static var topic: String { "alerts:heartbeat" }

    /// Sees whether a connection can be pinged at all; nothing is sent.
    /// - Throws: `IntegrationError` when there is none of that name, or it sends no pings.
    package func checkHeart(_ name: String) async throws { _ = try await heart(name) }

    /// Pings when it is due and all is well: nothing that is not muted presses, and every channel takes what it is
    /// sent. A ping that is not taken is sent again by the next run, and breaks nothing; the second in a row is told.
    func beat(_ open: [AlertedMatter], _ report: inout Report) async throws {
        let rules = try await rules()
        let now = clock.now
        guard let name = rules.heartbeat else {
            if open.contains(where: { $0.topic == Self.topic }) { _ = try await passed(Self.topic) }
            return
        }
        guard try await isWell(open, now) else { return }
        let last = now.addingTimeInterval(Self.slack - Double(rules.heartbeatEvery.components.seconds))
        let isDue = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO automation_heartbeat (id, sent_at) VALUES (1, $1)
                ON CONFLICT (id) DO UPDATE SET sent_at = excluded.sent_at
                    WHERE automation_heartbeat.sent_at <= $2 OR automation_heartbeat.sent_at > $3
                """,
                // A ping of the future is one of a clock that was put back since.
                [SQLValue(now), SQLValue(last), SQLValue(now.addingTimeInterval(Self.slack))]) > 0
        }
        guard isDue else { return }
        let before = try await lastHeartbeat()?.failure
        do {
            let heart = try await heart(name)
            try await limited { try await heart.ping(Ping(.success)) }
            report.pinged = true
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            report.pingFailure = (error as? IntegrationError)?.message ?? "\(error)"
        }
        try await note(report.pingFailure, last)
        try await tell(name, report.pingFailure, hasFailedBefore: before != nil, &report)
    }

    /// Nobody outside raises the alarm for a check that is not there any more, so its failing is told like all else.
    private func tell(
        _ name: String, _ failure: String?, hasFailedBefore: Bool, _ report: inout Report
    ) async throws {
        let event: AlertBoard.Event
        if let failure {
            guard hasFailedBefore else { return }
            event = .seen(
                try Matter(
                    topic: Self.topic, subject: "“\(name)” does not take the sign of life",
                    text: "\(failure)\nUntil it does, nobody outside hears when this machine is gone.\n"
                        + "Try it: steward connections check \(name)", kind: "heartbeat-failing"))
        } else {
            event = .gone(topic: Self.topic)
        }
        report.told += try await apply([event]).map(\.notice.subject)
        try await deliver(&report)
    }

    /// Keeps how it ended; after a failure the next run may ping again.
    private func note(_ failure: String?, _ last: Date) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                "UPDATE automation_heartbeat SET outcome = $1 WHERE id = 1", [SQLValue(failure)])
            guard failure != nil else { return }
            _ = try connection.execute(
                "UPDATE automation_heartbeat SET sent_at = $1 WHERE id = 1", [SQLValue(last)])
        }
    }

    private func isWell(_ open: [AlertedMatter], _ now: Date) async throws -> Bool {
        let pressing = open.filter { $0.matter.severity != .info && !$0.isMuted(at: now) && $0.topic != Self.topic }
        guard pressing.isEmpty else { return false }
        return try await database.readCommitted { connection in
            try connection.first(
                """
                SELECT 1 AS failing FROM automation_deliveries
                WHERE state = 'waiting' AND attempts > 0 AND claim IS NULL LIMIT 1
                """) == nil
        }
    }
}
