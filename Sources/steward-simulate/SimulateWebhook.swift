// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import StewardCore
import WebhookSimulator

/// `steward-simulate webhook`.
struct SimulateWebhook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract: "A receiver of notices at /hooks/ops?room=7; GET /_simulator/notices shows what it took.")

    @OptionGroup var server: ServerOptions

    @Option(help: "The bearer token that it asks for (default: none).")
    var token: String?

    @Option(help: "The signing secret that it checks signatures with (default: none is asked for).")
    var signingSecret: String?

    func run() async throws {
        let simulator = WebhookSimulator(token: token, signingSecret: signingSecret)
        try await server.serve(simulator, clock: SystemClock())
    }
}
