// SPDX-License-Identifier: Apache-2.0
import CPostgres
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a connection remembers of the statements it ran: the second run of a text prepares it.
struct PostgresStatements {
    struct Key: Hashable {
        let sql: String
        let types: [UInt32]
    }
    struct Prepared {
        let name: String
        let decoder: PostgresDecoder
    }
    private static let limit = 200
    private var seen: Set<Key> = []
    private var prepared: [Key: Prepared] = [:]
    private var made = 0

    func find(_ key: Key) -> Prepared? { prepared[key] }
    var isFull: Bool { prepared.count >= Self.limit }

    /// Whether this text ran before.
    mutating func note(_ key: Key) -> Bool {
        if seen.count >= 4 * Self.limit { seen.removeAll() }
        return !seen.insert(key).inserted
    }
    mutating func nextName() -> String {
        made += 1
        return "steward_\(made)"
    }
    mutating func keep(_ key: Key, _ statement: Prepared) { prepared[key] = statement }
    mutating func forgetAll() {
        seen.removeAll()
        prepared.removeAll()
    }
}

extension PostgresConnection {
    /// An error of the caller's row closure, which is not the statement's failure.
    struct BodyError: Error { let cause: any Error }

    /// Runs one statement; gives the number of rows it changed or returned.
    /// - Parameters:
    ///   - timeout: For the whole statement; with `streaming`, for the first row and then for each next one.
    ///   - deaf: Whether cancellation is ignored, as a commit must.
    ///   - row: Called for each row; without it they are dropped.
    func run(
        _ sql: String, _ values: [SQLValue] = [], timeout: Duration, streaming: Bool = false, deaf: Bool = false,
        row: (SQLRow) throws -> Void = { _ in }
    ) throws -> Int {
        let parameters = PostgresParameters(values)
        let deadline = ContinuousClock.now + timeout
        do {
            let statement = try prepare(sql, parameters, until: deadline)
            let sent = parameters.withArrays { values, lengths, formats in
                let count = Int32(parameters.types.count)
                if let statement {
                    let binary: Int32 = statement.decoder.understandsBinary ? 1 : 0
                    return PQsendQueryPrepared(handle, statement.name, count, values, lengths, formats, binary)
                }
                return PQsendQueryParams(handle, sql, count, parameters.types, values, lengths, formats, 0)
            }
            guard sent == 1, !streaming || PQsetSingleRowMode(handle) == 1 else { throw lost() }
            try flush(until: deadline, deaf)
            var reception = Reception(
                decoder: statement?.decoder, deadline: deadline, perRow: streaming ? timeout : nil, deaf: deaf)
            return try receive(&reception, row)
        } catch let stop as Stop {
            interrupt()
            throw stop == .cancelled ? DatabaseError.cancelled : DatabaseError.tooSlow(timeout)
        } catch let error as BodyError {
            interrupt()
            throw error
        }
    }

    private struct Reception {
        var decoder: PostgresDecoder?
        var deadline: ContinuousClock.Instant
        let perRow: Duration?
        let deaf: Bool
    }

    /// Reads results up to the end of the statement; the first failure is thrown when all is read.
    private func receive(_ reception: inout Reception, _ row: (SQLRow) throws -> Void) throws -> Int {
        var failure: DatabaseError?
        var count = 0
        while let result = try nextResult(until: reception.deadline, reception.deaf) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE:
                try deliver(result, &reception, row)
                count = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? count
            case PGRES_COMMAND_OK: count = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
            case PGRES_EMPTY_QUERY: break
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                markBroken()
                throw DatabaseError(.statement, "COPY is not supported here.")
            default: failure = failure ?? self.failure(result)
            }
        }
        if let failure { throw failure }
        return count
    }

    private func failure(_ result: OpaquePointer) -> DatabaseError {
        let error = DatabaseError(result, redactedBy: address)
        // The shape of a table changed under a prepared statement: all are made anew when the transaction is retried.
        if ["0A000", "26000"].contains(error.engineCode) { statements.forgetAll() }
        if PQstatus(handle) == CONNECTION_BAD || error.code == .unavailable { markBroken() }
        return error
    }

    private func deliver(
        _ result: OpaquePointer, _ reception: inout Reception, _ row: (SQLRow) throws -> Void
    ) throws {
        let decoder = reception.decoder ?? PostgresDecoder(result)
        reception.decoder = decoder
        for index in 0..<PQntuples(result) {
            let value = try decoder.row(result, index)
            do { try row(value) } catch { throw BodyError(cause: error) }
        }
        if let perRow = reception.perRow { reception.deadline = .now + perRow }
    }

    private func nextResult(until deadline: ContinuousClock.Instant, _ deaf: Bool) throws -> OpaquePointer? {
        while PQisBusy(handle) == 1 {
            try wait(POLLIN, until: deadline, deaf: deaf)
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
        return PQgetResult(handle)
    }

    private func flush(until deadline: ContinuousClock.Instant, _ deaf: Bool) throws {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1:
                try wait(POLLIN | POLLOUT, until: deadline, deaf: deaf)
                guard PQconsumeInput(handle) == 1 else { throw lost() }
            default: throw lost()
            }
        }
    }

    /// The prepared form of a text that runs for the second time or later; `nil` for the first.
    private func prepare(
        _ sql: String, _ parameters: PostgresParameters, until deadline: ContinuousClock.Instant
    ) throws -> PostgresStatements.Prepared? {
        let key = PostgresStatements.Key(sql: sql, types: parameters.types)
        if let known = statements.find(key) { return known }
        guard statements.note(key) else { return nil }
        if statements.isFull {
            statements.forgetAll()
            try command(until: deadline) { PQsendQuery(handle, "DEALLOCATE ALL") }
        }
        let name = statements.nextName()
        try command(until: deadline) {
            PQsendPrepare(handle, name, sql, Int32(parameters.types.count), parameters.types)
        }
        var decoder: PostgresDecoder?
        try command(until: deadline, { PQsendDescribePrepared(handle, name) }) { decoder = PostgresDecoder($0) }
        guard let decoder else { throw lost() }
        let statement = PostgresStatements.Prepared(name: name, decoder: decoder)
        statements.keep(key, statement)
        return statement
    }

    private func command(
        until deadline: ContinuousClock.Instant, _ send: () -> Int32, _ use: (OpaquePointer) -> Void = { _ in }
    ) throws {
        guard send() == 1 else { throw lost() }
        try flush(until: deadline, false)
        var failure: DatabaseError?
        while let result = try nextResult(until: deadline, false) {
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_COMMAND_OK { use(result) } else { failure = self.failure(result) }
        }
        if let failure { throw failure }
    }
}
