// SPDX-License-Identifier: Apache-2.0
package import StewardJobs
import StewardCore

/// What another scheduler runs for a schedule: its own command, or Steward's program for every other kind of job.
package struct ExportedCommand: Sendable, Hashable {
    /// The program and its arguments.
    package var words: [String]
    package var folder: String?
    package var environment: [String: String] = [:]
    /// The names of variables whose values are secrets, which are not exported.
    package var secrets: [String] = []
    package var timeLimit: Duration?
    package var restart: CommandAction.Restart?

    /// - Parameter steward: the path of Steward's program.
    package init(_ schedule: Schedule, steward: String) throws(AutomationError) {
        guard schedule.kind == CommandAction.kind else {
            let payload = (try? schedule.payload.canonicalBytes()).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
            words = [steward, "jobs", "run", schedule.kind, "--payload", payload, "--here"]
            timeLimit = schedule.timeLimit
            return
        }
        let action = try CommandAction(schedule.payload)
        words =
            (action.usesShell ? [CommandAction.shell, "-c", action.program, "sh"] : [action.program]) + action.arguments
        folder = action.folder
        environment = action.environment
        secrets = action.secrets.keys.sorted()
        timeLimit = action.timeLimit
        restart = action.restart
    }
}
