// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardServer

/// `steward backup verify`
struct BackupVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove backups: restore them into a scratch server, and look whether everything is there.",
        discussion: """
            Compared are every table's rows with what the dump has, extensions, roles, and the set's own checks. The \
            server is private, and gone afterwards. Without a name, the newest backup of each database is proved.

            Exit status: 0 all are proved; 3 one is not; 1 a proof was not possible; 4 there is no such backup.
            """)

    @Argument(help: "A set's, a database's or a backup's name. Default: the newest backup of each database.")
    var subject: String?

    @Option(name: .customLong("database"), help: "Only this database. Repeatable.")
    var databases: [String] = []

    @Flag(name: .long, help: "Every backup, not only the newest.")
    var all = false

    @Flag(name: .long, help: "Only those of which a proof is due by the set's rule.")
    var due = false

    @Flag(name: .long, help: "Only compare the files with what was written; restore nothing.")
    var hashOnly = false

    @Option(name: .long, help: "The file with a private key that opens them, when it is not the set's.")
    var identityFile: String?

    @OptionGroup var sets: BackupSetOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await sets.with(subject) { open in
            let chosen = try await choose(open)
            guard !chosen.isEmpty else {
                guard due else { throw CommandError(.notFound, "There is no backup to prove.") }
                return output.printer.show("No proof is due.", json: [])
            }
            let meter = BackupMeter(output.printer)
            var reports: [ProofReport] = []
            for id in chosen {
                let report = try await prove(id, open, meter)
                meter.finish()
                Self.tell(report, output.printer)
                reports.append(report)
            }
            output.printer.show(
                "\(reports.count { $0.isProved }) of \(reports.count) \(hashOnly ? "unchanged" : "proved").",
                json: .array(reports.map(\.json)))
            if reports.contains(where: { !$0.isProved }) { throw ExitStatus.attention.code }
        }
    }

    private func prove(_ id: BackupID, _ open: OpenBackupSet, _ meter: BackupMeter) async throws -> ProofReport {
        if hashOnly { return try await open.backups.verifyFile(id, in: open.set, by: sets.actor) }
        return try await open.backups.prove(
            id, in: open.set, connecting: open.connections, identity: identityFile, by: sets.actor
        ) { meter.show($0) }
    }

    private func choose(_ open: OpenBackupSet) async throws -> [BackupID] {
        if case .backup(let id) = open.subject { return [id] }
        let history = try await open.backups.history(of: open.set.name)
        var names = databases.isEmpty ? open.set.databases : databases
        if case .database(let name) = open.subject { names = [name] }
        if all { return names.flatMap { history.present($0).map(\.id) } }
        if due {
            return try await open.backups.proofStates(of: open.set)
                .filter { $0.isDue && names.contains($0.database) }.compactMap(\.newest)
        }
        return names.compactMap { history.present($0).last?.id }
    }

    /// Says what a proof found; what failed on standard error.
    static func tell(_ report: ProofReport, _ printer: Printer) {
        for check in report.checks where !check.isPassed {
            printer.problem("\(report.backup): \(check.step.rawValue): \(check.sentence)")
        }
        for warning in report.warnings { printer.problem("WARNING \(report.backup): \(warning)") }
        guard report.isProved else { return }
        let seconds = String(format: "%.1f", Double(report.milliseconds) / 1000)
        printer.note("\(report.backup): proved in \(seconds) s, \(report.tables) tables, \(report.rows) rows.")
    }
}
