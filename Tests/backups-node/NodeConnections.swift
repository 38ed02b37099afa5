// SPDX-License-Identifier: Apache-2.0
import Backups
import Foundation
import PostgreSQL
import StewardCore
import StewardHTTP
import StewardIntegration

/// The machine's clock, some hours ahead.
struct ShiftedClock: Timekeeping {
    let hours: Double
    var now: Date { Date(timeIntervalSinceNow: hours * 3600) }
    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}

/// Nothing is sent over HTTP here.
struct NoTransport: HTTPTransport {
    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        throw IntegrationError(.unsupported, "No HTTP is spoken here.")
    }
}

/// One real server, and a folder as the place off-site.
struct NodeConnections: DatabaseConnecting, StoreConnecting {
    let server: PostgreSQL
    let store: StoreFolder
    func dumping(_ connection: String) async throws -> any DatabaseDumping { server }
    func restoring(_ connection: String) async throws -> any DatabaseRestoring { server }
    func proving(_ connection: String) async throws -> any DatabaseProving { server }
    func storing(_ connection: String) async throws -> any FileStoring { store }
}
