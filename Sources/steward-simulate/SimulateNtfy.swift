// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import NtfySimulator
import StewardCore

/// `steward-simulate ntfy`.
struct SimulateNtfy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ntfy",
        abstract: "A server of ntfy with a protected topic, alerts; GET /_simulator/messages shows what it took.")

    @OptionGroup var server: ServerOptions

    @Option(help: "The access token that may publish to the topic alerts.")
    var token = "tk_simulated"

    func run() async throws {
        try await server.serve(NtfySimulator(token: token), clock: SystemClock())
    }
}
