// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Backups
import StewardCore
import StewardServer

/// `steward backup pin`
struct BackupPinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin", abstract: "Keep a backup until it is unpinned, whatever the rule says.")

    @Argument(help: "The backup's name, as “steward backup list --all” shows it.")
    var backup: String

    @OptionGroup var sets: BackupSetOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await sets.with(backup) { try await $0.backups.pin(BackupID(backup), in: $0.set, by: sets.actor) }
        output.printer.show("“\(backup)” is pinned.", json: ["backup": .string(backup), "pinned": true])
    }
}

/// `steward backup unpin`
struct BackupUnpinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unpin", abstract: "Let the rule decide about a backup again.")

    @Argument(help: "The backup's name, as “steward backup list --all” shows it.")
    var backup: String

    @OptionGroup var sets: BackupSetOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await sets.with(backup) { try await $0.backups.unpin(BackupID(backup), in: $0.set, by: sets.actor) }
        output.printer.show("“\(backup)” is no longer pinned.", json: ["backup": .string(backup), "pinned": false])
    }
}
