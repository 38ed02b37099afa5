// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A thread with its connection. One transaction at a time; the connection is made when the first one comes.
final class PostgresWorker {
    let wake: WakeSignal
    private(set) var connection: PostgresConnection?
    private let address: PostgresAddress
    private let limits: PostgresDatabase.Configuration

    init(_ address: PostgresAddress, _ limits: PostgresDatabase.Configuration, _ wake: WakeSignal) {
        self.address = address
        self.limits = limits
        self.wake = wake
    }

    /// The connection, made now when there is none.
    /// - Throws: `DatabaseError` with `unavailable` or `interrupted`.
    func connected(_ request: PostgresRequest) throws -> PostgresConnection {
        if let connection, !connection.isBroken {
            connection.request = request
            return connection
        }
        connection = nil
        let new = try PostgresConnection.open(address, wake: wake, request: request, within: limits.connectTimeout)
        let milliseconds = limits.statementTimeout.inMilliseconds
        _ = try new.run("SET statement_timeout = \(milliseconds)", timeout: limits.connectTimeout)
        connection = new
        return new
    }

    func disconnect() { connection = nil }
}
