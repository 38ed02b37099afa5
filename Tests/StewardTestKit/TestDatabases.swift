// SPDX-License-Identifier: Apache-2.0
package import StewardStore

/// Empty databases for tests, on every engine that this machine has.
///
/// ```swift
/// @Test("A job is claimed once", arguments: TestDatabases.engines)
/// func claimedOnce(engine: DatabaseEngine) async throws {
///     try await TestDatabases.with(engine) { database in … }
/// }
/// ```
package enum TestDatabases {
    /// The engines to run a repository's tests on.
    package static let engines: [DatabaseEngine] = [.sqlite]

    /// Hands `body` a new empty database and removes it afterwards.
    package static func with<Value>(
        _ engine: DatabaseEngine, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryFolder("store")
        defer { withExtendedLifetime(folder) {} }
        let database = try await SQLiteDatabase.open(at: folder.path("steward.sqlite"))
        do {
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }

    /// Runs `body` with a new empty database of each engine in turn.
    package static func each(_ body: (any Database) async throws -> Void) async throws {
        for engine in engines { try await with(engine, body) }
    }
}
