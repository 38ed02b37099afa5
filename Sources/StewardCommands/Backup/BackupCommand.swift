// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `steward backup …`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Back up databases, prove the backups by restoring them, and restore them.",
        discussion: """
            steward connect postgresql --set host=db --set user=backup_user
            steward backup add nightly --folder /backups --recipient age1…
            steward backup doctor
            steward backup run
            steward backup list

            A set says what is backed up together, and how; it has a book of its own in the ledger. A backup is proved \
            when it was restored into a scratch server with everything in it.
            """,
        subcommands: [
            BackupAddCommand.self, BackupSetsCommand.self, BackupRemoveSetCommand.self, BackupDoctorCommand.self,
            BackupRunCommand.self, BackupListCommand.self, BackupVerifyCommand.self, BackupRestoreCommand.self,
            BackupPruneCommand.self, BackupPinCommand.self, BackupUnpinCommand.self, BackupAdoptCommand.self,
        ])
}
