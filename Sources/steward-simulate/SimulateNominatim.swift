// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import NominatimSimulator
import StewardCore

/// `steward-simulate nominatim`.
struct SimulateNominatim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nominatim",
        abstract: "A Nominatim server with a handful of invented addresses.")

    @OptionGroup var server: ServerOptions

    @Flag(help: "Keep to the public server's policy: one call a second, and none without a User-Agent.")
    var policy = false

    func run() async throws {
        let clock = SystemClock()
        try await server.serve(NominatimSimulator(isPublic: policy, clock: clock), clock: clock)
    }
}
