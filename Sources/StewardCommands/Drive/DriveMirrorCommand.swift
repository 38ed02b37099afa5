// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardIntegration
import StewardJobs
import StewardServer

/// `steward drive mirror`
struct DriveMirrorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mirror",
        abstract: "Keep a copy of a folder's tree, every version by its hash, and say what is missing.",
        discussion: """
            Without --to the content goes into Steward's own store. A folder that somebody has shared with everyone is \
            read with --public, without an account. Run it again: only what is new or changed is fetched. What \
            vanishes at the service stays here.

            Exit status 3 when something could not be fetched.
            """)

    @Argument(help: "A path, as /Scans, a folder's id, or with --public a link or id.")
    var folder: String

    @Option(name: .long, help: "The folder to mirror into.", completion: .directory)
    var to: String?

    @Flag(name: .customLong("public"), help: "The folder is shared with everyone.")
    var isPublic = false

    @Flag(name: .long, help: "Look at every folder, also where the service tells what changed.")
    var wholly = false

    @Flag(name: .long, inversion: .prefixedNo, help: "Export documents.")
    var documents = true

    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await drive.with { installation, connection in
            let target = to.map { MirrorOptions.Target.folder(URL(filePath: $0).standardizedFileURL.path) } ?? .blobs
            let options = MirrorOptions(target: target, isPublic: isPublic, exportsDocuments: documents)
            let id: String
            if isPublic {
                id = try await connection.reading().publicItem(folder).id
            } else {
                id = try await DrivePath(try connection.storing()).folder(folder)
            }
            let files = installation.files
            let mirror = try await files.planMirror(connection.name, folder: id, options: options)
            let meter = TransferProgress(output.printer, label: "Mirroring")
            let run = try await TransferRunner.goingOn {
                try await files.mirror(
                    mirror.id, with: connection, actor: drive.actor, wholly: wholly
                ) { meter.show($0) }
            }
            meter.finish()
            try await show(run, mirror, files)
        }
    }

    private func show(_ run: MirrorRun, _ mirror: Mirror, _ files: Files) async throws {
        try await MirrorGaps(files: files, mirror: mirror.id).show(output.printer)
        let coverage = run.coverage
        var members = run.json.members ?? []
        members.insert(.init("mirror", .string(mirror.id)), at: 0)
        output.printer.show(
            "Expected \(coverage.expected), present \(coverage.present), missing \(coverage.missing), changed "
                + "\(coverage.changed), left out \(coverage.skipped), vanished \(coverage.vanished); "
                + "\(ByteCount(coverage.bytes)).", json: .object(members))
        if !run.isComplete { throw ExitStatus.attention.code }
    }
}
