// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import OpenChargeMapSimulator
import StewardCore

/// `steward-simulate open-charge-map`.
struct SimulateOpenChargeMap: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open-charge-map",
        abstract: "Open Charge Map: a dozen invented charging stations, below /v3 of its address.")

    @OptionGroup var server: ServerOptions

    @Option(help: "The API key that it takes.")
    var key = "right-key"

    func run() async throws {
        try await server.serve(OpenChargeMapSimulator(key: key), clock: SystemClock())
    }
}
