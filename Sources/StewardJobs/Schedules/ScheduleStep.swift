// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// What a schedule does at an instant. No clock and no database.
package struct ScheduleStep: Sendable, Equatable {
    package enum Action: Sendable, Equatable {
        /// It is not due.
        case wait
        /// Make the job of this due time: the latest, whichever were missed before it.
        case run(due: Date)
        /// Leave this due time out.
        case skip(due: Date, Obstacle)
        /// It stays due until the obstacle is gone.
        case hold(Obstacle)
    }

    /// What keeps a due schedule from making its job.
    package enum Obstacle: String, Sendable, CaseIterable {
        /// Its job before is not over.
        case busy
        /// The machine is on battery.
        case battery
        /// There is no network.
        case network
        /// Nobody looked at the time, and the schedule does not catch up.
        case late
    }

    package let action: Action
    /// When it is due after that.
    package let next: Date?

    /// How late a schedule that does not catch up may still begin.
    static let patience = 60.0

    /// - Parameters:
    ///   - isBusy: whether its job before is not over.
    ///   - isHeld: whether it was due before now and an obstacle kept it.
    package init(
        _ schedule: Schedule, nextAt: Date?, isBusy: Bool, isHeld: Bool = false,
        machine: MachineState = MachineState(), at now: Date
    ) {
        guard let nextAt, nextAt <= now else {
            action = .wait
            next = nextAt
            return
        }
        // Where no due time lies between, the one that was expected is the latest, and need not be looked for.
        let following = schedule.trigger.next(after: nextAt, in: schedule.zone)
        let isLatest = following.map { $0 > now } ?? true
        let later = isLatest ? following : schedule.trigger.next(after: now, in: schedule.zone)
        let latest = isLatest ? nextAt : schedule.trigger.latest(atOrBefore: now, in: schedule.zone)
        let due = max(latest ?? nextAt, nextAt)
        let rules = schedule.rules
        action = Self.action(rules, due, isBusy, isLate: !isHeld && now.timeIntervalSince(due) > Self.patience, machine)
        if case .hold = action { next = nextAt } else { next = later }
    }

    private static func action(
        _ rules: ScheduleRules, _ due: Date, _ isBusy: Bool, isLate: Bool, _ machine: MachineState
    ) -> Action {
        if !rules.catchesUp, isLate { return .skip(due: due, .late) }
        if rules.onlyOnMains, machine.isOnBattery {
            return rules.catchesUp ? .hold(.battery) : .skip(due: due, .battery)
        }
        if rules.onlyWithNetwork, !machine.hasNetwork {
            return rules.catchesUp ? .hold(.network) : .skip(due: due, .network)
        }
        guard isBusy else { return .run(due: due) }
        return switch rules.overlap {
        case .skip: .skip(due: due, .busy)
        case .queue, .replace: .hold(.busy)
        case .parallel: .run(due: due)
        }
    }
}
