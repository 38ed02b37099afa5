// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardJobs

/// What a task of Windows becomes here: one schedule for each of its triggers, and what cannot be said.
package struct TaskConversion: Sendable {
    package struct Planned: Sendable, Hashable {
        package let schedule: Schedule
        /// The task or the trigger was switched off.
        package let isPaused: Bool
    }

    package private(set) var planned: [Planned] = []
    /// What Steward cannot do as the task says, one sentence each.
    package private(set) var notes: [String] = []
    /// What has to be repaired before it can run here, one sentence each.
    package private(set) var faults: [String] = []

    /// - Parameters:
    ///   - name: what the schedule is called when the task does not say.
    ///   - zone: where the machine stood whose wall the task's times are on.
    package init(_ task: WindowsTask, name: String, zone: LocalZone, target: TaskTarget) {
        let action = command(task, target)
        tell(task)
        let title = String((task.name ?? name).prefix(90))
        var timed: [Found] = []
        for (number, trigger) in task.triggers.enumerated() {
            if let found = found(trigger, number + 1, in: zone) { timed.append(found) }
        }
        guard let action else { return }
        if timed.isEmpty { faults.append("It has no trigger that Steward knows; it would never run.") }
        for (index, found) in timed.enumerated() {
            var schedule = Schedule(
                name: index == 0 ? title : "\(title) (\(index + 1))", kind: CommandAction.kind, payload: .object([]),
                trigger: found.trigger, zone: found.zone)
            var own = action
            own.timeLimit = found.timed.timeLimit ?? task.settings.timeLimit
            schedule.payload = own.json
            schedule.grace = Self.grace(own.timeLimit)
            schedule.randomDelay = found.timed.randomDelay ?? .zero
            schedule.rules = Self.rules(task.settings)
            schedule.task = timed.count > 1 ? title : nil
            planned.append(
                Planned(schedule: schedule, isPaused: !task.settings.isEnabled || !found.timed.isEnabled))
        }
    }

    /// A run may take its time before it counts as missing, but not the days that Windows allows by itself.
    private static func grace(_ limit: Duration?) -> Duration {
        min(max(limit ?? .seconds(3600), .seconds(3600)), .seconds(6 * 3600))
    }

    private static func rules(_ settings: TaskSettings) -> ScheduleRules {
        var rules = ScheduleRules()
        rules.overlap =
            switch settings.instances {
            case .ignoreNew: .skip
            case .queue: .queue
            case .parallel: .parallel
            case .stopExisting: .replace
            }
        rules.catchesUp = settings.startsWhenAvailable
        rules.onlyOnMains = settings.disallowsStartOnBatteries
        rules.stopsOnBattery = settings.stopsOnBatteries
        rules.onlyWithNetwork = settings.onlyIfNetwork
        rules.wakesMachine = settings.wakesToRun
        return rules
    }

    // MARK: what is run

    private mutating func command(_ task: WindowsTask, _ target: TaskTarget) -> CommandAction? {
        let programs = task.actions.compactMap { action -> WindowsTask.Execute? in
            if case .execute(let execute) = action { return execute }
            return nil
        }
        guard let execute = programs.first, task.actions.count == 1 else {
            faults.append(
                task.actions.count > 1
                    ? "It has \(task.actions.count) actions; a schedule runs one program. Put them into one script."
                    : "Its action runs no program, which is all that Steward does.")
            return nil
        }
        let found = target.command(execute)
        faults += found.faults
        notes += found.notes
        let restart = task.settings.restart.map { CommandAction.Restart(count: $0.count, interval: $0.interval) }
        return CommandAction(
            program: found.program, arguments: found.arguments, folder: found.folder, restart: restart)
    }

    // MARK: when

    private typealias Found = (timed: TaskTrigger.Timed, trigger: Trigger, zone: LocalZone)

    private mutating func found(_ trigger: TaskTrigger, _ number: Int, in zone: LocalZone) -> Found? {
        guard case .timed(let timed) = trigger else {
            if case .other(let element) = trigger {
                notes.append("Trigger \(number) is a \(element.name.prefix(60)), which Steward does not have.")
            }
            return nil
        }
        let wall = place(of: timed.start, number, zone)
        if timed.repetition?.stopsAtEnd ?? false {
            notes.append("Trigger \(number) ends what runs when its repetition is over; here it runs to its own end.")
        }
        do throws(JobsError) {
            guard let trigger = try self.trigger(timed, number) else { return nil }
            return (timed, trigger, wall)
        } catch {
            notes.append("Trigger \(number) is left out. \(error.message)")
            return nil
        }
    }

    private mutating func place(of moment: TaskTrigger.Moment, _ number: Int, _ zone: LocalZone) -> LocalZone {
        guard let offset = moment.offset else { return zone }
        if offset == 0 { return .utc }
        notes.append(
            "Trigger \(number) begins at \(moment.text); its time of day is taken on the wall of \(zone.identifier).")
        return zone
    }

    private mutating func trigger(_ timed: TaskTrigger.Timed, _ number: Int) throws(JobsError) -> Trigger? {
        let pattern: CalendarTrigger.Pattern
        let most: Duration
        switch timed.days {
        case .daily(let every): (pattern, most) = (.daily(every: every), .seconds(86_400 * every))
        case .weekly(let every, let days):
            (pattern, most) = (.weekly(every: every, on: days), .seconds(86_400 * 7 * every))
        case .monthly(let days, let months): (pattern, most) = (.monthly(on: days, months: months), Self.longest)
        case .other(let element):
            notes.append("Trigger \(number) has a \(element.name), which Steward does not have; it is left out.")
            return nil
        case .once: return once(timed, number)
        }
        var repetition: CalendarTrigger.Repetition?
        if let asked = timed.repetition {
            let length = min(asked.duration ?? most, Self.longest)
            if let wanted = asked.duration, wanted > Self.longest {
                notes.append("Trigger \(number) repeats for \(wanted.text); here for 31d at most.")
            }
            repetition = .init(every: asked.interval, duration: length)
        }
        return .calendar(
            try CalendarTrigger(
                pattern, timeOfDay: timed.start.seconds, from: timed.start.day, repetition: repetition))
    }

    private static let longest: Duration = .seconds(31 * 86_400)

    /// A trigger without days: again and again when it repeats without end.
    private mutating func once(_ timed: TaskTrigger.Timed, _ number: Int) -> Trigger? {
        guard let repetition = timed.repetition, repetition.duration == nil else {
            notes.append(
                "Trigger \(number) runs once, at \(timed.start.text), and is left out; a schedule runs again and again."
            )
            return nil
        }
        notes.append(
            "Trigger \(number) repeats every \(repetition.interval.text) from \(timed.start.text) on; here it counts "
                + "from midnight UTC.")
        return .interval(repetition.interval)
    }

    // MARK: what cannot be said

    private mutating func tell(_ task: WindowsTask) {
        let settings = task.settings
        for principal in task.principals {
            if principal.runLevel == "HighestAvailable" {
                notes.append("It asks for the highest privileges; here it runs as the user of Steward's server.")
            } else if let user = principal.userID {
                notes.append("It runs as \(user.prefix(80)) there; here as the user of Steward's server.")
            }
        }
        let standard = TaskSettings()
        let said: [(Bool, String)] = [
            (settings.onlyIfIdle, "It runs only while nobody uses the machine, which Steward does not know."),
            (settings.wakesToRun, "Steward cannot wake the machine; it runs when that wakes, if it catches up."),
            (settings.priority != standard.priority, "Its priority \(settings.priority) of Windows is not kept."),
            (!settings.allowsStartOnDemand, "It cannot be started by hand there; here it can."),
            (!settings.allowsHardTerminate, "It is never killed there; here it is when it does not end in time."),
            (settings.isHidden, "It is hidden there; here it is shown."),
            (settings.network != standard.network, "It needs a network of a certain name; here any network will do."),
        ]
        notes += said.filter(\.0).map(\.1)
        let unknown = task.unknown.filter { !$0.hasPrefix("Triggers/") || $0.split(separator: "/").count > 2 }
        if !unknown.isEmpty {
            notes.append("Not known and left out: \(unknown.prefix(12).joined(separator: ", ")).")
        }
    }
}
