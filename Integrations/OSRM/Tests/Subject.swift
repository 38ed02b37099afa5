// SPDX-License-Identifier: Apache-2.0
import Foundation
import OSRM
import OSRMSimulator
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()

    static func osrm(
        _ settings: [String: String], over transport: any HTTPTransport = transport,
        clock: any Timekeeping = SystemClock()
    ) throws -> OSRM {
        let configuration = try Configuration(settings, fields: OSRM.manifest.settings)
        return try OSRM(
            configuration: configuration, context: IntegrationContext(transport: transport, clock: clock))
    }

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(OSRMSimulator(), clock: clock) { server in
                try await body(subject(server.address, clock, scratch))
            }
        }
    }

    static func subject(
        _ address: String, _ clock: any Timekeeping, _ scratch: String,
    ) -> IntegrationSubject {
        IntegrationSubject(
            OSRM.self, folder: folder,
            settings: ["address": address, "route-points": "20", "match-points": "30"],
            simulator: address, transport: transport, clock: clock, scratchFolder: scratch,
            operations: [
                .init("route") { integration in
                    _ = try await (integration as? any RouteMeasuring)?.route(through: Array(Town.loop.prefix(2)))
                },
                .init("match") { integration in
                    _ = try await (integration as? any RouteMeasuring)?.match(Array(Town.drive.prefix(8)))
                },
            ],
            wire: [
                .init(pattern: "/route/v1/{profile}/{coordinates}", fixturePrefix: "route") {
                    _ = try RouteReply(parsing: $0)
                },
                .init(pattern: "/match/v1/{profile}/{coordinates}", fixturePrefix: "match") {
                    _ = try MatchReply(parsing: $0)
                },
                .init(pattern: "/nearest/v1/{profile}/{coordinates}", fixturePrefix: "nearest") {
                    _ = try NearestReply(parsing: $0)
                },
            ],
            roads: Town.places)
    }
}
