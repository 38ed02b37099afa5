// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleMaps
import GoogleMapsSimulator
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

    static func settings(_ address: String) -> [String: String] {
        ["key": "right-key", "geocoding-address": address, "routes-address": address]
    }

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(GoogleMapsSimulator(), clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        GoogleMaps.self, folder: folder, settings: settings(server.address),
                        wrongCredential: ["key": "wrong-key"], simulator: server.address, transport: transport,
                        clock: clock, scratchFolder: scratch,
                        operations: [.init("address", address), .init("route", route)], wire: wire, roads: roads(),
                        addresses: addresses()))
            }
        }
    }

    static func position(_ latitude: Double, _ longitude: Double) throws -> Position {
        guard let position = Position(latitude: latitude, longitude: longitude) else {
            throw IntegrationError(.invalidRequest, "\(latitude), \(longitude) is nowhere.")
        }
        return position
    }

    private static func address(_ integration: any Integration) async throws {
        _ = try await (integration as? any PlaceNaming)?.address(at: position(52.0907, 5.1216), language: "nl")
    }

    private static func route(_ integration: any Integration) async throws {
        _ = try await (integration as? any RouteMeasuring)?
            .route(through: [position(52.0907, 5.1216), position(52.3731, 4.8922)])
    }

    private static let wire: [IntegrationSubject.WireCheck] = [
        .init(pattern: "/maps/api/geocode/json", fixturePrefix: "geocode-") { _ = try GeocodingReply(parsing: $0) },
        .init(pattern: "/directions/v2:computeRoutes", fixturePrefix: "routes-") {
            _ = try ComputedRoute.first(parsing: $0)
        },
    ]

    private static func addresses() throws -> NamedPlaces {
        NamedPlaces(
            known: try position(52.0797, 4.3131),
            address: StreetAddress(
                street: "Binnenhof", houseNumber: "1", postcode: "2513 AA", town: "Den Haag", country: "NL", text: "-"),
            language: "nl", otherLanguage: "en", nowhere: try position(56, 3))
    }

    private static func roads() throws -> RoadPlaces {
        RoadPlaces(
            loop: [try position(52.10, 5.10), try position(52.10, 5.20), try position(52.15, 5.20)],
            loopMetres: 24_500...25_000, pointsAtOnce: 27,
            apart: (try position(52.10, 5.10), try position(53.06, 4.80)), nowhere: try position(56, 3), drive: nil)
    }
}
