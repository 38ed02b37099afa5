// SPDX-License-Identifier: Apache-2.0
import Foundation
import Healthchecks
import HealthchecksSimulator
import StewardContracts
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(HealthchecksSimulator(clock: clock), clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        Healthchecks.self, folder: folder,
                        settings: ["address": server.address, "check": HealthchecksSimulator.uuid],
                        wrongCredential: ["check": "00000000-0000-4000-8000-000000000000"],
                        simulator: server.address, transport: transport, clock: clock, scratchFolder: scratch,
                        operations: [.init("ping") { try await ($0 as? any Pinging)?.ping(Ping(.success)) }], wire: [],
                        readsAnswers: false))
            }
        }
    }
}
