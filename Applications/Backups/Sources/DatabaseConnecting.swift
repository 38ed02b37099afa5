// SPDX-License-Identifier: Apache-2.0
package import StewardIntegration

/// Opens the connections of databases by name; the layer above does.
package protocol DatabaseConnecting: Sendable {
    /// - Throws: one sentence when there is no connection of this name, or it cannot dump databases.
    func dumping(_ connection: String) async throws -> any DatabaseDumping
    /// - Throws: one sentence when there is no connection of this name, or it cannot restore databases.
    func restoring(_ connection: String) async throws -> any DatabaseRestoring
    /// - Throws: one sentence when there is no connection of this name, or it starts no servers for proofs.
    func proving(_ connection: String) async throws -> any DatabaseProving
}

/// Opens the connections that keep files off-site, by name; the layer above does.
package protocol StoreConnecting: Sendable {
    /// - Throws: one sentence when there is no connection of this name, or it keeps no files.
    func storing(_ connection: String) async throws -> any FileStoring
}
