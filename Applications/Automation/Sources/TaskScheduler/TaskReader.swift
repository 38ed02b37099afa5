// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension WindowsTask {
    /// Reads a task's XML in UTF-8 or UTF-16, which the bytes decide whatever is declared.
    ///
    /// The minimal form without namespace, version and settings is read too.
    /// - Throws: `AutomationError` that names the line.
    package init(xml bytes: [UInt8]) throws(AutomationError) {
        let root: XMLElement
        do throws(XMLError) { root = try XMLTreeReader.read(bytes) } catch { throw AutomationError(error) }
        try self.init(root)
    }

    /// Reads a task of an element.
    package init(_ root: XMLElement) throws(AutomationError) {
        guard root.name == "Task" else {
            throw AutomationError(
                .invalid, "The file is <\(root.name.prefix(40))> and no <Task> of Windows Task Scheduler.")
        }
        self.init()
        if let written = root.attribute("version") { version = written }
        var fields = TaskFields(root)
        if let element = try fields.take("RegistrationInfo") { registration = try Registration(element) }
        if let element = try fields.take("Triggers") { triggers = try TaskTrigger.all(element) }
        if let element = try fields.take("Principals") {
            for inner in element.children {
                guard inner.name == "Principal" else { throw TaskFields.fault(inner, "is no <Principal>") }
                principals.append(try Principal(inner))
            }
        }
        if let element = try fields.take("Settings") { settings = try TaskSettings(element) }
        if let element = try fields.take("Actions") {
            context = element.attribute("Context")
            for inner in element.children { actions.append(try Action(inner)) }
        }
        others = fields.others
        guard !actions.isEmpty else {
            throw AutomationError(.invalid, "The task has no action in <Actions>; it would do nothing.")
        }
    }
}

extension AutomationError {
    init(_ error: XMLError) { self.init(.invalid, error.message) }
}

extension WindowsTask.Registration {
    fileprivate init(_ element: XMLElement) throws(AutomationError) {
        var fields = TaskFields(element)
        date = try fields.text("Date")
        author = try fields.text("Author")
        description = try fields.text("Description")
        uri = try fields.text("URI")
        others = fields.others
    }
}

extension WindowsTask.Principal {
    fileprivate init(_ element: XMLElement) throws(AutomationError) {
        var fields = TaskFields(element)
        id = element.attribute("id")
        userID = try fields.text("UserId")
        logonType = try fields.text("LogonType")
        runLevel = try fields.text("RunLevel")
        others = fields.others
    }
}

extension WindowsTask.Action {
    fileprivate init(_ element: XMLElement) throws(AutomationError) {
        guard element.name == "Exec" else {
            self = .other(element)
            return
        }
        var fields = TaskFields(element)
        guard let command = try fields.text("Command"), !command.isEmpty else {
            throw TaskFields.fault(element, "has no <Command>")
        }
        var execute = WindowsTask.Execute(
            command: command, arguments: try fields.text("Arguments"), folder: try fields.text("WorkingDirectory"))
        execute.others = fields.others
        self = .execute(execute)
    }
}

extension TaskSettings {
    fileprivate init(_ element: XMLElement) throws(AutomationError) {
        self.init()
        var fields = TaskFields(element)
        if let policy = try fields.take("MultipleInstancesPolicy") {
            guard let known = Instances(rawValue: policy.text) else {
                let names = Instances.allCases.map(\.rawValue).joined(separator: ", ")
                throw TaskFields.fault(policy, "must be one of \(names), not “\(policy.shown)”")
            }
            instances = known
        }
        disallowsStartOnBatteries = try fields.flag("DisallowStartIfOnBatteries", disallowsStartOnBatteries)
        stopsOnBatteries = try fields.flag("StopIfGoingOnBatteries", stopsOnBatteries)
        allowsHardTerminate = try fields.flag("AllowHardTerminate", allowsHardTerminate)
        startsWhenAvailable = try fields.flag("StartWhenAvailable", startsWhenAvailable)
        onlyIfNetwork = try fields.flag("RunOnlyIfNetworkAvailable", onlyIfNetwork)
        allowsStartOnDemand = try fields.flag("AllowStartOnDemand", allowsStartOnDemand)
        isEnabled = try fields.flag("Enabled", isEnabled)
        isHidden = try fields.flag("Hidden", isHidden)
        onlyIfIdle = try fields.flag("RunOnlyIfIdle", onlyIfIdle)
        wakesToRun = try fields.flag("WakeToRun", wakesToRun)
        if let limit = try fields.duration("ExecutionTimeLimit") { timeLimit = limit == .zero ? nil : limit }
        priority = try fields.number("Priority", in: 0...10) ?? priority
        try readGroups(&fields)
        others = fields.others
    }

    private mutating func readGroups(_ fields: inout TaskFields) throws(AutomationError) {
        if let element = try fields.take("NetworkSettings") {
            var inner = TaskFields(element)
            network.name = try inner.text("Name")
            network.id = try inner.text("Id")
            network.others = inner.others
        }
        if let element = try fields.take("IdleSettings") {
            var inner = TaskFields(element)
            idle.stopsOnIdleEnd = try inner.flag("StopOnIdleEnd", true)
            idle.restartsOnIdle = try inner.flag("RestartOnIdle", false)
            idle.others = inner.others
        }
        if let element = try fields.take("RestartOnFailure") {
            var inner = TaskFields(element)
            guard let interval = try inner.duration("Interval"), let count = try inner.number("Count", in: 1...255)
            else { throw TaskFields.fault(element, "needs an <Interval> and a <Count>") }
            if let unknown = inner.others.first { throw TaskFields.fault(unknown, "does not belong there") }
            restart = Restart(interval: interval, count: count)
        }
    }
}
