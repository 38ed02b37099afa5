// SPDX-License-Identifier: Apache-2.0
package import StewardJobs

/// A schedule as a timer and a service of systemd (systemd.timer(5), systemd.service(5), version 252).
package struct SystemdUnits: Sendable, Hashable {
    /// The units' name, without `.timer` and `.service`.
    package let name: String
    package let timer: String
    package let service: String
    /// What systemd does otherwise, one sentence each.
    package let notes: [String]

    /// - Parameters:
    ///   - steward: the path of Steward's program, which runs what is no command.
    ///   - today: a schedule that begins later than this is told.
    /// - Throws: `AutomationError` with a sentence on what systemd cannot say at all.
    package init(_ schedule: Schedule, steward: String, today: LocalDay) throws(AutomationError) {
        let command = try ExportedCommand(schedule, steward: steward)
        name = Self.unitName(schedule.name)
        timer = Self.timer(schedule, try SystemdCalendar.expressions(schedule.trigger, in: schedule.zone))
        service = Self.service(schedule, command)
        notes = Self.notes(schedule, command, today)
    }

    private static func timer(_ schedule: Schedule, _ expressions: [String]) -> String {
        var lines = ["[Unit]", "Description=\(line(schedule.name))", "", "[Timer]"]
        lines += expressions.map { "OnCalendar=\($0)" }
        lines.append("AccuracySec=1s")
        if schedule.randomDelay > .zero { lines.append("RandomizedDelaySec=\(seconds(schedule.randomDelay))") }
        lines.append("Persistent=\(schedule.rules.catchesUp)")
        if schedule.rules.wakesMachine { lines.append("WakeSystem=true") }
        return (lines + ["", "[Install]", "WantedBy=timers.target", ""]).joined(separator: "\n")
    }

    private static func service(_ schedule: Schedule, _ command: ExportedCommand) -> String {
        var lines = ["[Unit]", "Description=\(line(schedule.name))"]
        if schedule.rules.onlyOnMains { lines.append("ConditionACPower=true") }
        if schedule.rules.onlyWithNetwork {
            lines += ["Wants=network-online.target", "After=network-online.target"]
        }
        if let restart = command.restart {
            let attempts = Int64(restart.count) + 1
            let each = restart.interval.components.seconds + (command.timeLimit?.components.seconds ?? 86_400)
            lines += ["StartLimitIntervalSec=\(attempts * each)s", "StartLimitBurst=\(attempts)"]
        }
        lines += ["", "[Service]", "Type=oneshot"]
        lines.append("ExecStart=" + command.words.map { quoted($0, expands: true) }.joined(separator: " "))
        if let folder = command.folder { lines.append("WorkingDirectory=\(line(folder))") }
        for (name, value) in command.environment.sorted(by: { $0.key < $1.key }) {
            lines.append("Environment=" + quoted("\(name)=\(value)", expands: false))
        }
        lines.append("TimeoutStartSec=\(command.timeLimit.map(seconds) ?? "infinity")")
        if let restart = command.restart {
            lines += ["Restart=on-failure", "RestartSec=\(seconds(restart.interval))"]
        }
        return (lines + [""]).joined(separator: "\n")
    }

    private static func notes(_ schedule: Schedule, _ command: ExportedCommand, _ today: LocalDay) -> [String] {
        let rules = schedule.rules
        var notes: [String] = []
        switch rules.overlap {
        case .skip: break
        case .queue: notes.append("systemd leaves a time out while the service runs; it does not queue one.")
        case .parallel: notes.append("systemd never runs a service twice at once.")
        case .replace: notes.append("systemd does not stop what runs to begin anew.")
        }
        if rules.onlyOnMains, rules.catchesUp {
            notes.append("A time at which the machine is on battery is left out, and not made up for.")
        }
        if rules.stopsOnBattery { notes.append("It goes on when the machine goes on battery.") }
        if !command.secrets.isEmpty {
            notes.append(
                "The secrets \(command.secrets.joined(separator: ", ")) are not written; give them with an "
                    + "EnvironmentFile= or LoadCredential= of your own.")
        }
        if case .calendar(let rule) = schedule.trigger {
            if rule.from > today { notes.append("It begins at once, and not only on \(rule.from).") }
            if rule.repetition != nil, schedule.zone != .utc {
                notes.append("On days when the clocks change, repetitions follow the clock and not elapsed time.")
            }
        }
        if let task = schedule.task {
            notes.append("It is one trigger of “\(task)”; under systemd the triggers' services may run at once.")
        }
        if schedule.grace > .zero { notes.append("A run that is missing is not told; Steward would.") }
        return notes
    }

    /// A name that systemd takes and that begins with `steward-`.
    package static func unitName(_ name: String) -> String {
        let letters = name.lowercased().unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain ? Character(scalar) : "-"
        }
        let words = String(letters).split(separator: "-").joined(separator: "-")
        return "steward-" + (words.isEmpty ? "schedule" : String(words.prefix(80)))
    }

    private static func seconds(_ duration: Duration) -> String { "\(duration.components.seconds)s" }

    /// One line, in which `%` stands for itself.
    private static func line(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 }).replacing("%", with: "%%")
    }

    /// One word of a command line or one assignment.
    private static func quoted(_ word: String, expands: Bool) -> String {
        var text = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\\", "\"": text += "\\\(scalar)"
            case "%": text += "%%"
            case "$" where expands: text += "$$"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return "\"\(text)\""
    }
}
