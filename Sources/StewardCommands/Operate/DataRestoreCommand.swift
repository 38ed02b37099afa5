// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer

/// `steward data restore BACKUP`
struct DataRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Make an installation of a backup, in a folder that is not in use.",
        discussion: """
            Every file is hashed while it is copied, and the database and its books are examined, before the folder \
            gets its name. An installation that is running is refused; one that is there is refused without --replace.
            """)

    @Argument(help: "A folder that “data backup” made.", completion: .directory)
    var backup: String

    @Option(name: .long, help: "A folder with ledger.key and secrets.key, kept apart.", completion: .directory)
    var keys: String?

    @Flag(name: .long, help: "Move what is in the data folder aside, to FOLDER.before-TIME.")
    var replace = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard ProcessInfo.processInfo.environment["STEWARD_DATABASE"] == nil else {
            throw CommandError(
                .failure,
                "STEWARD_DATABASE is set, so this installation's database is PostgreSQL: restore it with pg_restore; "
                    + "docs/operations.md has the commands.")
        }
        let bar = SharedProgressBar(output.printer.progress("Copying", total: nil))
        let folder = DataFolder(DataBackupCommand.withoutSlash(installation.folder.path))
        let result: DataRestore.Result
        do {
            let backup = try BackupFolder(DataBackupCommand.withoutSlash(backup))
            result = try await DataRestore(backup, into: folder, keys: keys, replaces: replace).run {
                bar.update($0, of: $1)
            }
        } catch let error as OwnDataError { throw DataCommand.failure(error) }
        bar.finish()
        let report = result.report
        var lines = [
            "\(folder.path) is restored and verified: \(report.files) files, \(report.books) books, "
                + "\(report.entries) entries."
        ]
        lines += result.movedAside.map { ["What was there before is in \($0)."] } ?? []
        output.printer.show(
            (lines + report.remarks).joined(separator: "\n"),
            json: [
                "folder": .string(folder.path), "moved_aside": result.movedAside.map(JSON.string) ?? .null,
                "report": report.json,
            ])
    }
}
