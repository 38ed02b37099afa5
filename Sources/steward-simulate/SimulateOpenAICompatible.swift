// SPDX-License-Identifier: Apache-2.0
import OpenAICompatibleSimulator
import ArgumentParser
import StewardCore

/// `steward-simulate openai-compatible`.
struct SimulateOpenAICompatible: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openai-compatible",
        abstract:
            "A server of OpenAI's chat completions, below /v1; POST /_simulator/pictures says what pictures say."
    )

    @OptionGroup var server: ServerOptions

    @Option(help: "The API key that it takes.")
    var key = "sk-simulated"

    func run() async throws {
        try await server.serve(OpenAICompatibleSimulator(key: key), clock: SystemClock())
    }
}
