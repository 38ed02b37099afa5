// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardServer

/// `steward data backup --to FOLDER`
struct DataBackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database, the blobs and the timeline into a new folder, while Steward runs.",
        discussion: """
            The folder gets its name when everything in it is on disk: a backup that was cut short is named \
            “….partial”, has no manifest and cannot be restored; the next backup to the same place removes it.

            A store in PostgreSQL is refused: copy it with pg_dump; docs/operations.md says how. Exit status 3: it was \
            made, but blobs or the timeline were damaged already and are not in it.
            """)

    @Option(name: .long, help: "The folder to make; it must not exist.", completion: .directory)
    var to: String

    @Flag(name: .long, help: "Put the key files in. Whoever has the backup can then read stored credentials.")
    var withKeys = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard installation.folder.exists else {
            throw CommandError(.notFound, "There is no data in \(installation.folder.path) yet.")
        }
        let bar = SharedProgressBar(output.printer.progress("Copying", total: nil))
        let target = Self.withoutSlash(to)
        let manifest: BackupManifest
        do {
            manifest = try await installation.with(upgrades: false) { installation in
                try await DataBackup(installation, includesKeys: withKeys).write(to: target) { bar.update($0, of: $1) }
            }
        } catch let error as OwnDataError { throw DataCommand.failure(error) }
        bar.finish()
        let keys =
            !manifest.keys.isEmpty
            ? "It has \(manifest.keys.joined(separator: " and ")): guard it like a password."
            : "The key files are not in it: keep \(installation.folder.path)/keys apart from it."
        output.printer.show(
            "\(target) has \(manifest.files) files, \(manifest.bytes >> 10) KiB, and "
                + "\(manifest.books.count) books. \(keys)", json: manifest.json)
        guard manifest.damaged.isEmpty else {
            output.printer.problem(
                "Damaged already, and not in the backup: \(manifest.damaged.joined(separator: ", "))")
            throw ExitStatus.attention.code
        }
    }

    /// A path without the slash that completion adds.
    static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? withoutSlash(String(path.dropLast())) : path
    }
}
