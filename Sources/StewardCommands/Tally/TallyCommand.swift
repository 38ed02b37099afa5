// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `steward tally …`
struct TallyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally",
        abstract: "Check election announcements against their own arithmetic and the official count.",
        discussion: """
            steward tally init --from ect/
            steward tally import matched/
            steward tally check
            steward tally reconcile
            steward tally publish --to report/

            “steward tally run --from ect/ matched/” does the first four at once.
            """,
        subcommands: [
            TallyInitCommand.self, TallySnapshotCommand.self, TallyCollectCommand.self, TallyImportCommand.self,
            TallyReadCommand.self, TallyCheckCommand.self,
            TallyReconcileCommand.self, TallyRunCommand.self, TallyFindingsCommand.self, TallyShowCommand.self,
            TallyDecideCommand.self, TallyAuditSampleCommand.self, TallyPublishCommand.self,
        ])
}
