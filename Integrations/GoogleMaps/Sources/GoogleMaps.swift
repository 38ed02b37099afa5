// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Google Maps Platform: addresses by the Geocoding API and distances by road by the Routes API.
public struct GoogleMaps: Integration {
    /// What this integration is.
    public static let manifest = Manifest(
        id: "GoogleMaps", name: "Google Maps",
        summary: "Names the address at a point, and measures how far it is by road.",
        serviceVersion: "Geocoding API and Routes API v2, documentation of 2026-11",
        hosts: [
            .init("maps.googleapis.com", setting: "geocoding-address"),
            .init("routes.googleapis.com", setting: "routes-address"),
        ],
        credential: .key, capabilities: [.placeNaming, .routeMeasuring],
        limits: [
            .init(
                "Every question costs money above a free monthly number, and so does every connection test.",
                link: "https://developers.google.com/maps/billing-and-pricing/pricing"),
            .init(
                "A route takes 25 points between its ends at once; longer lists are several questions.",
                link: "https://developers.google.com/maps/documentation/routes/intermed_waypoints"),
            .init(
                "Measured points are not matched to roads.",
                link: "https://developers.google.com/maps/documentation/roads/snap"),
            .init(
                "Google's terms limit how long answers may be kept and on whose map they are shown.",
                link: "https://cloud.google.com/maps-platform/terms"),
        ],
        tier: .experimental, settings: GoogleMapsConfiguration.fields, remedies: remedies)

    let client: GoogleMapsClient

    /// Makes a connection; sends nothing.
    public init(configuration: Configuration, context: IntegrationContext) throws(IntegrationError) {
        client = GoogleMapsClient(configuration: try GoogleMapsConfiguration(configuration), context: context)
    }

    /// Asks both services one question each, since a key is allowed to use each of them by itself.
    ///
    /// A key that only one of them takes is a restriction, said with the service that does not.
    public func health() async -> Health {
        let address = await failure { () throws(IntegrationError) in try await client.probeGeocoding() }
        if let address, !Self.isAboutTheKey(address) { return .failing(address) }
        let route = await failure { () throws(IntegrationError) in try await client.probeRoutes() }
        switch (address, route) {
        case (nil, nil): return .ok
        case (let address?, nil): return .degraded("Routes are measured, but no address is named: \(address.message)")
        case (nil, let route?):
            guard Self.isAboutTheKey(route) else { return .failing(route) }
            return .degraded("Addresses are named, but no route is measured: \(route.message)")
        case (_?, let route?): return .failing(route)
        }
    }

    private static func isAboutTheKey(_ error: IntegrationError) -> Bool {
        [.unauthorized, .forbidden].contains(error.code)
    }

    private func failure(_ body: () async throws(IntegrationError) -> Void) async -> IntegrationError? {
        do throws(IntegrationError) {
            try await body()
            return nil
        } catch {
            return error
        }
    }
}
