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
            being read. Copies off-site have a rule of their own, or the same; they are shown with their connection.

            Exit status: 0 done; 1 a file or a copy could not be removed, or it was cancelled.
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
            let count = plan.removed.count + plan.removedCopies.count
            let isAsked = !dryRun && !yes && count > 0
            if isAsked, !output.json { show(plan) }
            if isAsked, Terminal.ask("Remove \(count) backups and copies? (y/N) ")?.lowercased() != "y" {
                throw CommandError(.failure, "Nothing was removed.")
            }
            let report = dryRun ? plan : try await prune(open)
            if output.json { output.printer.show("", json: report.json) } else if !isAsked { show(report) }
            let size = ByteCount(report.bytes)
            let copies =
                report.copies.isEmpty
                ? "" : "; off-site \(report.removedCopies.count), kept \(report.keptCopies.count)"
            output.printer.note(
                "\(dryRun ? "Would remove" : "Removed") \(report.removed.count) (\(size)), "
                    + "kept \(report.kept.count)\(copies).")
            for failure in report.failures { output.printer.problem("ERROR \(failure)") }
            if !report.failures.isEmpty { throw ExitStatus.failure.code }
        }
    }

    private func prune(_ open: OpenBackupSet) async throws -> PruneReport {
        try await open.backups.prune(open.set, stores: open.connections, by: sets.actor)
    }

    private func show(_ report: PruneReport) {
        func row(_ backup: Backup, _ place: String?, _ isRemoved: Bool, _ reason: String) -> [JSON] {
            [
                .string(backup.id.text), .string(backup.isGlobals ? "(roles)" : backup.database),
                .string(backup.madeAt.formatted(.iso8601)), .string(ByteCount(backup.bytes).description),
                place.map(JSON.string) ?? "here",
                .string(isRemoved ? (report.isDryRun ? "would go" : "removed") : "kept"), .string(reason),
            ]
        }
        let rows =
            (kept ? report.items : report.removed).map { row($0.backup, nil, $0.isRemoved, $0.reason) }
            + (kept ? report.copies : report.removedCopies).map {
                row($0.backup, $0.connection, $0.isRemoved, $0.reason)
            }
        output.printer.show(
            Listing(
                [
                    ("backup", "Backup"), ("database", "Database"), ("made_at", "Made"), ("size", "Size"),
                    ("place", "Where"), ("action", "Action"), ("reason", "Why"),
                ],
                empty: "Nothing is to be removed.", rows: rows))
    }
}
