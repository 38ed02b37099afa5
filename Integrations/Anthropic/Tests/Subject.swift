// SPDX-License-Identifier: Apache-2.0
import Anthropic
import AnthropicSimulator
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
        ["address": server.address, "key": "sk-ant-right", "model": AnthropicSimulator.model]
    }

    private static var fields: HTTPFields {
        var fields: HTTPFields = [:]
        for (name, value) in [("x-api-key", "sk-ant-right"), ("anthropic-version", "2023-06-01")] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(AnthropicSimulator(), clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        Anthropic.self, folder: folder, settings: settings(server),
                        wrongCredential: ["key": "sk-ant-wrong"], simulator: server.address, transport: transport,
                        clock: clock, scratchFolder: scratch,
                        operations: [.init("read") { _ = try await ($0 as? any PageReading)?.read(crop()) }],
                        wire: [
                            .init(pattern: "/v1/models/{model}", fixturePrefix: "model", fields: fields) {
                                _ = try ModelInfo(parsing: $0)
                            },
                            .init(pattern: "/v1/messages", fixturePrefix: "message") {
                                _ = try MessageReply(parsing: $0)
                            },
                        ]))
            }
        }
    }

    static func crop(_ rows: [Int] = [1, 2, 3]) throws -> PageCrop {
        try PageCrop(png: PageReadingContract.png, rows: rows)
    }
}
