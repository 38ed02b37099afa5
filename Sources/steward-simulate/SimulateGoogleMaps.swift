// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import GoogleMapsSimulator
import StewardCore

/// `steward-simulate google-maps`.
struct SimulateGoogleMaps: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "google-maps",
        abstract: "Google Maps: geocoding, directions and routes over a small invented country.")

    @OptionGroup var server: ServerOptions

    @Option(help: "The API key that it takes.")
    var key = "right-key"

    func run() async throws {
        try await server.serve(GoogleMapsSimulator(key: key), clock: SystemClock())
    }
}
