// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import StewardIntegration
import StewardStore
import Testing

@testable import StewardServer

@Suite struct LogbookConnectionsTests {
    /// What is connected, by the connections' names.
    private static let settings = ["GoogleMaps": ["key": "a-key"], "OpenChargeMap": ["key": "a-key"]]

    private static func with(
        _ connections: [(name: String, integration: String)],
        _ body: (LogbookConnections, Installation) async throws -> Void
    ) async throws {
        try await MadeAccess.with { made in
            for (name, integration) in connections {
                try await made.installation.connections.save(
                    name, integration: integration, settings: settings[integration] ?? [:], by: "tester")
            }
            try await body(LogbookConnections(made.installation), made.installation)
        }
    }

    private static func id(of service: Any?) -> String? {
        (service as? any Integration).map { type(of: $0).manifest.id }
    }

    @Test func `without connections nobody is asked`() async throws {
        try await Self.with([]) { connections, _ in
            let services = try await connections.services()
            #expect(services.roads == nil && services.places == nil && services.name.isEmpty)
        }
    }

    @Test func `connections that know neither roads nor addresses are passed over`() async throws {
        try await Self.with([("count", "ElectionCommission"), ("stations", "OpenChargeMap")]) { connections, _ in
            let services = try await connections.services()
            #expect(services.roads == nil && services.places == nil && services.name.isEmpty)
        }
    }

    @Test(
        arguments: [
            ([("names", "Nominatim"), ("roads", "OSRM")], "OSRM", "Nominatim", "Nominatim, OSRM"),
            ([("roads", "OSRM")], "OSRM", nil, "OSRM"),
            // One that does both is asked for what no earlier one does.
            ([("maps", "GoogleMaps"), ("names", "Nominatim")], "GoogleMaps", "GoogleMaps", "GoogleMaps"),
            ([("a-names", "Nominatim"), ("maps", "GoogleMaps")], "GoogleMaps", "Nominatim", "Nominatim, GoogleMaps"),
        ] as [([(String, String)], String?, String?, String)])
    func `of several connections the first by name counts, for each question by itself`(
        saved: [(String, String)], roads: String?, places: String?, name: String
    ) async throws {
        try await Self.with(saved.reversed().map { (name: $0.0, integration: $0.1) }) { connections, _ in
            let services = try await connections.services()
            #expect(Self.id(of: services.roads) == roads)
            #expect(Self.id(of: services.places) == places)
            #expect(services.name == name)
        }
    }

    @Test func `what is connected and removed counts from the next question on`() async throws {
        try await Self.with([("roads", "OSRM")]) { connections, installation in
            try await installation.connections.save("names", integration: "Nominatim", settings: [:], by: "tester")
            #expect(try await connections.services().places != nil)
            try await installation.connections.remove("roads")
            let services = try await connections.services()
            #expect(services.roads == nil && services.name == "Nominatim")
        }
    }

    @Test func `a connection of a service that this program does not know is passed over`() async throws {
        try await Self.with([("a", "OSRM"), ("b", "Nominatim")]) { connections, installation in
            _ = try await installation.database.write { connection in
                try connection.execute("UPDATE connections SET integration = 'Gone' WHERE name = 'a'")
            }
            let services = try await connections.services()
            #expect(services.roads == nil && Self.id(of: services.places) == "Nominatim")
        }
    }

    @Test func `one whose key is gone is an error and not no answer`() async throws {
        try await Self.with([("maps", "GoogleMaps")]) { connections, installation in
            for entry in try await installation.secrets.list() where entry.name.hasPrefix("connection/maps/") {
                try await installation.secrets.remove(named: entry.name)
            }
            let error = await #expect(throws: IntegrationError.self) { _ = try await connections.services() }
            #expect(error.map { "\($0)".contains("key") } ?? false)
        }
    }

    @Test func `cars are read through a connection that can, and others say that they cannot`() async throws {
        try await Self.with([("roads", "OSRM")]) { connections, _ in
            let error = await #expect(throws: IntegrationError(.unsupported, "")) {
                _ = try await connections.vehicleReading(named: "roads")
            }
            #expect(error.map { "\($0)".contains("“roads”") } ?? false)
            await #expect(throws: IntegrationError(.notFound, "")) {
                _ = try await connections.vehicleReading(named: "golf")
            }
        }
    }
}
