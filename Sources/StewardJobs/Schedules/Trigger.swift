// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

/// When a schedule is due.
package enum Trigger: Sendable, Hashable {
    /// A cron expression, on the wall of the schedule's zone.
    case cron(CronExpression)
    /// Days picked by counting, on the wall of the schedule's zone.
    case calendar(CalendarTrigger)
    /// Every so long by elapsed time, counted from 1970-01-01T00:00Z in every zone, so that it stays aligned across
    /// restarts and nodes.
    case interval(Duration)

    /// The first time it is due after an instant; `nil` when never again.
    package func next(after instant: Date, in zone: LocalZone) -> Date? {
        let seconds = Int64(instant.timeIntervalSince1970.rounded(.down))
        return switch self {
        case .cron(let expression): Date(expression.next(after: seconds, in: zone))
        case .calendar(let trigger): Date(trigger.next(after: seconds, in: zone))
        case .interval(let every): Date((floorDivide(seconds, every.whole) + 1) * every.whole)
        }
    }

    /// The last time it was due, not after an instant; `nil` when it never was.
    package func latest(atOrBefore instant: Date, in zone: LocalZone) -> Date? {
        let seconds = Int64(instant.timeIntervalSince1970.rounded(.down))
        return switch self {
        case .cron(let expression): Date(expression.latest(atOrBefore: seconds, in: zone))
        case .calendar(let trigger): Date(trigger.latest(atOrBefore: seconds, in: zone))
        case .interval(let every): Date(floorDivide(seconds, every.whole) * every.whole)
        }
    }

    /// The next times it is due after an instant.
    package func upcoming(_ count: Int, after instant: Date, in zone: LocalZone) -> [Date] {
        var times: [Date] = []
        while times.count < count, let next = next(after: times.last ?? instant, in: zone) { times.append(next) }
        return times
    }
}

extension Duration {
    /// Whole seconds, at least one.
    fileprivate var whole: Int64 { max(1, components.seconds) }
}

extension Date {
    fileprivate init?(_ seconds: Int64?) {
        guard let seconds else { return nil }
        self.init(timeIntervalSince1970: Double(seconds))
    }
}
