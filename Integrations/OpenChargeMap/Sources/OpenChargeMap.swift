// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Open Charge Map: charging stations around a point, from a register that everyone may add to.
public struct OpenChargeMap: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "OpenChargeMap", name: "Open Charge Map",
        summary: "Finds charging stations around a point, with their operators, connectors and power.",
        serviceVersion: "v3, documentation of 2026-11",
        hosts: [.init("api.openchargemap.io", setting: "address")], credential: .key,
        capabilities: [.chargerFinding],
        limits: [
            .init(
                "People enter the stations: some are missing, some are gone, and much may be unknown of one.",
                link: "https://openchargemap.org/site/develop/api"),
            .init(
                "Whether a station is free right now is not known; whether it works is as of somebody's last look.",
                link: "https://openchargemap.org/site/develop/api"),
        ],
        tier: .experimental, settings: OpenChargeMapConfiguration.fields, remedies: remedies)

    let client: OpenChargeMapClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = OpenChargeMapClient(configuration: try OpenChargeMapConfiguration(configuration), context: context)
    }

    /// Asks for one station, so that the key is tried too.
    public func health() async -> Health {
        do throws(IntegrationError) {
            _ = try await client.anyStation()
            return .ok
        } catch {
            return .failing(error)
        }
    }
}
