// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardIntegration
import StewardServer
import Tally

/// `steward tally collect LIST`
struct TallyCollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Collect the signed forms from the provinces' shared folders: every version by its hash.",
        discussion: """
            LIST is a CSV file with two columns: a province's name, and the link or id of its folder. The folders are \
            read as anybody can read them, without an account; with --own in the name of the drive's account. Every \
            file that is fetched is an entry of the election's book, with its id, path, size, hash and the time. Run \
            it again: only what is new or changed is fetched, and what vanished is noted.

            A list in which one folder stands twice is refused. Exit status 3 when something could not be fetched.
            """)

    @Argument(help: "The list of folders.", completion: .file())
    var list: String

    @Flag(name: .long, help: "Read the folders in the name of the drive's account.")
    var own = false

    @Option(name: .customLong("only"), help: "Only this province. Repeatable.")
    var provinces: [String] = []

    @OptionGroup var election: ElectionOptions
    @OptionGroup var drive: CollectOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folders = try FolderList.read(list).filter { provinces.isEmpty || provinces.contains($0.name) }
        try await installation.with { installation in
            let name = try await election.name(installation)
            let connection = try await drive.connection(installation)
            let known = try await resolve(folders, connection)
            try Files.check(folders: known)
            var rows: [[JSON]] = []
            var isComplete = true
            for folder in known {
                let run = try await collect(folder, name, connection, installation)
                isComplete = isComplete && run.isComplete
                rows.append(Self.row(folder, run))
            }
            output.printer.show(
                Listing(
                    [
                        ("province", "Province"), ("folder", nil), ("expected", "Expected"), ("present", "Present"),
                        ("missing", "Missing"), ("changed", "Changed"), ("vanished", "Vanished"), ("bytes", "Bytes"),
                        ("unread_folders", "Unread folders"),
                    ],
                    empty: "The list names no folder.", rows: rows))
            if !isComplete { throw ExitStatus.attention.code }
        }
    }

    /// The folders' ids; a link is looked at without reading the folder.
    private func resolve(
        _ folders: [FolderList.Folder], _ connection: FileConnection
    ) async throws -> [(name: String, id: String)] {
        var known: [(name: String, id: String)] = []
        for folder in folders {
            let isLink = folder.place.contains("/")
            let id = isLink ? try await connection.reading().publicItem(folder.place).id : folder.place
            known.append((folder.name, id))
        }
        return known
    }

    private func collect(
        _ folder: (name: String, id: String), _ name: String, _ connection: FileConnection, _ installation: Installation
    ) async throws -> MirrorRun {
        let files = installation.files
        let mirror = try await files.planMirror(
            connection.name, folder: folder.id, options: MirrorOptions(target: .blobs, isPublic: !own),
            book: Elections.book(name))
        let meter = TransferProgress(output.printer, label: folder.name)
        let run = try await files.mirror(mirror.id, with: connection, actor: election.actor) { meter.show($0) }
        meter.finish()
        for file in try await files.covered(mirror.id, status: .missing, limit: 5).items {
            output.printer.note("\(folder.name): \(file.path) is missing: \(file.reason ?? "not fetched yet")")
        }
        return run
    }

    private static func row(_ folder: (name: String, id: String), _ run: MirrorRun) -> [JSON] {
        let coverage = run.coverage
        return [
            .string(folder.name), .string(folder.id), .integer(coverage.expected), .integer(coverage.present),
            .integer(coverage.missing), .integer(coverage.changed), .integer(coverage.vanished),
            .integer(coverage.bytes), .integer(run.unreadFolders),
        ]
    }
}

/// Which connection reads the folders.
struct CollectOptions: ParsableArguments {
    @Option(name: .long, help: "The connection that reads the folders. Default: the only one that keeps files.")
    var connection: String?

    func connection(_ installation: Installation) async throws -> FileConnection {
        let connections = FileConnections(installation)
        let names = try await connections.names()
        if let name = connection ?? (names.count == 1 ? names.first : nil) {
            return try await connections.connection(named: name)
        }
        throw CommandError(
            .usage,
            names.isEmpty
                ? "Nothing is connected that reads shared folders; run “steward connect google-drive”."
                : "There are several drives; choose one with --connection: \(names.joined(separator: ", ")).")
    }
}
