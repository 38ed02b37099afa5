// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The gadget's service.
struct GadgetSimulator: Simulator {
    let name = "gadget"
    var answer: JSON = ["ok": true]
    var routes: [SimulatedRoute] {
        [
            SimulatedRoute(.get, "/status", example: "/status", source: "invented for these tests") { request in
                let authorization = request.headerFields[.authorization] ?? "Bearer right"
                guard authorization == "Bearer right" else { return .json(["error": "key"], status: .unauthorized) }
                return .json(answer)
            }
        ]
    }
}

/// A folder of a good integration, changed by a test.
struct GadgetFolder {
    var name = "Gadget"
    var readme = GadgetFolder.goodReadme
    var quality = GadgetFolder.goodQuality
    var fixtures: [String: String] = [:]

    func write(in scratch: String) throws -> String {
        let folder = scratch + "/" + name
        let tests = folder + "/Tests/Fixtures"
        try FileManager.default.createDirectory(atPath: tests, withIntermediateDirectories: true)
        try Data(readme.utf8).write(to: URL(filePath: folder + "/README.md"))
        try Data(quality.utf8).write(to: URL(filePath: folder + "/quality.json"))
        for (name, text) in fixtures { try Data(text.utf8).write(to: URL(filePath: tests + "/" + name)) }
        return folder
    }
}

/// Runs a check on the gadget.
func withGadget(
    _ flaw: Flaw = .none, folder: GadgetFolder = GadgetFolder(), answer: JSON = ["ok": true],
    type: any Integration.Type = Gadget.self, settings: [String: String] = [:],
    _ body: @escaping @Sendable (IntegrationSubject) async throws -> Void
) async throws {
    let clock = RecordingClock()
    let transport = AsyncHTTPClientTransport()
    try await ScratchFolder.with { scratch in
        let path = try folder.write(in: scratch)
        try await LoopbackServer.withServer(GadgetSimulator(answer: answer), clock: clock) { server in
            let own = ["address": server.address, "key": "right", "flaw": flaw.rawValue]
            let subject = IntegrationSubject(
                type, folder: path, settings: own.merging(settings) { _, new in new },
                wrongCredential: ["key": "wrong"], simulator: server.address, transport: transport, clock: clock,
                scratchFolder: scratch,
                wire: [
                    .init(pattern: "/status", fixturePrefix: "status") { bytes in
                        guard try JSON(parsing: bytes)["ok"]?.bool != nil else {
                            throw IntegrationError(.malformedReply, "no status")
                        }
                    }
                ])
            try await body(subject)
        }
    }
    await transport.shutdown()
}
