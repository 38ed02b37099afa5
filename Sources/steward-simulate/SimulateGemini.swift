// SPDX-License-Identifier: Apache-2.0
import GeminiSimulator
import ArgumentParser
import StewardCore

/// `steward-simulate gemini`.
struct SimulateGemini: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gemini",
        abstract: "Google's Gemini API; POST /_simulator/pictures says what pictures say.")

    @OptionGroup var server: ServerOptions

    @Option(help: "The API key that it takes.")
    var key = "AIza-simulated"

    func run() async throws {
        try await server.serve(GeminiSimulator(key: key), clock: SystemClock())
    }
}
