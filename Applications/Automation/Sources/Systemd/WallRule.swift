// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// Times on the wall, on the days that are in every list: what the calendars of other schedulers are made of.
struct WallRule: Hashable {
    /// `nil` is every one; 0 is Sunday.
    var weekdays: Set<Int>?
    /// 1 to 31 and ``CalendarTrigger/lastDay``; `nil` is every one.
    var daysOfMonth: Set<Int>?
    /// `nil` is every one.
    var months: Set<Int>?
    /// Seconds since midnight of the day, ascending; a repetition may reach into the days after.
    var times: [Int]
    /// Whether the times are a repetition, which here follows elapsed time.
    var isRepeated = false

    /// More times a day than these are not written one by one.
    static let mostTimes = 1500

    /// The rules of a trigger: any day that one of them matches is meant.
    ///
    /// - Throws: `AutomationError` when it counts days or weeks, or repeats too often. An interval has no rules.
    static func of(_ trigger: Trigger) throws(AutomationError) -> [WallRule] {
        switch trigger {
        case .interval: return []
        case .cron(let expression): return of(expression)
        case .calendar(let rule): return [try of(rule)]
        }
    }

    private static func of(_ cron: CronExpression) -> [WallRule] {
        let days = cron.days
        let whole = WallRule(
            weekdays: days.ofWeek, daysOfMonth: days.ofMonth, months: days.months, times: cron.times)
        guard !days.needsBoth, days.ofWeek != nil, days.ofMonth != nil else {
            // Where either day field admits everything by a list, the other does not matter.
            guard days.needsBoth || days.ofWeek == nil && days.ofMonth == nil else {
                return [WallRule(months: days.months, times: cron.times)]
            }
            return [whole]
        }
        return [
            WallRule(weekdays: days.ofWeek, months: days.months, times: cron.times),
            WallRule(daysOfMonth: days.ofMonth, months: days.months, times: cron.times),
        ]
    }

    private static func of(_ rule: CalendarTrigger) throws(AutomationError) -> WallRule {
        var times = [rule.timeOfDay]
        if let repetition = rule.repetition {
            let every = Int(repetition.every.components.seconds)
            let length = Int(repetition.duration.components.seconds)
            guard length / every <= mostTimes else {
                throw AutomationError(
                    .unsupported, "It repeats more than \(mostTimes) times, which is too many to list.")
            }
            times = stride(from: 0, to: length, by: every).map { rule.timeOfDay + $0 }
        }
        var made = WallRule(times: times, isRepeated: times.count > 1)
        switch rule.pattern {
        case .daily(1): break
        case .daily(let every): throw AutomationError(.unsupported, "It runs every \(every) days.")
        case .weekly(1, let days): made.weekdays = days
        case .weekly(let every, _): throw AutomationError(.unsupported, "It runs every \(every) weeks.")
        case .monthly(let days, let months):
            made.daysOfMonth = days
            made.months = months.count == 12 ? nil : months
        }
        return made
    }

    /// The same with times of one day only: what reaches over midnight is a rule of the day after.
    ///
    /// - Throws: `AutomationError` where days of the month would have to be moved.
    func withinDays() throws(AutomationError) -> [WallRule] {
        let byDay = Dictionary(grouping: times) { $0 / 86_400 }
        guard byDay.keys.contains(where: { $0 > 0 }) else { return [self] }
        guard daysOfMonth == nil, months == nil else {
            throw AutomationError(.unsupported, "It repeats over midnight, on days of the month.")
        }
        var found: [WallRule] = []
        for (offset, times) in byDay.sorted(by: { $0.key < $1.key }) {
            var rule = self
            rule.weekdays = weekdays.map { days in Set(days.map { ($0 + offset) % 7 }) }
            rule.times = times.map { $0 % 86_400 }
            found.append(rule)
        }
        return found
    }

    /// The times as products: in each of these hours at these minutes and seconds.
    var grouped: [(hours: [Int], minutes: [Int], second: Int)] {
        var found: [(hours: [Int], minutes: [Int], second: Int)] = []
        for (second, times) in Dictionary(grouping: times, by: { $0 % 60 }).sorted(by: { $0.key < $1.key }) {
            var byMinutes: [[Int]: [Int]] = [:]
            for (hour, times) in Dictionary(grouping: times, by: { $0 / 3600 }) {
                byMinutes[Set(times.map { $0 / 60 % 60 }).sorted(), default: []].append(hour)
            }
            let rows = byMinutes.map { (hours: $0.value.sorted(), minutes: $0.key, second: second) }
            found += rows.sorted { ($0.hours.first ?? 0) < ($1.hours.first ?? 0) }
        }
        return found
    }
}
