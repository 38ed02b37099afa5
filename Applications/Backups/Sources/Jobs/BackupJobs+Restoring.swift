// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

extension BackupJobs {
    /// `{set, backup, to, connection?, by?}`: restores a backup into a new database. It never replaces one that is
    /// there; that takes a person at a command line.
    package static let restore = "backups.restore"

    static func restoring(_ backups: Backups, _ connecting: any DatabaseConnecting) -> BackupJob {
        BackupJob(kind: restore, backups: backups) { job, backups, set, context in
            guard let backup = job.payload["backup"]?.string, let target = job.payload["to"]?.string else {
                return .discard(reason: "The payload lacks “backup” or “to”, the name of the new database.")
            }
            let plan = try await backups.planRestore(
                of: BackupID(backup), in: set, to: target, through: job.payload["connection"]?.string,
                connecting: connecting)
            let report = try await backups.restore(
                plan, in: set, connecting: connecting, by: job.payload["by"]?.string ?? "job \(job.kind)",
                progress: { context.report($0) })
            return .done(report.json)
        }
    }
}
