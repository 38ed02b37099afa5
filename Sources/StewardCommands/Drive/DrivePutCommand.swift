// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardServer

/// `steward drive put`
struct DrivePutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put", abstract: "Upload a file or a folder.",
        discussion: """
            Files that are there already, byte for byte, are not sent again; files of the same name get the new \
            content. Given again after it was stopped, it goes on: large files from the byte that the service \
            confirmed. Nothing is made twice.
            """)

    @Argument(help: "A file or folder on this machine.", completion: .file())
    var source: String

    @Option(name: .long, help: "Where to: a path, as /Backups, or a folder's id.")
    var to = "/"

    @Flag(name: .long, help: "Store everything as new, beside what has the name already.")
    var add = false

    @Flag(name: .long, help: "Of a folder, only what is in it.")
    var contents = false

    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = URL(filePath: source).standardizedFileURL.path
        try await drive.with { installation, connection in
            let runner = TransferRunner(installation: installation, printer: output.printer)
            let folder = try await DrivePath(try connection.storing()).folder(to)
            let options = UploadOptions(existing: add ? .add : .update, contentsOnly: contents)
            var transfer = try await runner.open(.upload, connection.name, source: path, target: folder)
            if transfer == nil {
                transfer = try await installation.files.planUpload(
                    connection.name, source: path, folder: folder, options: options)
            }
            guard let transfer else { return }
            try await runner.run(transfer, label: "Uploading") { progress in
                try await installation.files.upload(
                    transfer.id, with: connection, actor: drive.actor, progress: progress)
            }
        }
    }
}
