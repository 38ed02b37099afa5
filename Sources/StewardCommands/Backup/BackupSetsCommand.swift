// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardServer

/// `steward backup sets`
struct BackupSetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sets", abstract: "List the backup sets, with how long each keeps its backups and when it proves.")

    @OptionGroup var options: BackupOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let sets = try await options.installation.with { try await $0.backups.sets() }
        if output.json { return output.printer.show("", json: .array(sets.map(\.set.json))) }
        output.printer.show(
            Listing(
                [
                    ("name", "Name"), ("connection", "Connection"), ("databases", "Databases"), ("folder", "Folder"),
                    ("encryption", "Encryption"), ("offsite", "Off-site"), ("keeps", "Keeps"), ("proves", "Proves"),
                    ("changed_by", "Changed by"),
                ],
                empty: "There is no backup set yet. Make one with “steward backup add NAME --folder FOLDER”.",
                rows: sets.map { Self.row($0.set) + [.string($0.changedBy)] }))
    }

    private static func row(_ set: BackupSet) -> [JSON] {
        let encryption =
            switch set.encryption {
            case .none: "none"
            case .recipients(let keys): "\(keys.count) \(keys.count == 1 ? "key" : "keys")"
            case .passphrase: "passphrase"
            }
        return [
            .string(set.name), .string(set.connection), .string(set.databases.joined(separator: ", ")),
            .string(set.folder), .string(encryption), set.offsite.map { .string($0.connection) } ?? .null,
            .string(set.retentionRule.text), .string(proof(set.proof)),
        ]
    }

    private static func proof(_ rule: ProofRule) -> String {
        let when =
            rule.isAfterEveryRun ? "every run" : rule.everyDays.map { "every \($0) days" } ?? "on request"
        return rule.questions.isEmpty ? when : "\(when), \(rule.questions.count) checks"
    }
}

/// `steward backup remove-set NAME`
struct BackupRemoveSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-set", abstract: "Forget a backup set; its book and its files stay.")

    @Argument(help: "The set's name.")
    var name: String

    @Flag(name: [.customShort("y"), .long], help: "Ask no question.")
    var yes = false

    @OptionGroup var options: BackupOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = try await options.installation.with { installation in
            let set = try await installation.backups.set(name)
            guard yes || Terminal.ask("Forget the backup set “\(name)”? (y/N) ")?.lowercased() == "y" else {
                throw CommandError(.failure, "Nothing was changed.")
            }
            try await installation.backups.removeSet(name, by: options.actor)
            return set.folder
        }
        output.printer.show("“\(name)” is forgotten. Its files are in \(folder).", json: ["removed": .string(name)])
    }
}
