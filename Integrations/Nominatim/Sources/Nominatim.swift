// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Nominatim: say here what a person gets from it.
public struct Nominatim: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Nominatim", name: "Nominatim", summary: "Reads the status of Nominatim.", serviceVersion: "v1",
        hosts: [.init("api.example.org", setting: "address")], credential: .key,
        capabilities: [],
        limits: [], tier: .experimental, settings: NominatimConfiguration.fields)

    let client: NominatimClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = NominatimClient(configuration: try NominatimConfiguration(configuration), context: context)
    }

    /// Asks for the status.
    public func health() async -> Health {
        do throws(IntegrationError) {
            let status = try await client.status()
            return status.ok ? .ok : .degraded("The service says that it does not work fully.")
        } catch {
            return .failing(error)
        }
    }
}
