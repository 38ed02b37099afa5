// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import StewardServer

/// The program `steward`: one noun per area.
public struct Steward: AsyncParsableCommand {
    /// Name, help and the nouns.
    public static let configuration = CommandConfiguration(
        commandName: "steward",
        abstract: "Keeps records that you can prove.",
        discussion: """
            State lives in one folder: --data, else STEWARD_DATA, else ~/.local/share/steward. Commands work on it \
            without a running server, and beside one.

            Exit status: 0 done; 1 failed, standard error says why; 2 wrong arguments of drive recover \
            and drive quota; 3 done, and there is something to see (findings, a \
            failed verification, a failing check); 4 not found; 5 not available; 64 the command line was not understood.
            """,
        version: Version.text,
        subcommands: [
            ServeCommand.self, UpCommand.self, StatusCommand.self, DoctorCommand.self, IntegrationsCommand.self,
            ConnectCommand.self, ConnectionsCommand.self, AlertsCommand.self, BackupCommand.self, DriveCommand.self,
            JobsCommand.self, SchedulesCommand.self, LedgerCommand.self, LogbookCommand.self, TallyCommand.self,
            TimelineCommand.self,
            LogsCommand.self, SecretsCommand.self, AccessCommand.self, DataCommand.self, DemoCommand.self,
        ])

    /// Used by the parser.
    public init() {}
}

/// The program's version.
enum Version {
    static let text = Build.version
}
