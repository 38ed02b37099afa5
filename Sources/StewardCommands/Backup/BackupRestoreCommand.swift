// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Files
import Foundation
import StewardCore
import StewardServer

/// `steward backup restore`
struct BackupRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Restore a backup into a new database.",
        discussion: """
            steward backup restore timeline --at "2026-11-20 12:00"

            The database is called NAME_restored_TIME, unless --to says otherwise. One that is there is only replaced \
            when its name is typed after --over. The role of a set reads only; --connection names a connection of the \
            same or another server, whose role may make databases.

            Exit status: 0 done; 1 failed, and no half database is left; 4 there is no such backup.
            """)

    @OptionGroup var choice: BackupChoice

    @Option(name: .long, help: "The database to make. Default: the backup's, with “_restored_” and the time.")
    var to: String?

    @Option(name: .long, help: "Replace this database, which is removed first. Type its name.")
    var over: String?

    @Option(name: .long, help: "The connection to restore through. Default: the set's.")
    var connection: String?

    @Flag(name: .long, help: "Leave owners and rights out, so that the roles of the dump are not needed.")
    var withoutOwners = false

    @Option(
        name: .long, help: "The file with a private key that opens it, when it is not the set's.", completion: .file())
    var identityFile: String?

    @Flag(name: .long, help: "Only say what would be restored where.")
    var dryRun = false

    @Flag(name: [.customShort("y"), .long], help: "Ask no question before a database is replaced.")
    var yes = false

    @OptionGroup var sets: BackupSetOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await sets.with(choice.subject) { open in
            let plan = try await open.backups.planRestore(
                of: try await choice.id(open), in: open.set, to: to, over: over, through: connection,
                connecting: open.connections)
            guard !dryRun else { return tell(plan) }
            if plan.replaces, !yes, !isAgreed(plan) {
                throw CommandError(.failure, "Nothing was restored.")
            }
            let meter = BackupMeter(output.printer)
            let report = try await open.backups.restore(
                plan, in: open.set, connecting: open.connections, identity: identityFile,
                withoutOwners: withoutOwners, by: sets.actor
            ) { meter.show($0) }
            meter.finish()
            for warning in report.warnings { output.printer.note(warning) }
            let seconds = String(format: "%.1f", Double(report.milliseconds) / 1000)
            output.printer.show(
                "“\(report.backup)” is restored to the database “\(report.target)”, in \(seconds) s.", json: report.json
            )
        }
    }

    private func tell(_ plan: RestorePlan) {
        let how = plan.replaces ? "in place of the database" : "to the new database"
        output.printer.show(
            "Would restore “\(plan.backup.id)” of \(plan.backup.madeAt.formatted(.iso8601)) "
                + "(\(ByteCount(plan.backup.dumpBytes))) \(how) “\(plan.target)”, through “\(plan.connection)”.",
            json: [
                "backup": .string(plan.backup.id.text), "to": .string(plan.target),
                "connection": .string(plan.connection),
                "replaces": .bool(plan.replaces),
            ])
    }

    private func isAgreed(_ plan: RestorePlan) -> Bool {
        let question =
            "The database “\(plan.target)” and everything in it will be removed, and made again as it was "
            + "\(plan.backup.madeAt.formatted(.iso8601)). Type its name to go on: "
        return Terminal.ask(question) == plan.target
    }
}
