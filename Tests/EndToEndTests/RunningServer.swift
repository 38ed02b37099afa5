// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import Testing

/// A server of the program as it was built.
struct RunningServer: Sendable {
    let address: String
    /// The link with which the owner's account is made; `nil` when somebody owns it.
    let setUp: String?
    /// The program and its data, for commands beside the server.
    let program: String
    let data: String
    /// Where a simulated service is; `nil` without one.
    var simulator: String?

    /// Starts a server on a free port, gives it to `body`, and stops it with SIGTERM.
    static func with(
        _ steward: StewardProgram, _ command: [String], data: String, _ body: (RunningServer) async throws -> Void
    ) async throws {
        let program = Program(
            steward.path, command + ["--port", "0", "--json"], environment: ["STEWARD_DATA": steward.data])
        let (pieces, continuation) = AsyncStream.makeStream(of: String.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                _ = try await program.run(limits: .init(time: .seconds(900))) {
                    continuation.yield(String(decoding: $0, as: UTF8.self))
                }
            }
            var text = ""
            for await piece in pieces {
                text += piece
                if text.contains("}") { break }
            }
            let said = try JSON(parsing: Array(text.utf8))
            let address = try #require(said["address"]?.string)
            try await body(
                RunningServer(address: address, setUp: said["setup"]?.string, program: steward.path, data: data))
            group.cancelAll()
            try? await group.waitForAll()
        }
    }
}
