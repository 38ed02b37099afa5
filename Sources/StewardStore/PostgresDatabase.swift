// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import StewardCore
import Synchronization

/// The database on PostgreSQL servers, for several nodes.
///
/// The connection string is libpq's: several hosts, `target_session_attrs`, `sslmode` and all the rest. Behind a proxy
/// that shares connections between transactions it does not work: it needs a session of its own.
///
/// Writes are serializable and reads see one snapshot, as on SQLite. The file of a mechanism that uses PostgreSQL's own
/// abilities may begin its transaction with `SET TRANSACTION ISOLATION LEVEL READ COMMITTED`.
package final class PostgresDatabase: Database {
    /// Limits of a database.
    package struct Configuration: Sendable {
        /// How many connections there may be.
        package var connections = 8
        /// How many transactions may wait for a connection.
        package var waiting = 10_000
        /// How long a transaction waits for a connection.
        package var waitTimeout: Duration = .seconds(30)
        /// How long connecting may take, over all hosts.
        package var connectTimeout: Duration = .seconds(10)
        /// How long one statement may run; in `forEach`, how long the next row may take.
        package var statementTimeout: Duration = .seconds(60)
        /// How long an unused connection stays open.
        package var idleTimeout: Duration = .seconds(300)
        /// How often a transaction that nothing came of is tried again.
        package var retries = 12
        /// The usual limits.
        package init() {}
    }

    let address: PostgresAddress
    let limits: Configuration
    private let pool: PostgresPool
    private let texts = SQLTexts()
    let listeners = PostgresListeners()
    private let ended = Atomic<UInt64>(0)

    package var engine: DatabaseEngine { .postgresql }
    package var writeCount: UInt64 { ended.load(ordering: .acquiring) }

    private init(_ address: PostgresAddress, _ limits: Configuration) {
        self.address = address
        self.limits = limits
        pool = PostgresPool(address, limits)
    }

    /// Connects, to find out whether the string is right; later connections are made when they are needed.
    /// - Throws: `DatabaseError` with `unavailable`. Its message names host and cause, never the password.
    package static func connect(
        _ connectionString: Secret, configuration: Configuration = .init()
    ) async throws -> PostgresDatabase {
        let database = PostgresDatabase(try PostgresAddress(connectionString), configuration)
        do {
            try await database.pool.perform { worker, request in _ = try worker.connected(request) }
        } catch {
            await database.close()
            throw error
        }
        return database
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        defer { ended.add(1, ordering: .releasing) }
        return try await transaction("BEGIN ISOLATION LEVEL SERIALIZABLE", body)
    }

    /// Runs one statement outside of a transaction, as `VACUUM` needs it.
    /// - Throws: `DatabaseError`.
    package func maintain(_ sql: String) async throws {
        try await pool.perform { [limits] worker, request in
            _ = try worker.connected(request).run(sql, timeout: limits.statementTimeout)
        }
    }

    /// How busy the connections are.
    var poolLoad: DatabaseLoad { pool.load }

    package func close() async {
        listeners.stop()
        await pool.close()
    }

    private func transaction<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await pool.perform { [limits, texts] worker, request in
            var attempt = 0
            while true {
                do {
                    return try Self.once(begin, worker, request, limits, texts, body)
                } catch let error as Repeatable {
                    attempt += 1
                    guard attempt <= limits.retries else { throw error.cause }
                    try Self.pause(worker, request, attempt)
                }
            }
        }
    }

    /// A failure after which nothing of the transaction happened.
    private struct Repeatable: Error { let cause: DatabaseError }

    private static func once<Value>(
        _ begin: String, _ worker: PostgresWorker, _ request: PostgresRequest, _ limits: Configuration,
        _ texts: SQLTexts, _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        let connection = try self.begin(begin, worker, request, limits)
        let transaction = PostgresTransaction(connection, texts: texts, timeout: limits.statementTimeout)
        let result = Result { try body(transaction) }
        if let failure = transaction.failure {
            rollBack(connection, limits)
            if failure.code == .conflict { throw Repeatable(cause: failure) }
            // The body's own error says more than the failure that it saw, if it threw one.
            if case .failure(let error) = result { throw error }
            throw failure
        }
        do {
            let value = try result.get()
            try commit(connection, limits)
            return value
        } catch let error as Repeatable {
            throw error
        } catch {
            rollBack(connection, limits)
            throw error
        }
    }

    /// A connection with an open transaction. One that broke while nobody used it is replaced.
    private static func begin(
        _ begin: String, _ worker: PostgresWorker, _ request: PostgresRequest, _ limits: Configuration
    ) throws -> PostgresConnection {
        let isFresh = worker.connection?.isBroken ?? true
        let connection = try worker.connected(request)
        do {
            _ = try connection.run(begin, timeout: limits.statementTimeout)
            return connection
        } catch let error as DatabaseError where error.code == .unavailable && !isFresh {
            worker.disconnect()
            let second = try worker.connected(request)
            _ = try second.run(begin, timeout: limits.statementTimeout)
            return second
        }
    }

    private static func commit(_ connection: PostgresConnection, _ limits: Configuration) throws {
        do {
            _ = try connection.run("COMMIT", timeout: limits.statementTimeout, deaf: true)
        } catch let error as DatabaseError where error.code == .conflict {
            throw Repeatable(cause: error)
        } catch let error as DatabaseError where error.code == .unavailable || error.code == .interrupted {
            connection.markBroken()
            throw DatabaseError(
                .unavailable, "The connection broke during the commit, so the change may or may not have happened.",
                engineCode: error.engineCode)
        }
    }

    private static func rollBack(_ connection: PostgresConnection, _ limits: Configuration) {
        guard !connection.isBroken, connection.isInTransaction else { return }
        do {
            _ = try connection.run("ROLLBACK", timeout: limits.connectTimeout, deaf: true)
        } catch {
            // The server rolls back by itself when the connection closes.
            connection.markBroken()
        }
    }

    /// Waits a random moment that grows with each attempt, so that two transactions do not meet again and again.
    private static func pause(_ worker: PostgresWorker, _ request: PostgresRequest, _ attempt: Int) throws {
        let wait = Duration.milliseconds(Int64.random(in: 1...Int64(min(1 << attempt, 200))))
        if worker.wake.wait(for: wait), request.isCancelled { throw DatabaseError.cancelled }
    }
}
