// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import StewardServer

/// `steward access link`
struct AccessLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Print a one-time link: for a new owner, or for a new password.",
        discussion: """
            Whoever opens the link first can use it, once, within a day. A new link makes the one before useless. \
            Being able to run this command on the server's data is the proof of who may.
            """)

    @Option(name: .customLong("for"), help: "The account that gets a new password; without it, a new owner.")
    var account: String?

    @Option(name: .long, help: "Where the server is reached.")
    var address = "http://127.0.0.1:8787"

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let code = try await installation.with { installation in
            let access = Access(installation: installation)
            guard let account else { return try await access.newSetUpLink() }
            return try await access.newPasswordLink(named: account)
        }
        let link = "\(address)/setup/\(code.reveal())"
        output.printer.show(link, json: ["link": .string(link)])
    }
}
