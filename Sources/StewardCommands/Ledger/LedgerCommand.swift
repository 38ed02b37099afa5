// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `steward ledger …`
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Show, check, sign and export the append-only record.",
        subcommands: [
            LedgerShowCommand.self, LedgerVerifyCommand.self, LedgerExportCommand.self, LedgerCheckpointCommand.self,
        ])
}
