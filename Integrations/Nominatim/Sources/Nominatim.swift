// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Nominatim: the address at a place, from OpenStreetMap.
public struct Nominatim: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "Nominatim", name: "Nominatim",
        summary: "Says which address is at a place, from OpenStreetMap.",
        serviceVersion: "reverse API as of Nominatim 5, 2026-11",
        hosts: [.init("nominatim.openstreetmap.org", setting: NominatimConfiguration.addressKey)],
        credential: .none, capabilities: [.placeNaming],
        limits: [
            .init(
                "The public server takes one call a second, and none without the name of the program that asks.",
                link: "https://operations.osmfoundation.org/policies/nominatim/"),
            .init(
                "An address is that of the nearest thing on the map that has one; it may be the house next door.",
                link: "https://nominatim.org/release-docs/latest/api/Reverse/"),
            .init(
                "What is shown of it must name its source: © OpenStreetMap contributors.",
                link: "https://www.openstreetmap.org/copyright"),
        ],
        tier: .experimental, settings: NominatimConfiguration.fields, remedies: remedies)

    private let client: NominatimClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = NominatimClient(configuration: try NominatimConfiguration(configuration), context: context)
    }

    /// Asks the server for its status.
    public func health() async -> Health {
        do throws(IntegrationError) {
            let status = try await client.status()
            guard status.isGood else {
                return .failing(
                    IntegrationError(
                        .unavailable, "The server says that it does not work: “\(status.message)”; try again later."))
            }
            return .ok
        } catch {
            return .failing(error)
        }
    }
}

extension Nominatim: PlaceNaming {
    /// The nearest address.
    /// - Parameter language: a tag of BCP 47, or several with weights as in the field Accept-Language; empty for the
    ///   names that stand on the spot.
    /// - Returns: `nil` when the server knows no address there, as at sea.
    /// - Throws: `IntegrationError`; `invalidRequest` for what is no language.
    public func address(at position: Position, language: String) async throws -> StreetAddress? {
        try await client.reverse(position, language: language)?.streetAddress
    }
}
