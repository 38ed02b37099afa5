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
        try await withNodes(engine, 1) { try await body($0[0]) }
    }

    /// Hands `body` one new empty database, opened several times as several processes would.
    package static func withNodes<Value>(
        _ engine: DatabaseEngine, _ count: Int, statementTimeout: Duration = .seconds(60),
        _ body: ([any Database]) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryFolder("store")
        defer { withExtendedLifetime(folder) {} }
        let address = engine == .postgresql ? try await emptyPostgres() : nil
        var databases: [any Database] = []
        do {
            for _ in 0..<count {
                databases.append(try await open(address, folder.path("steward.sqlite"), statementTimeout))
            }
            let value = try await body(databases)
            for database in databases { await database.close() }
            return value
        } catch {
            for database in databases { await database.close() }
            throw error
        }
    }

    private static func open(_ address: Secret?, _ path: String, _ timeout: Duration) async throws -> any Database {
        guard let address else {
            var configuration = SQLiteDatabase.Configuration()
            configuration.statementTimeout = timeout
            return try await SQLiteDatabase.open(at: path, configuration: configuration)
        }
        var configuration = PostgresDatabase.Configuration()
        configuration.statementTimeout = timeout
        return try await PostgresDatabase.connect(address, configuration: configuration)
    }

    /// The connection string of a new empty database on the shared server.
    /// - Throws: `PostgresServer.StartError`.
    package static func emptyPostgres() async throws -> Secret {
        let server = try await PostgresServer.shared()
        let name = "t\(UUID().uuidString.prefix(13).lowercased().filter { $0 != "-" })"
        try await server.createDatabase(name)
        return server.address(name)
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
        let address = try await emptyPostgres()
        let database = try await PostgresDatabase.connect(address, configuration: configuration)
        do {
            let value = try await body(database, address)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}
