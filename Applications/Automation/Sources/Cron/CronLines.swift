// SPDX-License-Identifier: Apache-2.0
package import StewardJobs

/// A schedule as lines for a user's crontab (crontab(5) of Debian).
package struct CronLines: Sendable, Hashable {
    package let lines: [String]
    /// What cron does otherwise, one sentence each.
    package let notes: [String]

    /// - Parameters:
    ///   - steward: the path of Steward's program, which runs what is no command.
    ///   - today: a schedule that begins later than this is told.
    /// - Throws: `AutomationError` with a sentence on what cron cannot say at all.
    package init(_ schedule: Schedule, steward: String, today: LocalDay) throws(AutomationError) {
        let command = try ExportedCommand(schedule, steward: steward)
        guard !(command.words + command.environment.values).contains(where: { $0.contains(where: \.isNewline) }) else {
            throw AutomationError(.unsupported, "Its command has a line break; cron has one line a command.")
        }
        let text = Self.text(command)
        lines = try Self.times(schedule.trigger).map { "\($0) \(text)" }
        notes = Self.notes(schedule, command, today)
    }

    /// The five fields of each line.
    private static func times(_ trigger: Trigger) throws(AutomationError) -> [String] {
        switch trigger {
        case .cron(let expression) where expression.description.first != "@": return [expression.description]
        case .interval(let every): return [try interval(Int(every.components.seconds))]
        case .cron, .calendar: break
        }
        var lines: [String] = []
        for rule in try WallRule.of(trigger) {
            for rule in try rule.withinDays() { lines += try self.lines(rule) }
        }
        guard lines.count <= 60 else {
            throw AutomationError(.unsupported, "It takes \(lines.count) lines of cron; make it simpler.")
        }
        return lines
    }

    private static func lines(_ rule: WallRule) throws(AutomationError) -> [String] {
        guard rule.times.allSatisfy({ $0 % 60 == 0 }) else {
            throw AutomationError(.unsupported, "It runs at a second of a minute; cron knows whole minutes.")
        }
        guard !(rule.daysOfMonth?.contains(CalendarTrigger.lastDay) ?? false) else {
            throw AutomationError(.unsupported, "It runs on the last day of a month, which cron does not know.")
        }
        guard rule.weekdays == nil || rule.daysOfMonth == nil else {
            throw AutomationError(
                .unsupported, "It runs on days that match both a weekday and a day of the month; cron takes either.")
        }
        let days = "\(list(rule.daysOfMonth, 1...31)) \(list(rule.months, 1...12)) \(list(rule.weekdays, 0...6))"
        return rule.grouped.map { "\(list(Set($0.minutes), 0...59)) \(list(Set($0.hours), 0...23)) \(days)" }
    }

    private static func interval(_ seconds: Int) throws(AutomationError) -> String {
        let minutes = seconds / 60
        if seconds == 86_400 { return "0 0 * * *" }
        if seconds % 3600 == 0, seconds < 86_400, 86_400 % seconds == 0 { return "0 */\(seconds / 3600) * * *" }
        if seconds % 60 == 0, seconds < 3600, 60 % minutes == 0 { return "*/\(minutes) * * * *" }
        throw AutomationError(
            .unsupported,
            "It runs every \(Duration.seconds(seconds).text), which does not part an hour or a day evenly.")
    }

    /// Numbers as cron writes them: `*`, ranges, lists.
    private static func list(_ numbers: Set<Int>?, _ all: ClosedRange<Int>) -> String {
        guard let numbers, numbers != Set(all) else { return "*" }
        var parts: [(first: Int, last: Int)] = []
        for number in numbers.sorted() {
            if let last = parts.last, last.last == number - 1 {
                parts[parts.count - 1].last = number
            } else {
                parts.append((number, number))
            }
        }
        return parts.map { part in
            switch part.last - part.first {
            case 0: "\(part.first)"
            case 1: "\(part.first),\(part.last)"
            default: "\(part.first)-\(part.last)"
            }
        }.joined(separator: ",")
    }

    // MARK: the command

    /// One line for the shell, with cron's own `%` escaped.
    private static func text(_ command: ExportedCommand) -> String {
        var words: [String] = []
        if !command.environment.isEmpty {
            words.append("env")
            words += command.environment.sorted { $0.key < $1.key }.map { quoted("\($0.key)=\($0.value)") }
        }
        if let limit = command.timeLimit { words += ["timeout", "\(limit.components.seconds)"] }
        words += command.words.map(quoted)
        let line = words.joined(separator: " ")
        return (command.folder.map { "cd \(quoted($0)) && \(line)" } ?? line).replacing("%", with: "\\%")
    }

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "/._-=:@,+".utf8.contains(byte)
            }
        return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }

    private static func notes(_ schedule: Schedule, _ command: ExportedCommand, _ today: LocalDay) -> [String] {
        let rules = schedule.rules
        let isInterval = if case .interval = schedule.trigger { true } else { false }
        var begins = false
        var repeats = false
        if case .calendar(let rule) = schedule.trigger {
            begins = rule.from > today
            repeats = rule.repetition != nil
        }
        let said: [(Bool, String)] = [
            (true, "cron's times are on the machine's wall, which must stand in \(schedule.zone.identifier)."),
            (schedule.randomDelay > .zero, "There is no random delay; it was \(schedule.randomDelay.text)."),
            (rules.catchesUp, "A time at which the machine is off is not made up for."),
            (rules.overlap != .parallel, "It begins also while the run before is not over."),
            (rules.onlyOnMains, "It begins also on battery."), (rules.stopsOnBattery, "It goes on on battery."),
            (rules.onlyWithNetwork, "It begins also without a network."),
            (rules.wakesMachine, "The machine is not woken for it."),
            (command.restart != nil, "It is not run again after a failure."),
            (
                !command.secrets.isEmpty,
                "The secrets \(command.secrets.joined(separator: ", ")) are not written; give them to it yourself."
            ), (begins, "It begins at once, and not only on a day to come."),
            (repeats || isInterval, "On days when the clocks change it follows the clock and not elapsed time."),
        ]
        return said.filter(\.0).map(\.1)
    }
}
