// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ntfy
import NtfySimulator
import StewardContracts
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let transport = AsyncHTTPClientTransport()

    static func settings(_ server: LoopbackServer) -> [String: String] {
        ["address": server.address, "topic": "alerts", "token": "tk_right"]
    }

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        let clock = RecordingClock()
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(NtfySimulator(), clock: clock) { server in
                try await body(
                    IntegrationSubject(
                        Ntfy.self, folder: folder, settings: settings(server),
                        wrongCredential: ["token": "tk_wrong"], simulator: server.address, transport: transport,
                        clock: clock, scratchFolder: scratch,
                        operations: [.init("notify") { try await ($0 as? any Notifying)?.notify(notice()) }],
                        wire: [
                            .init(pattern: "/{topic}/publish", fixturePrefix: "message") {
                                _ = try PublishedMessage(parsing: $0)
                            }
                        ]))
            }
        }
    }

    static func notice(
        _ key: String = "storage:1", text: String = "Free some space.\nSoon.", severity: Notice.Severity = .warning
    ) throws -> Notice {
        try Notice(
            subject: "The storage is nearly full", text: text, kind: "storage-above-threshold",
            instant: Date(timeIntervalSince1970: 1_763_700_000), key: key, severity: severity)
    }
}
