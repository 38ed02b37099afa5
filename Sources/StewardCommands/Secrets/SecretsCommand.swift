// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer
import StewardStore

/// `steward secrets …`
struct SecretsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secrets", abstract: "See which secrets are kept, keep and forget them, and give them a new key.",
        discussion: "Secrets are encrypted with a key that is not in the database. Nothing prints one.",
        subcommands: [
            SecretsListCommand.self, SecretsPutCommand.self, SecretsRemoveCommand.self, SecretsRotateCommand.self,
        ])
}

/// `steward secrets list`
struct SecretsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the names of secrets, with when and by whom they were set.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let entries = try await installation.with { try await $0.secrets.list() }
        output.printer.show(
            Listing(
                [("name", "Name"), ("changed_at", "Set"), ("changed_by", "By")], empty: "No secret is kept.",
                rows: entries.map {
                    [.string($0.name), .string($0.changedAt.formatted(.iso8601)), .string($0.changedBy)]
                }))
    }
}

/// `steward secrets rotate`
struct SecretsRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Encrypt every secret anew with a new key; the old one is then worthless.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let count = try await installation.with { try await $0.secrets.rotate() }
        output.printer.show(
            "\(count) secrets have a new key.", json: ["secrets": .integer(Int64(count)), "rotated": true])
    }
}
