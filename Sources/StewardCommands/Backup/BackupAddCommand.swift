// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import Foundation
import StewardCore
import StewardIntegration
import StewardServer

/// `steward backup add NAME`
struct BackupAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a backup set, or change the one of this name: what is backed up together, and how.",
        discussion: """
            steward backup add nightly --folder /backups --recipient age1… --keep-monthly 12
            steward schedules add nightly backups.run --payload '{"set": "nightly"}' --due "daily at 02:15"

            What is not given stays as it is. A backup for public keys can only be proved or restored here with \
            a private key; --identity-file tells where it is kept.
            """)

    @Argument(help: "The set's name: lower-case letters, digits and “-”.")
    var name: String

    @OptionGroup(title: "What") var fields: BackupSetFields
    @OptionGroup(title: "Encryption") var encryption: BackupEncryptionFields
    @OptionGroup(title: "Proof") var proof: BackupProofFields
    @OptionGroup(title: "Retention") var retention: BackupRetentionFields
    @OptionGroup(title: "Retention off-site") var copies: BackupCopyFields
    @OptionGroup var options: BackupOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (set, isNew) = try await options.installation.with { installation in
            let known = try await installation.backups.sets().map(\.set).first { $0.name == name }
            var set: BackupSet
            if let known { set = known } else { set = try await begin(installation) }
            try fields.change(&set)
            try proof.change(&set.proof)
            try retention.change(&set.retentionRule)
            try copies.change(&set)
            if set.databases.isEmpty {
                set.databases = try await DatabaseConnections(installation).dumping(set.connection).databaseNames()
            }
            try await encryption.change(&set, installation, by: options.actor)
            try await installation.backups.save(set, isNew: known == nil, by: options.actor)
            return (set, known == nil)
        }
        if set.encryption.isNone {
            output.printer.note("Its backups are not encrypted; --recipient or --passphrase encrypts them.")
        }
        let what = "\(set.databases.joined(separator: ", ")) into \(set.folder)"
        output.printer.show("\(isNew ? "Added" : "Changed") “\(name)”: \(what).", json: set.json)
    }

    /// A new set with the only connection there is, unless one was named.
    private func begin(_ installation: Installation) async throws -> BackupSet {
        guard fields.folder != nil else {
            throw CommandError(.usage, "A new set needs --folder with the folder of its backups.")
        }
        var connection = fields.connection
        if connection == nil {
            let names = try await DatabaseConnections(installation).names()
            guard names.count == 1 else {
                let hint =
                    names.isEmpty
                    ? "Connect a server with “steward connect postgresql” first."
                    : "Choose one with --connection: \(names.joined(separator: ", "))."
                throw CommandError(.usage, "There \(names.isEmpty ? "is no" : "are several") database servers. \(hint)")
            }
            connection = names.first
        }
        return BackupSet(name: name, connection: connection ?? "", databases: [], folder: "")
    }
}
