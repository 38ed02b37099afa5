// SPDX-License-Identifier: Apache-2.0

/// A relational database that Steward's mechanisms share: SQLite in one folder, or PostgreSQL for several nodes.
///
/// Both speak one SQL text with `$1`-style parameters. Types to use in tables: `BIGINT`, `DOUBLE PRECISION`, `TEXT`,
/// `BYTEA`; times are `BIGINT` microseconds since 1970 in UTC; truth is `BIGINT` 0 or 1. Identity columns are not
/// portable: make identifiers in the program.
package protocol Database: Sendable {
    /// Which engine this is. Only the one file of a mechanism that uses an engine's own ability may ask.
    var engine: DatabaseEngine { get }

    /// Runs `body` in a read-only transaction on a connection of its own.
    ///
    /// `body` runs on a thread that may block; it must not wait for other tasks. Cancelling the task interrupts the
    /// running statement.
    /// - Throws: `DatabaseError`; whatever `body` throws.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Does what ``read(_:)`` does, but may miss what was written through ``write(_:then:)`` in the last moments: for
    /// what is asked often and is never written so.
    func readCommitted<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Runs `body` in a transaction that commits when it returns and rolls back when it throws. What was committed is
    /// on disk when this returns. The transaction is tried again by itself only when the engine says that nothing of
    /// it happened (serialization failure, deadlock, busy), so `body` may run more than once.
    /// - Throws: `DatabaseError`; whatever `body` throws.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Does what ``write(_:)`` does and hands over the outcome instead of waiting for it: for a caller that writes for
    /// many. Nothing cancels it.
    ///
    /// What `body` does may be done again after a crash: its statements must give the same on the same tables.
    /// - Parameter then: called with the outcome, perhaps on the thread that wrote, which has more to do.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        then: @escaping @Sendable (Result<Value, any Error>) -> Void)

    /// How many writes through this value have ended, well or not. What was read before stays true as long as this is
    /// the same and no other process writes.
    var writeCount: UInt64 { get }

    /// Closes every connection. Safe to call twice.
    func close() async
}

extension Database {
    package func readCommitted<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value { try await read(body) }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
        then: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        Task {
            do { then(.success(try await write(body))) } catch { then(.failure(error)) }
        }
    }
}

/// The engines.
package enum DatabaseEngine: String, Sendable { case sqlite, postgresql }

/// One connection inside a transaction. It must not leave the closure it was handed to.
package protocol SQLConnection {
    /// The engine behind it.
    var engine: DatabaseEngine { get }
    /// Runs one statement; gives the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ parameters: [SQLValue]) throws -> Int
    /// Runs one statement once for each list of parameters, in their order.
    func execute(_ sql: String, forEach parameters: [[SQLValue]]) throws
    /// Runs one statement; gives all its rows.
    func query(_ sql: String, _ parameters: [SQLValue]) throws -> [SQLRow]
    /// Runs one statement and hands over row after row; memory does not grow with the result.
    func forEach(_ sql: String, _ parameters: [SQLValue], _ row: (SQLRow) throws -> Void) throws
}

extension SQLConnection {
    package func execute(_ sql: String, forEach parameters: [[SQLValue]]) throws {
        for row in parameters { try execute(sql, row) }
    }
    /// Runs one statement without parameters.
    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }
    /// All rows of a statement without parameters.
    package func query(_ sql: String) throws -> [SQLRow] { try query(sql, []) }
    /// The first row, or `nil`.
    package func first(_ sql: String, _ parameters: [SQLValue] = []) throws -> SQLRow? {
        try query(sql, parameters).first
    }
}
