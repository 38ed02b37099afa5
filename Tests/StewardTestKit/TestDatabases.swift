// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardCore
package import StewardStore

/// Empty databases for tests, on every engine that this machine has.
///
/// ```swift
/// @Test("A job is claimed once", arguments: TestDatabases.engines)
/// func claimedOnce(engine: DatabaseEngine) async throws {
///     try await TestDatabases.with(engine) { database in … }
/// }
/// ```
///
/// Where PostgreSQL is not installed, `engines` lacks it; a test that is enabled only `if PostgresServer.isInstalled`
/// makes that visible in the results.
package enum TestDatabases {
    /// The engines to run a repository's tests on.
    package static let engines: [DatabaseEngine] = PostgresServer.isInstalled ? [.sqlite, .postgresql] : [.sqlite]

    /// Hands `body` a new empty database and removes it afterwards.
    package static func with<Value>(
        _ engine: DatabaseEngine, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        switch engine {
        case .sqlite: try await withSQLite(body)
        case .postgresql: try await withPostgres { database, _ in try await body(database) }
        }
    }

    /// Runs `body` with a new empty database of each engine in turn.
    package static func each(_ body: (any Database) async throws -> Void) async throws {
        for engine in engines { try await with(engine, body) }
    }

    /// Hands `body` a new empty PostgreSQL database and its connection string, for other processes.
    package static func withPostgres<Value>(
        _ configuration: PostgresDatabase.Configuration = .init(),
        _ body: (PostgresDatabase, Secret) async throws -> Value
    ) async throws -> Value {
        let server = try PostgresServer.shared()
        let name = "t\(UUID().uuidString.prefix(13).lowercased().filter { $0 != "-" })"
        try server.createDatabase(name)
        let address = server.address(name)
        let database = try await PostgresDatabase.connect(address, configuration: configuration)
        return try await closing(database) { try await body(database, address) }
    }

    private static func withSQLite<Value>(_ body: (any Database) async throws -> Value) async throws -> Value {
        let folder = try TemporaryFolder("store")
        defer { withExtendedLifetime(folder) {} }
        let database = try await SQLiteDatabase.open(at: folder.path("steward.sqlite"))
        return try await closing(database) { try await body(database) }
    }

    private static func closing<Value>(
        _ database: any Database, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await body()
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}
