// SPDX-License-Identifier: Apache-2.0
import Foundation
import OpenChargeMap
import OpenChargeMapSimulator
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    /// Names of the fixtures that must be refused.
    static let malformed =
        (try? FileManager.default.contentsOfDirectory(atPath: folder + "/Tests/Fixtures/Malformed").sorted()) ?? []
    static let transport = AsyncHTTPClientTransport()

    static func settings(_ server: LoopbackServer) -> [String: String] {
        ["key": "right-key", "address": server.address + "/v3"]
    }

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(OpenChargeMapSimulator(), clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        OpenChargeMap.self, folder: folder, settings: settings(server),
                        wrongCredential: ["key": "wrong-key"], simulator: server.address, transport: transport,
                        clock: clock, scratchFolder: scratch, operations: [.init("chargers", search)], wire: wire,
                        chargers: places()))
            }
        }
    }

    /// A connection to a server.
    static func service(_ server: LoopbackServer, over transport: any HTTPTransport = transport) throws -> OpenChargeMap
    {
        let configuration = try Configuration(settings(server), fields: OpenChargeMap.manifest.settings)
        return try OpenChargeMap(configuration: configuration, context: IntegrationContext(transport: transport))
    }

    static func position(_ latitude: Double, _ longitude: Double) throws -> Position {
        guard let position = Position(latitude: latitude, longitude: longitude) else {
            throw IntegrationError(.invalidRequest, "\(latitude), \(longitude) is nowhere.")
        }
        return position
    }

    private static func search(_ integration: any Integration) async throws {
        let radius = Distance(metres: Int64(5000))
        _ = try await (integration as? any ChargerFinding)?
            .chargers(near: position(52.0907, 5.1214), within: radius, limit: 10)
    }

    private static let wire: [IntegrationSubject.WireCheck] = [
        .init(pattern: "/v3/poi", fixturePrefix: "poi-") { bytes in _ = try PointOfInterest.list(parsing: bytes) }
    ]

    private static func places() throws -> ChargerPlaces {
        ChargerPlaces(
            centres: [try position(52.0907, 5.1214), try position(-16.85, 179.99), try position(-16.85, -179.999)],
            stations: try ChargerRegister.standard.chargers.map(station), nowhere: try position(0, -30))
    }

    /// What is known of a station, straight from the register.
    private static func station(_ charger: SimulatedCharger) throws -> ChargingStation {
        let known = charger.operatorKind.flatMap { $0.title.hasPrefix("(") ? nil : $0.title }
        let works = charger.status.flatMap { $0.title == "Unknown" ? nil : $0.title == "Operational" }
        return ChargingStation(
            id: String(charger.id), title: charger.title,
            position: try position(charger.point.latitude, charger.point.longitude),
            address: StreetAddress(
                postcode: charger.postcode, town: charger.town, country: charger.country?.code, text: ""),
            operatorName: known, isOperational: works,
            connectors: charger.plugs.map { .init(kind: $0.kind.title, power: $0.power, count: $0.quantity) },
            cost: charger.cost.flatMap { $0.isEmpty ? nil : $0 },
            attribution: "Open Charge Map Contributors: Licensed under Creative Commons Attribution 4.0 International "
                + "(CC BY 4.0)")
    }
}
