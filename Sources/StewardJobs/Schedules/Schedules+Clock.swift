// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardStore

extension Schedules {
    /// By how much the clock may go back without anything to be done: nodes differ by that much.
    static let slack = 60.0

    /// Brings back what was worked out with a clock that was ahead and has been put back: without this, one that was a
    /// year ahead for a moment would silence every schedule for a year.
    ///
    /// A schedule whose next time lies beyond the one after the next is due at its next time from now on. A waiting job
    /// that was made after now may run at once. A due time that had its job already gets no other.
    /// - Returns: the schedules that were brought back.
    func followClock() async throws -> [String] {
        let now = queue.clock.now
        let names = try await queue.write { connection in
            let rows = try connection.query(
                "SELECT * FROM schedules WHERE next_at > $1 ORDER BY name \(self.queue.engine.takingRows)",
                [SQLValue(now)])
            var names: [String] = []
            for status in try rows.map(ScheduleStatus.init) {
                guard let next = Self.next(status, at: now) else { continue }
                try connection.execute(
                    """
                    UPDATE schedules SET next_at = $2, since = CASE WHEN since > $3 THEN $3 ELSE since END,
                        last_success_due_at = CASE WHEN last_success_due_at > $3 THEN $3 ELSE last_success_due_at END
                    WHERE name = $1
                    """,
                    [SQLValue(status.schedule.name), SQLValue(next), SQLValue(now)])
                names.append(status.schedule.name)
            }
            try connection.execute(
                "UPDATE jobs SET run_at = $1 WHERE state = 'waiting' AND created_at > $2 AND run_at > $1",
                [SQLValue(now), SQLValue(now.addingTimeInterval(Self.slack))])
            return names
        }
        queue.signal.wake()
        return names
    }

    /// When a schedule is due by the clock as it is, where that was worked out with another.
    private static func next(_ status: ScheduleStatus, at now: Date) -> Date? {
        let (trigger, zone) = (status.schedule.trigger, status.schedule.zone)
        guard let known = status.nextAt, let first = trigger.next(after: now, in: zone),
            let second = trigger.next(after: first, in: zone), known > second.addingTimeInterval(slack)
        else { return nil }
        return first
    }
}
