// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// What a schedule does at an instant. No clock and no database.
struct ScheduleStep: Sendable, Equatable {
    enum Action: Sendable, Equatable {
        /// It is not due.
        case wait
        /// Make the job of this due time: the latest, whichever were missed before it.
        case run(due: Date)
        /// Leave this due time out, because the job before is not over.
        case skip(due: Date)
    }
    let action: Action
    /// When it is due after that.
    let next: Date?

    init(_ schedule: Schedule, nextAt: Date?, isBusy: Bool, at now: Date) {
        guard let nextAt, nextAt <= now else {
            action = .wait
            next = nextAt
            return
        }
        let latest = schedule.trigger.latest(atOrBefore: now, in: schedule.zone)
        let due = max(latest ?? nextAt, nextAt)
        action = isBusy ? .skip(due: due) : .run(due: due)
        next = schedule.trigger.next(after: now, in: schedule.zone)
    }
}
