// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardServer

/// `steward drive clean`
struct DriveCleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Tidy away the files that lie directly in the root (google_drive_root_files_delete).",
        discussion: """
            Lists them first, and changes nothing without --run. Then it asks, and moves them into the trash; only \
            --permanent removes them for good. Folders stay; so do files of others, and, unless asked for, documents \
            and shortcuts.

            Exit status: 0 done, or only listed; 1 a file failed, or it was cancelled; 2 a wrong argument.
            """)

    @Flag(name: .customLong("run"), help: "Do it, after a question.")
    var isRun = false

    @Flag(name: .long, help: "Remove for good instead of moving into the trash.")
    var permanent = false

    @Flag(name: .long, help: "Documents of the service's own, too.")
    var documents = false

    @Flag(name: .long, help: "Shortcuts, too; what they point at stays.")
    var shortcuts = false

    @Flag(name: .long, help: "Only list; this is what happens without --run.")
    var dryRun = false

    @Flag(name: [.customShort("y"), .long], help: "Ask no question.")
    var yes = false

    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !(isRun && dryRun) else { throw ValidationError("--run and --dry-run exclude each other; give one.") }
    }

    func run() async throws {
        try await drive.with { installation, connection in
            let files = installation.files
            let plan = try await files.planCleanUp(
                connection, options: CleanOptions(documents: documents, shortcuts: shortcuts, isPermanent: permanent))
            try await show(plan, files)
            let counts = try await files.counts(of: plan.id)
            guard isRun, counts.waiting > 0 else { return try await files.forget(plan.id) }
            let verb = permanent ? "Remove for good" : "Move into the trash"
            guard yes || Terminal.ask("\(verb) \(counts.waiting) files? (y/N) ")?.lowercased() == "y" else {
                try await files.forget(plan.id)
                throw CommandError(.failure, "Operation cancelled.")
            }
            let runner = TransferRunner(installation: installation, printer: output.printer)
            try await runner.run(plan, label: permanent ? "Removing" : "Trashing") { progress in
                try await files.cleanUp(
                    plan.id, with: connection, owner: installation.lockOwner, actor: drive.actor, progress: progress)
            }
        }
    }

    private func show(_ plan: Transfer, _ files: Files) async throws {
        var rows: [[JSON]] = []
        var place: Int64 = 0
        while case let items = try await files.items(of: plan.id, after: place, limit: 1000), let last = items.last {
            place = last.number
            rows += items.map { item in
                [
                    .string(item.name), .string(item.fileID ?? ""), item.size.map(JSON.integer) ?? .null,
                    .string(item.state == .waiting ? (permanent ? "delete" : "trash") : "keep"),
                    item.reason.map(JSON.string) ?? .null,
                ]
            }
        }
        output.printer.show(
            Listing(
                [("name", "Name"), ("id", "Id"), ("size", "Bytes"), ("action", "Action"), ("reason", "Why")],
                empty: "Nothing lies in the root.", rows: rows))
    }
}
