// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardIntegration
import StewardServer

/// `steward drive get`
struct DriveGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Download files, folders and documents.",
        discussion: """
            Every file is checked against the service's digest before it gets its name; files that are there already, \
            byte for byte, are not read again. Given again after it was stopped, it goes on.
            """)

    @Argument(help: "Paths, as /Reports/2026/May.pdf, or ids.")
    var sources: [String]

    @Option(name: .long, help: "The folder to download into.", completion: .directory)
    var to = "."

    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = URL(filePath: to).standardizedFileURL.path
        try await drive.with { installation, connection in
            let paths = DrivePath(try connection.storing())
            var files: [String] = []
            for source in sources {
                let found = try await paths.any(source)
                guard found.kind == .folder else {
                    files.append(found.id)
                    continue
                }
                try await tree(found, into: folder, installation, connection)
            }
            if !files.isEmpty { try await download(files, into: folder, installation, connection) }
        }
    }

    private func download(
        _ ids: [String], into folder: String, _ installation: Installation, _ connection: FileConnection
    ) async throws {
        let files = installation.files
        // The same words name the same transfer, so that the command given again goes on.
        let id = "get-" + NameDigits.of(([connection.name, folder] + ids).joined(separator: "\n"), count: 24)
        var transfer = try await files.planDownload(connection.name, files: ids, into: folder, id: id)
        if transfer.state == .done {
            try await files.forget(id)
            transfer = try await files.planDownload(connection.name, files: ids, into: folder, id: id)
        }
        let runner = TransferRunner(installation: installation, printer: output.printer)
        try await runner.run(transfer, label: "Downloading") { progress in
            try await files.download(id, with: connection, progress: progress)
        }
    }

    /// A folder is a mirror of its tree that is looked at once.
    private func tree(
        _ found: StoredFile, into folder: String, _ installation: Installation, _ connection: FileConnection
    ) async throws {
        let name = SafeName.make(found.name, id: found.id)
        let target = folder + "/" + name
        // Made below the chosen folder: a link that stands there under this name must not lead elsewhere.
        try LocalFolder(folder).makeFolder(LocalPath([name]))
        let files = installation.files
        let mirror = try await files.planMirror(
            connection.name, folder: found.id, options: MirrorOptions(target: .folder(target)))
        let meter = TransferProgress(output.printer, label: "Downloading \(found.name)")
        let run = try await TransferRunner.goingOn {
            try await files.mirror(mirror.id, with: connection, actor: drive.actor, wholly: true) { meter.show($0) }
        }
        meter.finish()
        try await MirrorGaps(files: files, mirror: mirror.id).show(output.printer)
        output.printer.show(
            "\(found.name): \(run.coverage.present) of \(run.coverage.expected) files are in \(target).", json: run.json
        )
        if !run.isComplete { throw ExitStatus.failure.code }
    }
}
