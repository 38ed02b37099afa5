// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// One transaction on one PostgreSQL connection.
final class PostgresTransaction: SQLConnection {
    private let connection: PostgresConnection
    private let texts: SQLTexts
    private let timeout: Duration
    private var handsOverRows = false
    /// The first failed statement; the server refuses everything after it but the rollback.
    private(set) var failure: DatabaseError?

    init(_ connection: PostgresConnection, texts: SQLTexts, timeout: Duration) {
        self.connection = connection
        self.texts = texts
        self.timeout = timeout
    }

    var engine: DatabaseEngine { .postgresql }

    func execute(_ sql: String, _ parameters: [SQLValue]) throws -> Int {
        try attempt(sql, parameters) { try connection.run(sql, parameters, timeout: clientLimit) }
    }

    func query(_ sql: String, _ parameters: [SQLValue]) throws -> [SQLRow] {
        try attempt(sql, parameters) {
            var rows: [SQLRow] = []
            _ = try connection.run(sql, parameters, timeout: clientLimit) { rows.append($0) }
            return rows
        }
    }

    func forEach(_ sql: String, _ parameters: [SQLValue], _ row: (SQLRow) throws -> Void) throws {
        try attempt(sql, parameters) {
            // The server's limit counts the whole result; here it is the next row that must come in time.
            _ = try connection.run("SET LOCAL statement_timeout = 0", timeout: clientLimit)
            _ = try connection.run(sql, parameters, timeout: timeout, streaming: true) { value in
                self.handsOverRows = true
                defer { self.handsOverRows = false }
                try row(value)
            }
            _ = try connection.run("SET LOCAL statement_timeout = \(timeout.inMilliseconds)", timeout: clientLimit)
        }
    }

    /// The server stops a slow statement by itself; the client's limit is for a server that no longer answers.
    private var clientLimit: Duration { timeout + .seconds(2) }

    private func attempt<Value>(_ sql: String, _ parameters: [SQLValue], _ work: () throws -> Value) throws -> Value {
        guard !handsOverRows else { throw DatabaseError.rowsPending }
        guard failure == nil else { throw DatabaseError.failedBefore }
        do {
            try texts[sql].check(parameters)
            return try work()
        } catch let error as PostgresConnection.BodyError {
            failure = .rowsAbandoned
            throw error.cause
        } catch {
            failure = error as? DatabaseError ?? DatabaseError(.statement, "The statement failed: \(error).")
            throw failure ?? error
        }
    }
}
