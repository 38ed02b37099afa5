// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension SchedulePreset {
    /// The five tasks: three backups, the health check and the purge of logs.
    package static let all = [
        backup("gnucash", "GnuCash", due: "daily at 02:00"),
        backup("timeline", "Timeline", due: "daily at 02:15"),
        backup("jobscheduler", "Job Scheduler", due: "daily at 02:30"),
        SchedulePreset(
            "health-check", "System Health Check",
            "Looks at disks, memory, services, certificates, the clock, proofs, credentials, quotas and the ledger.",
            kind: HealthJob.kind, due: "daily at 06:00", restarts: 1, timeLimit: .seconds(1800), grace: .seconds(3600)),
        SchedulePreset(
            "purge-logs", "Purge Old Logs",
            "Removes logs that are too old, and the oldest of those that are too large.",
            kind: LogPurge.kind, payload: LogPurge([]).json, due: "weekly on sun at 03:00", restarts: 1,
            timeLimit: .seconds(3600), grace: .seconds(6 * 3600)),
    ]

    private static func backup(_ set: String, _ database: String, due: String) -> SchedulePreset {
        SchedulePreset(
            "backup-\(set)", "Backup \(database) DB", "Backs up the backup set “\(set)”.", kind: "backups.run",
            payload: ["set": .string(set)], due: due, restarts: 3, timeLimit: .seconds(4 * 3600),
            grace: .seconds(6 * 3600), wakes: true)
    }

    /// The one with this id or name.
    /// - Throws: `AutomationError` with `notFound`, naming those there are.
    package static func named(_ text: String) throws(AutomationError) -> SchedulePreset {
        guard let found = all.first(where: { $0.id == text || $0.name.lowercased() == text.lowercased() }) else {
            let known = all.map(\.id).joined(separator: ", ")
            throw AutomationError(.notFound, "There is no preset “\(text)”; there are \(known).")
        }
        return found
    }
}
