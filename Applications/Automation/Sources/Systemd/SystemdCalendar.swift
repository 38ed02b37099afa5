// SPDX-License-Identifier: Apache-2.0
import StewardJobs

/// Triggers as systemd's calendar expressions (systemd.time(7); Debian 12 has systemd 252).
enum SystemdCalendar {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// The lines for `OnCalendar=`, with the zone.
    /// - Throws: `AutomationError` with a sentence on what systemd cannot say.
    static func expressions(_ trigger: Trigger, in zone: LocalZone) throws(AutomationError) -> [String] {
        if case .interval(let every) = trigger { return [try interval(Int(every.components.seconds))] }
        var lines: [String] = []
        for rule in try WallRule.of(trigger) {
            for rule in try rule.withinDays() { lines += self.lines(rule, zone.identifier) }
        }
        return lines
    }

    private static func lines(_ rule: WallRule, _ zone: String) -> [String] {
        let week = rule.weekdays.map { days in
            days.sorted { ($0 + 6) % 7 < ($1 + 6) % 7 }.map { weekdays[$0] }.joined(separator: ",") + " "
        }
        let months = rule.months.map { list($0.sorted()) } ?? "*"
        var dates: [String] = []
        if let days = rule.daysOfMonth {
            let numbers = days.subtracting([CalendarTrigger.lastDay]).sorted()
            if !numbers.isEmpty { dates.append("*-\(months)-\(list(numbers))") }
            if days.contains(CalendarTrigger.lastDay) { dates.append("*-\(months)~01") }
        } else {
            dates.append("*-\(months)-*")
        }
        return dates.flatMap { date in
            rule.grouped.map { time in
                let hours = time.hours.count == 24 ? "*" : list(time.hours)
                let minutes = time.minutes.count == 60 ? "*" : list(time.minutes)
                return "\(week ?? "")\(date) \(hours):\(minutes):\(two(time.second)) \(zone)"
            }
        }
    }

    /// An interval that parts a day evenly is the same every day, counted from midnight UTC.
    private static func interval(_ seconds: Int) throws(AutomationError) -> String {
        let (minutes, hours) = (seconds / 60, seconds / 3600)
        if seconds == 86_400 { return "*-*-* 00:00:00 UTC" }
        if seconds % 3600 == 0, hours < 24, 24 % hours == 0 { return "*-*-* 00/\(hours):00:00 UTC" }
        if seconds % 60 == 0, minutes < 60, 60 % minutes == 0 { return "*-*-* *:00/\(minutes):00 UTC" }
        if seconds < 60, 60 % seconds == 0 { return "*-*-* *:*:00/\(seconds) UTC" }
        throw AutomationError(
            .unsupported,
            "It runs every \(Duration.seconds(seconds).text), which does not part an hour or a day evenly.")
    }

    private static func list(_ numbers: [Int]) -> String { numbers.map(two).joined(separator: ",") }
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
