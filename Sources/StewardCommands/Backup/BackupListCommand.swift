// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Files
import Foundation
import StewardCore
import StewardServer

/// `steward backup list`
struct BackupListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List each database's newest backup: when made, how large, encrypted, off-site, last proved.",
        discussion: """
            “Proved” is when a backup of the database was last restored into a scratch server with everything in it. \
            With --all every backup is listed, newest first.
            """)

    @Option(name: .long, help: "Only this set.")
    var set: String?

    @Option(name: .long, help: "Only this database.")
    var database: String?

    @Flag(name: .long, help: "Every backup, not only the newest.")
    var all = false

    @OptionGroup var options: BackupOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let found = try await options.installation.with { installation in
            var found: [(set: BackupSet, history: BackupHistory, now: Date)] = []
            for one in try await installation.backups.sets().map(\.set) where set == nil || one.name == set {
                found.append((one, try await installation.backups.history(of: one.name), installation.clock.now))
            }
            return found
        }
        if let set, found.isEmpty { throw CommandError(.notFound, "There is no backup set “\(set)”.") }
        output.printer.show(all ? every(found) : newest(found))
    }

    private typealias Found = [(set: BackupSet, history: BackupHistory, now: Date)]

    private func newest(_ found: Found) -> Listing {
        var rows: [[JSON]] = []
        for (set, history, now) in found {
            for name in Self.databases(set, history) where database == nil || database == name {
                rows.append(Self.row(name, set, history, now))
            }
        }
        return Listing(
            [
                ("set", "Set"), ("database", "Database"), ("backups", "Backups"), ("made_at", "Newest"),
                ("backup", nil), ("bytes", nil), ("size", "Size"), ("encrypted", "Encrypted"),
                ("offsite", "Off-site"), ("proved_at", "Proved"), ("attention", "Attention"),
            ],
            empty: "There is no backup yet. Make one with “steward backup run”.", rows: rows)
    }

    private static func databases(_ set: BackupSet, _ history: BackupHistory) -> [String] {
        set.databases
            + history.databases.filter { name in
                !set.databases.contains(name) && !history.present(name).isEmpty
            }
    }

    private static func row(_ name: String, _ set: BackupSet, _ history: BackupHistory, _ now: Date) -> [JSON] {
        let present = history.present(name)
        let newest = present.last
        let proof = ProofState(name, in: history, rule: set.proof, now: now)
        return [
            .string(set.name), .string(name), .integer(Int64(present.count)),
            newest.map { .string($0.madeAt.formatted(.iso8601)) } ?? .null,
            newest.map { .string($0.id.text) } ?? .null, newest.map { .integer($0.bytes) } ?? .null,
            newest.map { .string(ByteCount($0.bytes).description) } ?? .null,
            newest.map { .bool(!$0.encryption.isNone) } ?? .null, newest.map(Self.offsite) ?? .null,
            proof.provedAt.map { .string($0.formatted(.iso8601)) } ?? .null,
            attention(history.failures[name] ?? history.failures[""], proof, present).map(JSON.string) ?? .null,
        ]
    }

    private static func offsite(_ backup: Backup) -> JSON {
        backup.copies.isEmpty ? .null : .string(backup.copies.map(\.connection).joined(separator: ", "))
    }

    /// What somebody should see about a database.
    static func attention(
        _ failure: BackupHistory.Failure?, _ proof: ProofState, _ present: [Backup]
    ) -> String? {
        if let failure { return "The last run failed: \(failure.reason)" }
        if let reason = proof.failure { return "The last proof failed: \(reason)" }
        if let reason = present.last?.copyFailure { return "Not off-site: \(reason)" }
        if proof.isOverdue { return "No proof for too long; “steward backup verify” makes one." }
        if let warning = present.last(where: { $0.lastProof != nil })?.lastProof?.warnings.first {
            return "The last proof warns: \(warning)"
        }
        return nil
    }

    private func every(_ found: Found) -> Listing {
        var rows: [[JSON]] = []
        for (set, history, _) in found {
            for backup in history.backups.reversed() where backup.isPresent {
                guard database == nil || database == backup.database else { continue }
                rows.append([
                    .string(set.name), .string(backup.id.text),
                    .string(backup.isGlobals ? "(roles)" : backup.database),
                    .string(backup.madeAt.formatted(.iso8601)), .integer(backup.bytes),
                    .string(ByteCount(backup.bytes).description), .bool(!backup.encryption.isNone),
                    Self.offsite(backup), Self.proof(backup), .bool(backup.isPinned),
                    .string(backup.file.hasPrefix("/") ? backup.file : "\(set.folder)/\(backup.file)"),
                ])
            }
        }
        return Listing(
            [
                ("set", "Set"), ("backup", "Backup"), ("database", "Database"), ("made_at", "Made"), ("bytes", nil),
                ("size", "Size"), ("encrypted", "Encrypted"), ("offsite", "Off-site"), ("proof", "Proof"),
                ("pinned", "Pinned"), ("path", nil),
            ],
            empty: "There is no backup yet. Make one with “steward backup run”.", rows: rows)
    }

    private static func proof(_ backup: Backup) -> JSON {
        guard let proof = backup.lastProof else { return .null }
        let when = proof.at.formatted(.iso8601)
        return .string(proof.isSuccess ? "proved \(when)" : "failed \(when): \(proof.reason ?? "")")
    }
}
