// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Files
import Foundation
import StewardCore
import StewardServer

/// `steward backup prune`
struct BackupPruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Remove the backups that the set's rule lets go.",
        discussion: """
            What is older than the rule's days goes only while enough younger ones are verified. Never removed: the \
            newest verified one, as many of the newest proved ones as the rule's minimum, what is pinned, and what is \
            being read. Copies off-site stay.

            Exit status: 0 done; 1 a file could not be removed, or it was cancelled.
            """)

    @Argument(help: "The set's name. Default: the only one there is.")
    var subject: String?

    @Flag(name: .long, help: "Only say what would go.")
    var dryRun = false

    @Flag(name: .long, help: "Show what stays, too, and why.")
    var kept = false

    @Flag(name: [.customShort("y"), .long], help: "Ask no question.")
    var yes = false

    @OptionGroup var sets: BackupSetOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await sets.with(subject) { open in
            let plan = try await open.backups.prune(open.set, isDryRun: true, by: sets.actor)
            let isAsked = !dryRun && !yes && !plan.removed.isEmpty
            if isAsked, !output.json { show(plan) }
            if isAsked, Terminal.ask("Remove \(plan.removed.count) backups? (y/N) ")?.lowercased() != "y" {
                throw CommandError(.failure, "Nothing was removed.")
            }
            let report = dryRun ? plan : try await open.backups.prune(open.set, by: sets.actor)
            if output.json { output.printer.show("", json: report.json) } else if !isAsked { show(report) }
            let size = ByteCount(report.bytes)
            output.printer.note(
                "\(dryRun ? "Would remove" : "Removed") \(report.removed.count) (\(size)), kept \(report.kept.count).")
            for failure in report.failures { output.printer.problem("ERROR \(failure.failure ?? "")") }
            if !report.failures.isEmpty { throw ExitStatus.failure.code }
        }
    }

    private func show(_ report: PruneReport) {
        let rows = (kept ? report.items : report.removed).map { item -> [JSON] in
            [
                .string(item.backup.id.text), .string(item.backup.isGlobals ? "(roles)" : item.backup.database),
                .string(item.backup.madeAt.formatted(.iso8601)), .string(ByteCount(item.backup.bytes).description),
                .string(item.isRemoved ? (report.isDryRun ? "would go" : "removed") : "kept"), .string(item.reason),
            ]
        }
        output.printer.show(
            Listing(
                [
                    ("backup", "Backup"), ("database", "Database"), ("made_at", "Made"), ("size", "Size"),
                    ("action", "Action"), ("reason", "Why"),
                ],
                empty: "Nothing is to be removed.", rows: rows))
    }
}
