// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

@testable import Backups

/// The connections of a test that also restores: dumps of one server, restores into another.
struct ScriptedPlace: DatabaseConnecting, StoreConnecting {
    let source: ScriptedDumping
    var target = ScriptedServer()
    /// Other servers, by the connections that lead there.
    var others: [String: ScriptedServer] = [:]

    func dumping(_ connection: String) async throws -> any DatabaseDumping { source }
    func restoring(_ connection: String) async throws -> any DatabaseRestoring {
        others[connection] ?? target
    }
    func proving(_ connection: String) async throws -> any DatabaseProving { target }
    func storing(_ connection: String) async throws -> any FileStoring { MemoryStore() }
}
