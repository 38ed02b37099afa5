// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer

/// `steward data check BACKUP`
struct DataCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Hash every file of a backup, and examine its database and books.",
        discussion: """
            Needs no installation, and changes nothing in the backup: the database is examined as a copy in the folder \
            for temporary files. Exit status 3 when the backup cannot be trusted.
            """)

    @Argument(help: "A folder that “data backup” made.", completion: .directory)
    var backup: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bar = SharedProgressBar(output.printer.progress("Hashing", total: nil))
        let scratch = FileManager.default.temporaryDirectory.path + "/steward-check-" + UUID().uuidString.lowercased()
        let report: BackupFolder.Report
        do {
            let folder = try BackupFolder(DataBackupCommand.withoutSlash(backup))
            report = try await folder.check(scratch: scratch) { bar.update($0, of: $1) }
        } catch let error as OwnDataError { throw DataCommand.failure(error) }
        bar.finish()
        let verdict = report.faults.isEmpty ? "The backup is whole" : "THE BACKUP CANNOT BE TRUSTED"
        let counts = "\(report.files) files, \(report.books) books, \(report.entries) entries."
        let lines = ["\(verdict): \(counts)"] + report.faults + report.remarks
        output.printer.show(lines.joined(separator: "\n"), json: report.json)
        if !report.faults.isEmpty { throw ExitStatus.attention.code }
    }
}

extension BackupFolder.Report {
    var json: JSON {
        [
            "whole": .bool(faults.isEmpty), "files": .integer(Int64(files)), "books": .integer(Int64(books)),
            "entries": .integer(entries), "faults": .array(faults.map(JSON.string)),
            "remarks": .array(remarks.map(JSON.string)),
        ]
    }
}
