// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// OSRM (Open Source Routing Machine): how far it is by road, and which roads were driven, from OpenStreetMap.
public struct OSRM: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "OSRM", name: "OSRM (Open Source Routing Machine)",
        summary: "Measures how far it is by road, and which roads were driven, on the map of OpenStreetMap.",
        serviceVersion: "HTTP API v1, osrm-backend 26.10",
        hosts: [.init("router.project-osrm.org", setting: OSRMConfiguration.addressKey)],
        credential: .none, capabilities: [.routeMeasuring],
        limits: [
            .init(
                "The public server is for trying out: one call a second, no heavy use, no promise; run an own one.",
                link: "https://github.com/Project-OSRM/osrm-backend/wiki/Api-usage-policy"),
            .init(
                "Times are without traffic, and the map is as old as the server's copy of it.",
                link: "https://project-osrm.org/docs/v26.10.0/http"),
            .init(
                "The confidence of a match compares ways, not drives: two points on a straight road have a low one.",
                link: "https://project-osrm.org/docs/v26.10.0/http#match-service"),
        ],
        tier: .experimental, settings: OSRMConfiguration.fields, remedies: remedies)

    package let client: OSRMClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = OSRMClient(configuration: try OSRMConfiguration(configuration), context: context)
    }

    /// Asks for the road nearest to where the equator meets the meridian; whichever it is, the engine answered.
    public func health() async -> Health {
        do throws(IntegrationError) {
            try await client.probe()
            return .ok
        } catch {
            return .failing(error)
        }
    }
}
