// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `steward access …`
struct AccessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access",
        abstract: "Who gets in: links for setting up and for a new password, and tokens for programs.",
        subcommands: [AccessLinkCommand.self, AccessTokenCommand.self])
}
