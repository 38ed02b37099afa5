// SPDX-License-Identifier: Apache-2.0
import Gemini
import GeminiSimulator
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
        ["address": server.address, "key": "AIza-right", "model": GeminiSimulator.model]
    }

    private static var fields: HTTPFields {
        HTTPField.Name("x-goog-api-key").map { [$0: "AIza-right"] } ?? [:]
    }

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(GeminiSimulator(), clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        Gemini.self, folder: folder, settings: settings(server),
                        wrongCredential: ["key": "AIza-wrong"], simulator: server.address, transport: transport,
                        clock: clock, scratchFolder: scratch,
                        operations: [.init("read") { _ = try await ($0 as? any PageReading)?.read(crop()) }],
                        wire: [
                            .init(pattern: "/v1beta/models/{model}", fixturePrefix: "model", fields: fields) {
                                _ = try ModelInfo(parsing: $0)
                            },
                            .init(pattern: "/v1beta/models/{call}", fixturePrefix: "content") {
                                _ = try GeneratedContent(parsing: $0)
                            },
                        ]))
            }
        }
    }

    static func crop(_ rows: [Int] = [1, 2, 3]) throws -> PageCrop {
        try PageCrop(png: PageReadingContract.png, rows: rows)
    }
}
