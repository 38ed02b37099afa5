// SPDX-License-Identifier: Apache-2.0
package import StewardJobs

/// One or more schedules of one task as a task for Windows Task Scheduler.
package struct TaskExport: Sendable {
    /// One trigger of the task.
    package struct Part: Sendable {
        let schedule: Schedule
        let isPaused: Bool

        package init(_ schedule: Schedule, isPaused: Bool) {
            self.schedule = schedule
            self.isPaused = isPaused
        }
    }

    package private(set) var task = WindowsTask()
    /// What Windows does otherwise, one sentence each.
    package private(set) var notes: [String] = []

    /// - Parameters:
    ///   - name: the task's name.
    ///   - steward: the path of Steward's program, which runs what is no command.
    /// - Throws: `AutomationError` with a sentence on what Task Scheduler cannot say at all.
    package init(_ name: String, _ parts: [Part], steward: String) throws(AutomationError) {
        var commands: [ExportedCommand] = []
        for part in parts { commands.append(try ExportedCommand(part.schedule, steward: steward)) }
        guard let first = parts.first, let command = commands.first else {
            throw AutomationError(.invalid, "There is no schedule of “\(name)” to export.")
        }
        guard commands.allSatisfy({ $0.words == command.words && $0.folder == command.folder }) else {
            throw AutomationError(.unsupported, "The schedules of “\(name)” run different programs; a task has one.")
        }
        let clean = name.map { "\\/:*?\"<>|".contains($0) ? "-" : $0 }
        task.registration.uri = "\\" + String(clean)
        task.settings = settings(first.schedule.rules, command)
        task.settings.isEnabled = !parts.allSatisfy(\.isPaused)
        for (part, own) in zip(parts, commands) {
            let isSwitchedOff = part.isPaused && task.settings.isEnabled
            for var timed in try Self.triggers(part.schedule) {
                timed.isEnabled = !isSwitchedOff
                timed.timeLimit = own.timeLimit == command.timeLimit ? nil : own.timeLimit
                timed.randomDelay = part.schedule.randomDelay > .zero ? part.schedule.randomDelay : nil
                task.triggers.append(.timed(timed))
            }
        }
        guard task.triggers.count <= 48 else {
            throw AutomationError(
                .unsupported, "“\(name)” would take \(task.triggers.count) triggers; a task takes 48.")
        }
        let arguments = WindowsCommandLine.join(Array(command.words.dropFirst()))
        task.actions = [
            .execute(
                .init(
                    command: command.words.first ?? "", arguments: arguments.isEmpty ? nil : arguments,
                    folder: command.folder))
        ]
        tell(parts.map(\.schedule), command)
    }

    private func settings(_ rules: ScheduleRules, _ command: ExportedCommand) -> TaskSettings {
        var settings = TaskSettings()
        settings.instances =
            switch rules.overlap {
            case .skip: .ignoreNew
            case .queue: .queue
            case .parallel: .parallel
            case .replace: .stopExisting
            }
        settings.startsWhenAvailable = rules.catchesUp
        settings.disallowsStartOnBatteries = rules.onlyOnMains
        settings.stopsOnBatteries = rules.stopsOnBattery
        settings.onlyIfNetwork = rules.onlyWithNetwork
        settings.wakesToRun = rules.wakesMachine
        settings.timeLimit = command.timeLimit
        settings.restart = command.restart.map {
            .init(interval: max($0.interval, .seconds(60)), count: min($0.count, 255))
        }
        return settings
    }

    private mutating func tell(_ schedules: [Schedule], _ command: ExportedCommand) {
        let zones = Set(schedules.map(\.zone.identifier)).subtracting(["UTC"]).sorted()
        let said: [(Bool, String)] = [
            (
                !zones.isEmpty,
                "Its times are on the machine's wall, which must stand in \(zones.joined(separator: ", "))."
            ),
            (
                command.words.first?.hasPrefix("/") ?? false,
                "It runs \(command.words.first ?? ""), a path of this machine; change it to the program of that one."
            ), (!command.environment.isEmpty, "Variables of the environment are not written; a task has none."),
            (!command.secrets.isEmpty, "Secrets are not written."),
            (
                command.restart.map { $0.interval < .seconds(60) || $0.count > 255 } ?? false,
                "It is run again after a minute at the earliest, and at most 255 times."
            ),
            (
                Set(schedules.map(\.rules)).count > 1,
                "Its schedules have different rules; those of the first are written."
            ),
        ]
        notes += said.filter(\.0).map(\.1)
    }

    // MARK: when

    /// Days are counted from here where a schedule does not say; long ago, so that the first run is the next one.
    private static let longAgo = LocalDay(year: 2000, month: 1, day: 1) ?? LocalDay(number: 0)

    private static func triggers(_ schedule: Schedule) throws(AutomationError) -> [TaskTrigger.Timed] {
        let offset = schedule.zone == .utc ? 0 : nil
        switch schedule.trigger {
        case .interval(let every):
            guard every >= .seconds(60), every <= .seconds(31 * 86_400) else {
                throw AutomationError(.unsupported, "It runs every \(every.text); Windows takes one minute to 31 days.")
            }
            var timed = TaskTrigger.Timed(start: .init(day: LocalDay(number: 0), seconds: 0, offset: 0), days: .once)
            timed.repetition = .init(interval: every)
            return [timed]
        case .calendar(let rule): return [timed(rule, offset)]
        case .cron:
            var found: [TaskTrigger.Timed] = []
            for rule in try WallRule.of(schedule.trigger) { found += try timed(rule, offset) }
            return found
        }
    }

    private static func timed(_ rule: CalendarTrigger, _ offset: Int?) -> TaskTrigger.Timed {
        let days: TaskTrigger.Days
        var from = rule.from
        switch rule.pattern {
        case .daily(let every):
            days = .daily(every: every)
            if every == 1, from.number == 0 { from = longAgo }
        case .weekly(let every, let weekdays):
            days = .weekly(every: every, on: weekdays)
            if every == 1, from.number == 0 { from = longAgo }
        case .monthly(let numbers, let months):
            days = .monthly(on: numbers, months: months)
            if from.number == 0 { from = longAgo }
        }
        var timed = TaskTrigger.Timed(start: .init(day: from, seconds: rule.timeOfDay, offset: offset), days: days)
        timed.repetition = rule.repetition.map { .init(interval: $0.every, duration: $0.duration) }
        return timed
    }

    private static func timed(_ rule: WallRule, _ offset: Int?) throws(AutomationError) -> [TaskTrigger.Timed] {
        let days: TaskTrigger.Days
        switch (rule.weekdays, rule.daysOfMonth, rule.months) {
        case (nil, nil, nil): days = .daily(every: 1)
        case (let weekdays?, nil, nil): days = .weekly(every: 1, on: weekdays)
        case (nil, let numbers, let months): days = .monthly(on: numbers ?? Set(1...31), months: months ?? Set(1...12))
        default:
            throw AutomationError(
                .unsupported, "It runs on weekdays of certain months or days of the month, which Windows does not say.")
        }
        func timed(at seconds: Int) -> TaskTrigger.Timed {
            TaskTrigger.Timed(start: .init(day: longAgo, seconds: seconds, offset: offset), days: days)
        }
        let steps = Set(zip(rule.times.dropFirst(), rule.times).map { $0 - $1 })
        guard rule.times.count > 2, steps.count == 1, let step = steps.first, let start = rule.times.first else {
            return rule.times.map(timed)
        }
        var repeated = timed(at: start)
        repeated.repetition = .init(interval: .seconds(step), duration: .seconds(step * rule.times.count))
        return [repeated]
    }
}
