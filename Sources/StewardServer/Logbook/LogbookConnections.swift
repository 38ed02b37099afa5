// SPDX-License-Identifier: Apache-2.0
package import Logbook
import StewardCatalog
import StewardCore
package import StewardIntegration

/// The connections that logbooks ask: for ways by road, for addresses, and how cars are. Of several, the first by name
/// counts.
package struct LogbookConnections: MeasuringConnecting, CarConnecting {
    private let saved: SavedConnections

    /// The connections of an installation.
    package init(_ installation: Installation) { saved = installation.connections }

    package func services() async throws -> MeasuringServices {
        var services = MeasuringServices()
        var names: [String] = []
        for connection in try await saved.list() {
            guard let entry = try? Connections.entry(connection.integration) else { continue }
            let (measures, knows) = (
                services.roads == nil && entry.manifest.capabilities.contains(.routeMeasuring),
                services.places == nil && entry.manifest.capabilities.contains(.placeNaming)
            )
            guard measures || knows else { continue }
            let service = try await saved.open(connection.name)
            if measures { services.roads = service as? any RouteMeasuring }
            if knows { services.places = service as? any PlaceNaming }
            names.append(entry.manifest.id)
        }
        services.name = names.joined(separator: ", ")
        return services
    }

    package func vehicleReading(named name: String) async throws -> any VehicleReading {
        guard let service = try await saved.open(name) as? any VehicleReading else {
            throw IntegrationError(.unsupported, "The connection “\(name)” reads no vehicles.")
        }
        return service
    }
}
