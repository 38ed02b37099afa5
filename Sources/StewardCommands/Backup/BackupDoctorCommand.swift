// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardIntegration
import StewardServer

/// `steward backup doctor`
struct BackupDoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look whether a set's databases can be backed up, and say what is missing, as commands to run.",
        discussion: """
            Looked at are programs and their versions, the sign-in, TLS, and what the backup's role may read. Nothing \
            is changed.

            Exit status: 0 all is well; 3 something is failing.
            """)

    @Argument(help: "The set's name. Default: the only one there is.")
    var subject: String?

    @Option(name: .long, help: "Look at a connection, without a set.")
    var connection: String?

    @Option(name: .customLong("database"), help: "With --connection: a database. Repeatable.")
    var databases: [String] = []

    @OptionGroup var sets: BackupSetOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let checks: [DatabaseCheck]
        if let connection {
            checks = try await sets.options.installation.with { installation in
                let dumping = try await DatabaseConnections(installation).dumping(connection)
                let names = databases.isEmpty ? (try? await dumping.databaseNames()) ?? [] : databases
                return await dumping.dumpChecks(of: names)
            }
        } else {
            checks = try await sets.with(subject) { open in
                let own = await open.backups.checks(of: open.set)
                let dumping = try await open.connections.dumping(open.set.connection)
                return own + (await dumping.dumpChecks(of: open.set.databases))
            }
        }
        show(checks)
        if checks.contains(where: { $0.verdict == .failing }) { throw ExitStatus.attention.code }
    }

    private func show(_ checks: [DatabaseCheck]) {
        output.printer.show(
            Listing(
                [("check", "Check"), ("state", "State"), ("found", "Found"), ("repair", nil)],
                empty: "Nothing was looked at.",
                rows: checks.map { check in
                    [
                        .string(check.name), .string(check.verdict.rawValue), .string(check.sentence),
                        check.repair.map(JSON.string) ?? .null,
                    ]
                }))
        for check in checks where check.verdict != .ok {
            if let repair = check.repair { output.printer.note("\n\(check.name):\n\(repair)") }
        }
    }
}
