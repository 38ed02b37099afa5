// SPDX-License-Identifier: Apache-2.0

/// A program to run, as the payload of a job of the kind ``kind`` says it.
///
/// There is no shell unless ``usesShell`` asks for one: each argument arrives as it is written here. The program
/// inherits nothing of the server's environment but what ``CommandRunner`` gives every program.
package struct CommandAction: Sendable, Hashable {
    /// The kind of job that runs it.
    package static let kind = "automation.command"
    /// The shell of a command that asks for one.
    package static let shell = "/bin/sh"
    /// How long a program may run when nothing else is said: three days, as Windows Task Scheduler has it.
    package static let standardTimeLimit: Duration = .seconds(72 * 3600)
    /// How much of what a program writes is kept when nothing else is said: the last 64 KiB.
    package static let standardOutputLimit = 65_536
    /// The most that may be kept.
    package static let largestOutputLimit = 1 << 20

    /// The absolute path of the program's file; with ``usesShell`` the line for `/bin/sh -c`.
    package var program: String
    /// With a shell: `$1`, `$2` and so on.
    package var arguments: [String]
    /// The absolute path of the folder it runs in; `nil` for `/`.
    package var folder: String?
    /// Variables of its environment.
    package var environment: [String: String]
    /// Further variables: the name of each, and of the stored secret that is its value.
    package var secrets: [String: String]
    /// How long it may run before it and all that it started are ended; `nil` for no limit.
    package var timeLimit: Duration?
    /// How many of the last bytes of its output (both outputs together) are kept.
    package var outputLimit: Int
    /// Whether ``program`` is a line for `/bin/sh -c`.
    package var usesShell: Bool
    /// What happens when it ends with another status than 0; `nil`: nothing until it is due again.
    package var restart: Restart?

    /// Runs it again after a failure.
    package struct Restart: Sendable, Hashable {
        /// How often at most.
        package var count: Int
        /// How long after the failure.
        package var interval: Duration

        package init(count: Int, interval: Duration) {
            self.count = count
            self.interval = interval
        }
    }

    package init(
        program: String, arguments: [String] = [], folder: String? = nil, environment: [String: String] = [:],
        secrets: [String: String] = [:], timeLimit: Duration? = CommandAction.standardTimeLimit,
        outputLimit: Int = CommandAction.standardOutputLimit, usesShell: Bool = false, restart: Restart? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.folder = folder
        self.environment = environment
        self.secrets = secrets
        self.timeLimit = timeLimit
        self.outputLimit = outputLimit
        self.usesShell = usesShell
        self.restart = restart
    }

    /// What people call it: the program's file name, or `sh`.
    package var name: String {
        usesShell ? "sh" : program.split(separator: "/").last.map(String.init) ?? program
    }
}
