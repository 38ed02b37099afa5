// SPDX-License-Identifier: Apache-2.0
import Dispatch
package import StewardCore
package import StewardStore
import Synchronization

/// Where somebody was: the location history of a person's own, in a file of SQLite or in PostgreSQL with PostGIS.
///
/// It is imported from a phone's export, asked by time, distance and height, and written as GPX. Nothing of it is in a
/// ledger: whoever wants it gone deletes the file or the rows.
package struct Timeline: Sendable {
    let database: any Database
    let clock: any Timekeeping

    /// On a database that is ready; see ``open(file:clock:)`` and ``connect(_:clock:)``.
    package init(database: any Database, clock: any Timekeeping = SystemClock()) {
        self.database = database
        self.clock = clock
    }

    /// Where the rows are.
    package var engine: DatabaseEngine { database.engine }

    /// Opens a timeline in a file of SQLite, or makes it, readable by its owner alone.
    /// - Throws: `DatabaseError`.
    package static func open(file path: String, clock: any Timekeeping = SystemClock()) async throws -> Self {
        try PrivateFile.make(path)
        let timeline = Self(database: try await SQLiteDatabase.open(at: path), clock: clock)
        do {
            try await timeline.prepare()
            return timeline
        } catch {
            await timeline.close()
            throw error
        }
    }

    /// Opens a timeline on a PostgreSQL server, where an administrator made the tables.
    /// - Parameter address: libpq's connection string.
    /// - Throws: `DatabaseError`; `TimelineError` with `database` when the tables are not there.
    package static func connect(_ address: Secret, clock: any Timekeeping = SystemClock()) async throws -> Self {
        var configuration = PostgresDatabase.Configuration()
        configuration.connections = 2
        // A statement writes thousands of rows, or vacuums all of them.
        configuration.statementTimeout = .seconds(600)
        let database = try await PostgresDatabase.connect(address, configuration: configuration)
        let timeline = Self(database: database, clock: clock)
        do {
            try await timeline.prepare()
            return timeline
        } catch {
            await timeline.close()
            throw error
        }
    }

    /// Makes the tables on SQLite; on PostgreSQL sees whether they are there.
    package func prepare() async throws {
        switch engine {
        case .sqlite:
            try await database.migrate([Migration("timeline-0001-locations", TimelineSchema.sqlite)], clock: clock)
        case .postgresql: try await database.read { try PostGISLocations.check($0) }
        }
    }

    /// Closes the connections.
    package func close() async { await database.close() }

    /// Runs work that blocks beside Swift's own few threads; `check` throws when its task was cancelled.
    func beside<Value: Sendable>(
        _ work: @escaping @Sendable (_ check: @escaping @Sendable () throws -> Void) throws -> Value
    ) async throws -> Value {
        let flag = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(with: Result { try work(flag.check) }) }
            }
        } onCancel: {
            flag.raise()
        }
    }
}

/// Tells a thread that the task it works for was cancelled.
final class CancellationFlag: Sendable {
    private let isRaised = Atomic<Bool>(false)

    func raise() { isRaised.store(true, ordering: .relaxed) }

    @Sendable func check() throws {
        if isRaised.load(ordering: .relaxed) { throw CancellationError() }
    }
}
