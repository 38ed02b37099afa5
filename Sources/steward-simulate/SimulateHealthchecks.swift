// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import HealthchecksSimulator
import StewardCore

/// `steward-simulate healthchecks`.
struct SimulateHealthchecks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthchecks",
        abstract: "A service that hears pings for one check; GET /_simulator/check shows whether it is up or down.")

    @OptionGroup var server: ServerOptions

    @Option(help: "How often a ping is expected, in seconds.")
    var period = 86_400

    @Option(help: "How late it may be, in seconds.")
    var grace = 3600

    func run() async throws {
        let clock = SystemClock()
        let simulator = HealthchecksSimulator(period: .seconds(period), grace: .seconds(grace), clock: clock)
        try await server.serve(simulator, clock: clock) { _ in
            [
                JSON.Member("check", .string(HealthchecksSimulator.uuid)),
                JSON.Member("slug", .string(HealthchecksSimulator.slug)),
            ]
        }
    }
}
