// SPDX-License-Identifier: Apache-2.0
import Automation
import Backups
import StewardCore
import StewardIntegration

extension AlertSources {
    /// What is the matter with backups, by their books: told at the next look, whoever ran them and whatever became of
    /// the job.
    static func backups(_ installation: Installation) -> MatterSource {
        MatterSource(name: "backup") {
            var found: [Matter] = []
            for kept in try await installation.backups.sets() {
                let history = try await installation.backups.history(of: kept.set.name)
                if let failure = history.failures[""] { found.append(try run(failure, kept.set, kept.set.name)) }
                for database in kept.set.databases {
                    let state = ProofState(
                        database, in: history, rule: kept.set.proof, now: installation.clock.now)
                    found += try matters(database, kept.set, history, state)
                }
            }
            return found
        }
    }

    private static func matters(
        _ database: String, _ set: BackupSet, _ history: BackupHistory, _ state: ProofState
    ) throws -> [Matter] {
        let name = "\(set.name)/\(database)"
        var found: [Matter] = []
        if let failure = history.failures[database] { found.append(try run(failure, set, name)) }
        if let reason = state.failure {
            found.append(
                try Matter(
                    topic: "backup:proof \(name)", severity: .critical,
                    subject: "A backup of “\(database)” could not be restored",
                    text: "\(reason)\nMake a new one and prove it: steward backup run \(set.name)",
                    kind: "backup-disproved"))
        } else if state.isOverdue {
            found.append(
                try Matter(
                    topic: "backup:proof \(name)",
                    subject: "No backup of “\(database)” was proved for \(set.proof.longestDays) days",
                    text: "Prove one: steward backup verify \(set.name)", kind: "backup-unproved"))
        }
        if let reason = history.present(database).last?.copyFailure {
            found.append(
                try Matter(
                    topic: "backup:copy \(name)", subject: "The newest backup of “\(database)” has no copy elsewhere",
                    text: "\(reason)\nIt is tried again at the next run.", kind: "backup-not-copied"))
        }
        return found
    }

    private static func run(_ failure: BackupHistory.Failure, _ set: BackupSet, _ name: String) throws -> Matter {
        let times = failure.count == 1 ? "" : ", \(failure.count) times in a row"
        return try Matter(
            topic: "backup:run \(name)", severity: .critical, subject: "The backup of “\(name)” failed\(times)",
            text: "At the step “\(failure.step)”: \(failure.reason)\nLook what is missing: "
                + "steward backup doctor \(set.name)", kind: "backup-failed")
    }
}
