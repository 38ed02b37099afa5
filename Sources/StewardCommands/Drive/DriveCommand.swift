// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `steward drive …`
struct DriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drive",
        abstract: "List, move, mirror, measure and tidy the files of a drive.",
        discussion: """
            Works on the only connection that keeps files, or on the one named with --connection. Without any, the \
            client file and token of older programs are used: GDRIVE_CREDENTIALS_PATH and GDRIVE_TOKEN_PATH, else \
            ~/.credentials/client_secret_*.json and ~/.credentials/drive_token.json.

            Of older programs: get_drive_service() and get_credentials() are what every command does first; \
            authorize() is “steward connect google”.
            """,
        subcommands: [
            DriveListCommand.self, DriveGetCommand.self, DrivePutCommand.self, DriveMirrorCommand.self,
            DriveQuotaCommand.self, DriveCleanCommand.self, DriveRecoverCommand.self,
        ])
}
