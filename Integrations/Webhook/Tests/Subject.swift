// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Webhook
import WebhookSimulator

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()

    static func settings(_ server: LoopbackServer) -> [String: String] {
        [
            "address": server.address + "/hooks/ops?room=7", "token": "right-token", "signing-secret": "right-secret",
        ]
    }

    static func with(
        wrong: [String: String] = ["token": "wrong-token"],
        _ body: @escaping @Sendable (IntegrationSubject) async throws -> Void
    ) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(WebhookSimulator(), clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        Webhook.self, folder: folder, settings: settings(server), wrongCredential: wrong,
                        simulator: server.address, transport: transport, clock: clock, scratchFolder: scratch,
                        operations: [.init("notify") { try await ($0 as? any Notifying)?.notify(notice()) }], wire: [],
                        readsAnswers: false))
            }
        }
    }

    static func notice(_ key: String = "storage:1") throws -> Notice {
        try Notice(
            subject: "The storage is nearly full", text: "Free some space.\nSoon.", kind: "storage-above-threshold",
            instant: Date(timeIntervalSince1970: 1_763_700_000), key: key)
    }
}
