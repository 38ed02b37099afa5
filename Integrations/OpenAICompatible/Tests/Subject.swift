// SPDX-License-Identifier: Apache-2.0
import OpenAICompatible
import OpenAICompatibleSimulator
import Foundation
import HTTPTypes
import StewardContracts
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()

    static func settings(_ server: LoopbackServer) -> [String: String] {
        ["address": server.address + "/v1", "key": "sk-right", "model": OpenAICompatibleSimulator.model]
    }

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(OpenAICompatibleSimulator(), clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        OpenAICompatible.self, folder: folder, settings: settings(server),
                        wrongCredential: ["key": "sk-wrong-and-long-enough"], simulator: server.address,
                        transport: transport,
                        clock: clock, scratchFolder: scratch,
                        operations: [.init("read") { _ = try await ($0 as? any PageReading)?.read(crop()) }],
                        wire: [
                            .init(
                                pattern: "/v1/models", fixturePrefix: "models",
                                fields: [.authorization: "Bearer sk-right"]
                            ) { _ = try ModelList(parsing: $0) },
                            .init(pattern: "/v1/chat/completions", fixturePrefix: "completion") {
                                _ = try ChatCompletion(parsing: $0)
                            },
                        ]))
            }
        }
    }

    static func crop(_ rows: [Int] = [1, 2, 3]) throws -> PageCrop {
        try PageCrop(png: PageReadingContract.png, rows: rows)
    }
}
