// SPDX-License-Identifier: Apache-2.0
public import StewardCore
import StewardHTTP
public import StewardIntegration

/// Healthchecks: hears that something regular goes on, and raises the alarm when it hears nothing. At
/// healthchecks.io, on a server of one's own, or at any service that takes the same pings.
public struct Healthchecks: Integration, Pinging {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Healthchecks", name: "Healthchecks",
        summary: "Tells a service outside that work goes on, so that it raises the alarm when it hears nothing.",
        serviceVersion: "v3", hosts: [.init("hc-ping.com", setting: "address")], credential: .key,
        capabilities: [.pinging],
        limits: [
            .init(
                "At most 100,000 bytes of a text are kept; the end of a longer one is sent.",
                link: "https://healthchecks.io/docs/attaching_logs/")
        ],
        tier: .experimental, settings: HealthchecksConfiguration.fields, remedies: remedies)

    private let client: HealthchecksClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = HealthchecksClient(configuration: try HealthchecksConfiguration(configuration), context: context)
    }

    /// Sends a log entry, which changes no state: nothing less shows whether the check is there.
    public func health() async -> Health {
        do throws(IntegrationError) {
            try await client.send(
                Ping(.log, text: "Steward asks whether its pings arrive. Nothing has happened."), timing: .quick)
            return .ok
        } catch {
            return .failing(error)
        }
    }

    /// Sends one ping.
    /// - Throws: `IntegrationError` for every answer but 2xx; `invalidRequest` for a run that is no UUID or an exit
    ///   status outside 1 to 255.
    public func ping(_ ping: Ping) async throws {
        try await client.send(ping, timing: .standard)
    }
}
