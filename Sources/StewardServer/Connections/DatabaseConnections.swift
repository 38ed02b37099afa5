// SPDX-License-Identifier: Apache-2.0
import Backups
import StewardCatalog
import StewardCore
package import StewardIntegration

/// The connections that backups need: those of databases, and those that keep files off-site.
package struct DatabaseConnections: DatabaseConnecting, StoreConnecting {
    private let saved: SavedConnections

    /// The connections of an installation.
    package init(_ installation: Installation) { saved = installation.connections }

    /// The names of the connections that dump databases.
    package func names() async throws -> [String] {
        try await saved.list().filter { saved in
            let manifest = try? Connections.entry(saved.integration).manifest
            return manifest?.capabilities.contains(.databaseDumping) ?? false
        }.map(\.name)
    }

    package func dumping(_ connection: String) async throws -> any DatabaseDumping {
        try await found(connection, "dump databases")
    }
    package func restoring(_ connection: String) async throws -> any DatabaseRestoring {
        try await found(connection, "restore databases")
    }
    package func proving(_ connection: String) async throws -> any DatabaseProving {
        try await found(connection, "start servers for proofs")
    }
    package func storing(_ connection: String) async throws -> any FileStoring {
        try await found(connection, "keep files")
    }

    private func found<Value>(_ name: String, _ ability: String) async throws -> Value {
        guard let value = try await saved.open(name) as? Value else {
            throw IntegrationError(
                .unsupported, "The connection “\(name)” cannot \(ability); choose another connection.")
        }
        return value
    }
}
