// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardContracts
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Nominatim
import NominatimSimulator

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        let simulator = NominatimSimulator()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(simulator, clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        Nominatim.self, folder: folder,
                        settings: [
                            "address": server.address, "key": "right-key",
                        ],
                        wrongCredential: ["key": "wrong-key"], simulator: server.address, transport: transport,
                        clock: clock, scratchFolder: scratch,
                        operations: [],
                        wire: [
                            .init(pattern: "/status", fixturePrefix: "status") { _ = try Status(parsing: $0) }
                        ],
                    ))
            }
        }
    }
}
