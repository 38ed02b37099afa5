// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardServer

/// `steward data …`
struct DataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Back up, check and restore Steward's own data.",
        discussion: """
            A backup is a folder: the database as it was at one moment, the blobs, the timeline that is in the data \
            folder, and the hash of every file. It is made while Steward runs. The key files are left out unless \
            asked for: keep them apart, because a backup with them gives away stored credentials.
            """,
        subcommands: [DataBackupCommand.self, DataCheckCommand.self, DataRestoreCommand.self])

    /// The error with the exit status that belongs to it.
    static func failure(_ error: OwnDataError) -> CommandError {
        switch error.code {
        case .notFound: CommandError(.notFound, error.description)
        case .inUse: CommandError(.unavailable, error.description)
        default: CommandError(.failure, error.description)
        }
    }
}
