// SPDX-License-Identifier: Apache-2.0
import StewardCore
package import StewardIntegration

extension Backups {
    /// Starts an empty server of this machine's own programs for as long as `body` runs, apart from those of proofs;
    /// what a killed process left of an earlier one is removed first. It ends with this process, however that ends.
    /// - Parameter connection: names the programs; its own server is not asked for anything.
    /// - Throws: `IntegrationError`, `unsupported` when this machine has no server programs; `BackupsError`; what
    ///   `body` throws.
    package func withEmptyServer<Value: Sendable>(
        by connection: String, connecting: any DatabaseConnecting, limits: ScratchLimits,
        _ body: @Sendable (any DatabaseRestoring) async throws -> Value
    ) async throws -> Value {
        let proving = try await connecting.proving(connection)
        let folder = ProofFolder(scratch: scratch + "/servers")
        await proving.sweepScratchServers(in: folder.path)
        try folder.make()
        defer { folder.removeEmpty() }
        return try await proving.withScratchServer(in: folder.path, limits: limits, body)
    }
}
