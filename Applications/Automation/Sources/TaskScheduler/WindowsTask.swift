// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A task of Windows Task Scheduler as its XML says it (Task Scheduler schema, versions 1.2 to 1.4), with what is
/// standard filled in. Elements that are not known are kept in `others` and written back where they stood.
///
/// Two tasks are equal when they mean the same, however they were written.
package struct WindowsTask: Sendable, Hashable {
    package var version = "1.2"
    package var registration = Registration()
    package var triggers: [TaskTrigger] = []
    package var principals: [Principal] = []
    package var settings = TaskSettings()
    package var actions: [Action] = []
    /// The principal that the actions run as, by its id.
    package var context: String?
    package var others: [XMLElement] = []

    package init() {}

    /// Who made it and what it is.
    package struct Registration: Sendable, Hashable {
        package var date: String?
        package var author: String?
        package var description: String?
        /// Where it stands in the folders of tasks, as `\Backups\Nightly`.
        package var uri: String?
        package var others: [XMLElement] = []

        package init() {}
    }

    /// As whom it runs.
    package struct Principal: Sendable, Hashable {
        package var id: String?
        /// A security identifier (SID) or a name.
        package var userID: String?
        /// As `InteractiveToken` or `Password`.
        package var logonType: String?
        /// `HighestAvailable` or `LeastPrivilege`.
        package var runLevel: String?
        package var others: [XMLElement] = []

        package init() {}
    }

    /// What it does.
    package enum Action: Sendable, Hashable {
        case execute(Execute)
        /// Another kind of action, as it was written.
        case other(XMLElement)
    }

    /// Runs a program.
    package struct Execute: Sendable, Hashable {
        package var command: String
        /// The rest of the command line, as one text.
        package var arguments: String?
        package var folder: String?
        package var others: [XMLElement] = []

        package init(command: String, arguments: String? = nil, folder: String? = nil) {
            self.command = command
            self.arguments = arguments
            self.folder = folder
        }
    }

    /// The task's own name: the last part of its URI.
    package var name: String? {
        registration.uri.flatMap { $0.split(separator: "\\").last.map(String.init) }
    }

    /// The elements that were kept without being understood, as paths from the task.
    package var unknown: [String] {
        func paths(_ place: String, _ elements: [XMLElement]) -> [String] { elements.map { place + $0.name } }
        var found = paths("", others) + paths("RegistrationInfo/", registration.others)
        for trigger in triggers {
            switch trigger {
            case .timed(let timed): found += paths("Triggers/\(timed.elementName)/", timed.others)
            case .other(let element): found.append("Triggers/\(element.name)")
            }
        }
        for principal in principals { found += paths("Principals/Principal/", principal.others) }
        found += paths("Settings/", settings.others)
        found += paths("Settings/NetworkSettings/", settings.network.others)
        found += paths("Settings/IdleSettings/", settings.idle.others)
        for action in actions {
            switch action {
            case .execute(let execute): found += paths("Actions/Exec/", execute.others)
            case .other(let element): found.append("Actions/\(element.name)")
            }
        }
        return found
    }
}
