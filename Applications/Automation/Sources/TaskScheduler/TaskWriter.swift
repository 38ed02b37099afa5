// SPDX-License-Identifier: Apache-2.0
package import StewardCore
import StewardJobs

/// How the bytes of a file are to be written; what is declared always matches them.
package enum TaskEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    /// Little-endian with a mark, as Windows exports tasks.
    case utf16 = "UTF-16"
}

extension WindowsTask {
    private static let namespace = "http://schemas.microsoft.com/windows/2004/02/mit/task"

    /// The task as a file that Windows Task Scheduler takes. Everything is said, also what is standard.
    package func xml(_ encoding: TaskEncoding = .utf16) -> [UInt8] {
        let text = "<?xml version=\"1.0\" encoding=\"\(encoding.rawValue)\"?>\n" + element.xml
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf16: return ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        }
    }

    /// The task as an element.
    package var element: XMLElement {
        var parts: [XMLElement] = []
        parts.add("RegistrationInfo", registration.children)
        parts.append(XMLElement("Triggers", children: triggers.map(\.element)))
        if !principals.isEmpty { parts.append(XMLElement("Principals", children: principals.map(\.element))) }
        parts.append(settings.element)
        parts.append(
            XMLElement(
                "Actions", attributes: context.map { [.init("Context", $0)] } ?? [], children: actions.map(\.element)))
        return XMLElement(
            "Task", attributes: [.init("version", version), .init("xmlns", Self.namespace)], children: parts + others)
    }
}

extension WindowsTask.Registration {
    fileprivate var children: [XMLElement] {
        var parts: [XMLElement] = []
        parts.add("Date", date)
        parts.add("Author", author)
        parts.add("Description", description)
        parts.add("URI", uri)
        return parts + others
    }
}

extension WindowsTask.Principal {
    fileprivate var element: XMLElement {
        var parts: [XMLElement] = []
        parts.add("UserId", userID)
        parts.add("LogonType", logonType)
        parts.add("RunLevel", runLevel)
        return XMLElement("Principal", attributes: id.map { [.init("id", $0)] } ?? [], children: parts + others)
    }
}

extension WindowsTask.Action {
    fileprivate var element: XMLElement {
        guard case .execute(let execute) = self else {
            if case .other(let element) = self { return element }
            return XMLElement("Exec")
        }
        var parts: [XMLElement] = []
        parts.add("Command", execute.command)
        parts.add("Arguments", execute.arguments)
        parts.add("WorkingDirectory", execute.folder)
        return XMLElement("Exec", children: parts + execute.others)
    }
}

extension TaskSettings {
    fileprivate var element: XMLElement {
        var parts: [XMLElement] = []
        parts.add("MultipleInstancesPolicy", instances.rawValue)
        parts.add("DisallowStartIfOnBatteries", disallowsStartOnBatteries)
        parts.add("StopIfGoingOnBatteries", stopsOnBatteries)
        parts.add("AllowHardTerminate", allowsHardTerminate)
        parts.add("StartWhenAvailable", startsWhenAvailable)
        parts.add("RunOnlyIfNetworkAvailable", onlyIfNetwork)
        var net: [XMLElement] = []
        net.add("Name", network.name)
        net.add("Id", network.id)
        parts.add("NetworkSettings", net + network.others)
        var idles: [XMLElement] = []
        idles.add("StopOnIdleEnd", idle.stopsOnIdleEnd)
        idles.add("RestartOnIdle", idle.restartsOnIdle)
        parts.add("IdleSettings", idles + idle.others)
        parts.add("AllowStartOnDemand", allowsStartOnDemand)
        parts.add("Enabled", isEnabled)
        parts.add("Hidden", isHidden)
        parts.add("RunOnlyIfIdle", onlyIfIdle)
        parts.add("WakeToRun", wakesToRun)
        parts.add("ExecutionTimeLimit", TaskDuration.text(timeLimit ?? .zero))
        parts.add("Priority", "\(priority)")
        if let restart {
            parts.append(
                XMLElement(
                    "RestartOnFailure",
                    children: [
                        XMLElement("Interval", text: TaskDuration.text(restart.interval)),
                        XMLElement("Count", text: "\(restart.count)"),
                    ]))
        }
        return XMLElement("Settings", children: parts + others)
    }
}

extension TaskTrigger {
    fileprivate var element: XMLElement {
        switch self {
        case .timed(let timed): timed.element
        case .other(let element): element
        }
    }
}

extension TaskTrigger.Timed {
    fileprivate var element: XMLElement {
        var parts: [XMLElement] = []
        if let repetition { parts.append(repetition.element) }
        parts.add("StartBoundary", start.text)
        parts.add("ExecutionTimeLimit", timeLimit.map(TaskDuration.text))
        parts.add("Enabled", isEnabled)
        parts.add("RandomDelay", randomDelay.map(TaskDuration.text))
        if let days = days.element { parts.append(days) }
        return XMLElement(elementName, attributes: id.map { [.init("id", $0)] } ?? [], children: parts + others)
    }
}

extension TaskTrigger.Repetition {
    fileprivate var element: XMLElement {
        var parts: [XMLElement] = []
        parts.add("Interval", TaskDuration.text(interval))
        parts.add("Duration", duration.map(TaskDuration.text))
        parts.add("StopAtDurationEnd", stopsAtEnd)
        return XMLElement("Repetition", children: parts)
    }
}

extension TaskTrigger.Days {
    fileprivate var element: XMLElement? {
        switch self {
        case .once: return nil
        case .other(let element): return element
        case .daily(let every):
            return XMLElement("ScheduleByDay", children: [XMLElement("DaysInterval", text: "\(every)")])
        case .weekly(let every, let days):
            let names = days.sorted().map { XMLElement(TaskTrigger.weekdays[$0]) }
            return XMLElement(
                "ScheduleByWeek",
                children: [
                    XMLElement("WeeksInterval", text: "\(every)"), XMLElement("DaysOfWeek", children: names),
                ])
        case .monthly(let days, let months):
            let numbers = days.subtracting([CalendarTrigger.lastDay]).sorted().map(String.init)
            let all = numbers + (days.contains(CalendarTrigger.lastDay) ? ["Last"] : [])
            return XMLElement(
                "ScheduleByMonth",
                children: [
                    XMLElement("DaysOfMonth", children: all.map { XMLElement("Day", text: $0) }),
                    XMLElement("Months", children: months.sorted().map { XMLElement(TaskTrigger.months[$0 - 1]) }),
                ])
        }
    }
}

extension [XMLElement] {
    /// An element with a text; nothing for no text.
    fileprivate mutating func add(_ name: String, _ text: String?) {
        if let text { append(XMLElement(name, text: text)) }
    }

    fileprivate mutating func add(_ name: String, _ flag: Bool) { add(name, flag ? "true" : "false") }

    /// An element with inner ones; nothing for none.
    fileprivate mutating func add(_ name: String, _ children: [XMLElement]) {
        if !children.isEmpty { append(XMLElement(name, children: children)) }
    }
}
