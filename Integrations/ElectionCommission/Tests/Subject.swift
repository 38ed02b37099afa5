// SPDX-License-Identifier: Apache-2.0
import ElectionCommission
import ElectionCommissionSimulator
import Foundation
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()

    static func with(
        _ progress: CountingProgress = .init(),
        _ body: @escaping @Sendable (IntegrationSubject, LoopbackServer) async throws -> Void
    ) async throws {
        let clock = RecordingClock()
        let election = GeneratedElection(.init(constituencies: 6, stations: 900, parties: 8), seed: 7)
        let simulator = ElectionCommissionSimulator(election, progress: progress, clock: clock)
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(simulator, clock: clock) { server in
                try await body(subject(server, clock, scratch), server)
            }
        }
    }

    private static func subject(
        _ server: LoopbackServer, _ clock: RecordingClock, _ scratch: String
    ) -> IntegrationSubject {
        IntegrationSubject(
            ElectionCommission.self, folder: folder,
            settings: ["static-address": server.address, "stats-address": server.address],
            simulator: server.address, transport: transport, clock: clock, scratchFolder: scratch,
            operations: [
                .init("dataset") { integration in _ = try await (integration as? any DatasetReading)?.dataset() }
            ],
            wire: Endpoint.allCases.map { endpoint in
                .init(pattern: endpoint.path, fixturePrefix: String(endpoint.fileName.dropLast(5))) { bytes in
                    try Decoder.check(bytes, endpoint)
                }
            })
    }
}
