// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardSimulation
import UnixSignals

/// What every simulator's command takes, and how it serves.
struct ServerOptions: ParsableArguments {
    @Option(help: "Port on 127.0.0.1; 0 takes any free one.")
    var port = 0

    @Option(
        help: "Faults to play from the start: one JSON object or a list, as '{\"kind\": \"challenge\", \"count\": 1}'.")
    var faults: String?

    @Option(help: "Stop when the process with this id, which started this one, is gone.")
    var parent: Int32?

    /// Serves until SIGTERM or SIGINT, or until its parent is gone. Prints the address first, and what `describe`
    /// adds to it.
    func serve(
        _ simulator: some Simulator, clock: any Timekeeping,
        describe: (LoopbackServer) async throws -> [JSON.Member] = { _ in [] }
    ) async throws {
        let script = try faults.map { try Fault.list(parsing: Array($0.utf8)) } ?? []
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await LoopbackServer.withServer(simulator, port: port, clock: clock, faults: script) { server in
            let members: [JSON.Member] = [
                .init("simulator", .string(simulator.name)), .init("address", .string(server.address)),
                .init("port", .integer(Int64(server.port))),
            ]
            let line = JSON.object(members + (try await describe(server)))
            let text = String(decoding: try line.canonicalBytes(), as: UTF8.self) + "\n"
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in signals { break } }
                if let parent { group.addTask { await Self.outlast(parent, clock) } }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// Returns when this process has another parent than `parent`: the one that started it died.
    private static func outlast(_ parent: Int32, _ clock: any Timekeeping) async {
        while getppid() == parent {
            do { try await clock.sleep(for: .milliseconds(500)) } catch { return }
        }
    }
}
