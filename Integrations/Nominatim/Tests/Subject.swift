// SPDX-License-Identifier: Apache-2.0
import Foundation
import Nominatim
import NominatimSimulator
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()

    static func place(_ latitude: Double, _ longitude: Double) -> Position {
        guard let position = Position(latitude: latitude, longitude: longitude) else {
            preconditionFailure("\(latitude), \(longitude) is no place on earth.")
        }
        return position
    }
    static let house = place(52.00211, 5.00829)

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(NominatimSimulator(), clock: clock) { server in
                try await body(subject(server.address, clock, scratch))
            }
        }
    }

    private static func subject(
        _ address: String, _ clock: any Timekeeping, _ scratch: String
    ) -> IntegrationSubject {
        IntegrationSubject(
            Nominatim.self, folder: folder, settings: ["address": address], simulator: address, transport: transport,
            clock: clock, scratchFolder: scratch,
            operations: [
                .init("address") { integration in
                    _ = try await (integration as? any PlaceNaming)?.address(at: house, language: "nl")
                }
            ],
            wire: [
                .init(pattern: "/reverse", fixturePrefix: "reverse") { _ = try ReverseReply(parsing: $0) },
                .init(pattern: "/status", fixturePrefix: "status") { _ = try ServiceStatus(parsing: $0) },
            ],
            addresses: NamedPlaces(
                known: house,
                address: StreetAddress(
                    street: "Proefstraat", houseNumber: "12-A", postcode: "3999 ZZ", town: "Voorbeelddorp",
                    country: "NL", text: ""),
                language: "nl", otherLanguage: "en", nowhere: place(53, 3.5)))
    }
}
