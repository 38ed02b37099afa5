// SPDX-License-Identifier: Apache-2.0
import AnthropicSimulator
import ArgumentParser
import StewardCore

/// `steward-simulate anthropic`.
struct SimulateAnthropic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anthropic",
        abstract: "Anthropic's Messages API; POST /_simulator/pictures says what pictures say.")

    @OptionGroup var server: ServerOptions

    @Option(help: "The API key that it takes.")
    var key = "sk-ant-simulated"

    func run() async throws {
        try await server.serve(AnthropicSimulator(key: key), clock: SystemClock())
    }
}
