// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Files
import Foundation
import StewardCore
import StewardServer

/// `steward backup run`
struct BackupRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Back up the databases of a set now, prove what is due, and remove what the rule lets go.",
        discussion: """
            A schedule does the same: steward schedules add nightly backups.run --payload '{"set": "nightly"}' \
            --due "daily at 02:15".

            Exit status: 0 done; 1 a database was not backed up; 3 all are, but a copy is not off-site, a proof failed \
            or an old file or copy could not be removed; 5 another process works on the set.
            """)

    @Argument(help: "The set's name, or a database of one. Default: the only set there is.")
    var subject: String?

    @Option(name: .customLong("database"), help: "Only this database of the set. Repeatable.")
    var databases: [String] = []

    @Flag(name: .long, help: "Do not prove what is due.")
    var noProof = false

    @Flag(name: .long, help: "Do not remove what the rule lets go.")
    var noPrune = false

    @Flag(name: .long, help: "Only say what would be backed up and what would go.")
    var dryRun = false

    @OptionGroup var sets: BackupSetOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await sets.with(subject) { open in
            let chosen = try chosen(open)
            if dryRun { return try await tell(chosen, open) }
            let meter = BackupMeter(output.printer)
            let run = try await open.backups.run(
                open.set, databases: chosen, id: "command-\(UInt32.random(in: .min ... .max))",
                connections: open.connections, stores: open.connections, by: sets.actor
            ) { meter.show($0.jobProgress) }
            meter.finish()
            let proofs = noProof ? [] : try await proveDue(open, meter)
            let pruned =
                noPrune
                ? nil
                : try await open.backups.prune(
                    open.set, stores: open.connections, by: sets.actor)
            try show(run, proofs, pruned)
        }
    }

    private func chosen(_ open: OpenBackupSet) throws -> [String] {
        let set = open.set
        if case .database(let name) = open.subject { return [name] }
        if let unknown = databases.first(where: { !set.databases.contains($0) }) {
            throw CommandError(
                .notFound,
                "The set “\(set.name)” has no database “\(unknown)”; it has \(set.databases.joined(separator: ", ")).")
        }
        return databases.isEmpty ? set.databases : databases
    }

    private func tell(_ chosen: [String], _ open: OpenBackupSet) async throws {
        let plan = try await open.backups.prune(open.set, isDryRun: true, by: sets.actor)
        output.printer.show(
            "Would back up \(chosen.joined(separator: ", ")) into \(open.set.folder), and remove "
                + "\(plan.removed.count) old backups (\(ByteCount(plan.bytes))).",
            json: [
                "databases": .array(chosen.map(JSON.string)), "folder": .string(open.set.folder), "prune": plan.json,
            ])
    }

    private func proveDue(_ open: OpenBackupSet, _ meter: BackupMeter) async throws -> [ProofReport] {
        var reports: [ProofReport] = []
        for state in try await open.backups.proofStates(of: open.set) where state.isDue {
            guard let newest = state.newest else { continue }
            do {
                reports.append(
                    try await open.backups.prove(
                        newest, in: open.set, connecting: open.connections, by: sets.actor
                    ) { meter.show($0) })
            } catch let error as BackupsError where error.code == .locked {
                output.printer.problem("Not proved: \(error.description)")
            }
            meter.finish()
        }
        return reports
    }

    private func show(_ run: BackupRun, _ proofs: [ProofReport], _ pruned: PruneReport?) throws {
        for failure in run.failures {
            output.printer.problem("ERROR \(failure.database ?? run.set): \(failure.reason)")
        }
        for failure in run.storeFailures {
            output.printer.problem("ERROR \(failure.backup) is not off-site: \(failure.reason)")
        }
        for report in proofs { BackupVerifyCommand.tell(report, output.printer) }
        for failure in pruned?.failures ?? [] { output.printer.problem("ERROR \(failure)") }
        var members = run.json.members ?? []
        members.append(.init("proofs", .array(proofs.map(\.json))))
        if let pruned { members.append(.init("prune", pruned.json)) }
        let size = ByteCount(run.made.reduce(0) { $0 + $1.bytes })
        let removed = pruned.map { ", \($0.removed.count) old ones removed" } ?? ""
        output.printer.show(
            "\(run.text) (\(size)), \(proofs.count { $0.isProved }) proved\(removed).", json: .object(members))
        if !run.isSuccess { throw ExitStatus.failure.code }
        let isAttention =
            !run.storeFailures.isEmpty || proofs.contains { !$0.isProved } || pruned?.failures.isEmpty == false
        if isAttention { throw ExitStatus.attention.code }
    }
}
