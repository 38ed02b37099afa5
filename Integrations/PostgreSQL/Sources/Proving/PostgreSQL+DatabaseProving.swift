// SPDX-License-Identifier: Apache-2.0
import StewardCore
public import StewardIntegration

extension PostgreSQL: DatabaseProving {
    /// Makes a server of the newest server programs of this machine. Root lets `nobody` run it, or `postgres`.
    public func withScratchServer<Value: Sendable>(
        in folder: String, limits: ScratchLimits, _ body: @Sendable (any DatabaseRestoring) async throws -> Value
    ) async throws -> Value {
        let session = try session()
        let programs = try await ScratchPrograms(session.finder)
        let scratch = try ScratchPlace(in: folder, for: programs.guise)
        let server = ScratchServer(programs: programs, folder: scratch, limits: limits, base: session)
        let result: Result<Value, any Error>
        do {
            let process = try await server.start()
            let watch = ScratchWatch(server: server, process: process)
            result = await watch.run(body)
            // Also when this task was cancelled.
            await Task { await server.stop(process) }.value
        } catch {
            result = .failure(error)
        }
        // Once: its lock's descriptor may be another file's as soon as it is closed.
        await ScratchServer.beside { scratch.remove() }
        return try result.get()
    }

    /// A folder whose lock nobody holds is one that nobody lives in.
    @discardableResult
    public func sweepScratchServers(in folder: String) async -> [String] {
        await ScratchServer.beside { ScratchPlace.sweep(folder) }
    }
}
