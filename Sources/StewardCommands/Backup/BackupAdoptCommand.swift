// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Files
import Foundation
import StewardCore
import StewardJobs
import StewardServer

/// `steward backup adopt FOLDER`
struct BackupAdoptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Take older programs' dumps (*.sql, *.backup) into a set, where they lie.",
        discussion: """
            Each is read to its end, hashed and recorded; nothing is moved. From then on it is listed, proved and \
            restored like the set's own, and the set's rule removes it when it is old.

            Exit status: 0 done; 3 a file is no whole dump, or its name does not say of which database and when.
            """)

    @Argument(help: "The folder; folders in it are looked into.", completion: .directory)
    var folder: String

    @Option(name: .long, help: "The IANA time zone of the times in the names. Default: the set's.")
    var zone: String?

    @Flag(name: .long, help: "Only say what would be adopted.")
    var dryRun = false

    @OptionGroup var sets: BackupSetOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let zone = try zone.map { try LocalZone($0) }
        try await sets.with { open in
            let report = try await open.backups.adopt(
                URL(filePath: folder).standardizedFileURL.path, into: open.set, zone: zone,
                dumping: try await open.connections.dumping(open.set.connection), isDryRun: dryRun, by: sets.actor)
            show(report)
            if !report.refused.isEmpty { throw ExitStatus.attention.code }
        }
    }

    private func show(_ report: AdoptionReport) {
        for refusal in report.refused { output.printer.problem("\(refusal.file): \(refusal.reason)") }
        if output.json {
            return output.printer.show(
                "",
                json: [
                    "adopted": .array(report.adopted.map(\.summary)),
                    "known": .array(report.known.map(JSON.string)),
                    "refused": .array(
                        report.refused.map { ["file": .string($0.file), "reason": .string($0.reason)] }),
                    "others": .integer(Int64(report.others)), "dry_run": .bool(report.isDryRun),
                ])
        }
        output.printer.show(
            Listing(
                [("backup", "Backup"), ("database", "Database"), ("made_at", "Made"), ("size", "Size")],
                empty: "There is nothing to adopt.",
                rows: report.adopted.map { backup in
                    [
                        .string(backup.id.text), .string(backup.database),
                        .string(backup.madeAt.formatted(.iso8601)), .string(ByteCount(backup.bytes).description),
                    ]
                }))
        output.printer.note(
            "\(dryRun ? "Would adopt" : "Adopted") \(report.adopted.count); \(report.known.count) known, "
                + "\(report.refused.count) refused, \(report.others) other files.")
    }
}
