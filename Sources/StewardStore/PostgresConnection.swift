// SPDX-License-Identifier: Apache-2.0
import CPostgres
import Dispatch
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One connection in libpq's non-blocking mode. It belongs to one thread, which waits for the server in `poll`, so that
/// every wait ends at its deadline or when the request is cancelled.
final class PostgresConnection {
    /// Why a wait ended before the server answered.
    enum Stop: Error { case expired, cancelled }

    let handle: OpaquePointer
    let address: PostgresAddress
    /// Whose work is being done; its cancellation ends the waits.
    var request: PostgresRequest?
    /// Whether the connection must not be used again.
    private(set) var isBroken = false
    var statements = PostgresStatements()
    private let wake: WakeSignal

    private init(_ handle: OpaquePointer, _ address: PostgresAddress, _ wake: WakeSignal, _ request: PostgresRequest?) {
        self.handle = handle
        self.address = address
        self.wake = wake
        self.request = request
        // The default prints to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit { PQfinish(handle) }

    var socket: Int32 { PQsocket(handle) }

    /// Whether a transaction is open, or failed and waits for its rollback.
    var isInTransaction: Bool {
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    /// Waits until the socket is ready.
    /// - Throws: `Stop`; `cancelled` only where the wait is not `deaf`.
    func wait(_ events: Int32, until deadline: ContinuousClock.Instant, deaf: Bool = false) throws(Stop) {
        while true {
            if !deaf, request?.isCancelled == true { throw .cancelled }
            let remaining = min(max((deadline - .now).inMilliseconds, 0), 3_600_000)
            var waited = [
                pollfd(fd: socket, events: Int16(events), revents: 0),
                pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waited, deaf ? 1 : 2, Int32(remaining))
            if waited[0].revents != 0 { return }
            if ready == 0, ContinuousClock.now >= deadline { throw .expired }
            if ready > 0, request == nil { throw .cancelled }
        }
    }

    /// The server is gone, or said something that libpq does not understand.
    func lost() -> DatabaseError {
        isBroken = true
        return DatabaseError(
            .unavailable,
            "The connection to PostgreSQL broke: \(address.redact(String(cString: PQerrorMessage(handle)))).")
    }

    func markBroken() { isBroken = true }

    /// Asks the server to stop the running statement and reads what is left of its answer. The connection is broken
    /// when the server does not react in time.
    func interrupt(within limit: Duration = .seconds(5)) {
        guard let cancel = PQgetCancel(handle) else { return markBroken() }
        nonisolated(unsafe) let ticket = cancel
        let done = DispatchSemaphore(value: 0)
        // PQcancel opens a connection of its own and knows no time limit, so it runs beside this thread.
        DispatchQueue.global().async {
            var message: [CChar] = Array(repeating: 0, count: 256)
            _ = PQcancel(ticket, &message, Int32(message.count))
            PQfreeCancel(ticket)
            done.signal()
        }
        let deadline = ContinuousClock.now + limit
        guard done.wait(timeout: .now() + limit.inSeconds) == .success else { return markBroken() }
        drain(until: deadline)
    }

    private func drain(until deadline: ContinuousClock.Instant) {
        do {
            while true {
                while PQisBusy(handle) == 1 {
                    try wait(POLLIN, until: deadline, deaf: true)
                    guard PQconsumeInput(handle) == 1 else { return markBroken() }
                }
                guard let result = PQgetResult(handle) else { return }
                PQclear(result)
                guard PQstatus(handle) == CONNECTION_OK, ContinuousClock.now < deadline else { return markBroken() }
            }
        } catch {
            markBroken()
        }
    }
}

extension PostgresConnection {
    /// Connects to the first host of the address that answers and is fit for `target_session_attrs`.
    ///
    /// libpq leaves time limits to its caller in this mode and would wait for a silent host for ever. So each host has
    /// its share of the time, and a silent one is put at the end.
    /// - Throws: `DatabaseError` with `unavailable`, or `interrupted` when the request is cancelled.
    static func open(
        _ address: PostgresAddress, wake: WakeSignal, request: PostgresRequest?, within limit: Duration
    ) throws(DatabaseError) -> PostgresConnection {
        var address = address
        let deadline = ContinuousClock.now + limit
        let share = limit / address.hostCount
        var silent: [String] = []
        while true {
            guard let handle = address.startConnecting() else {
                throw DatabaseError(.unavailable, "There is no memory left for a connection to PostgreSQL.")
            }
            let connection = PostgresConnection(handle, address, wake, request)
            do {
                try connection.finishConnecting(until: min(.now + share, deadline))
                return connection
            } catch let error as DatabaseError {
                throw error
            } catch Stop.cancelled {
                throw .cancelled
            } catch {
                let (host, port) = connection.currentHost
                silent.append(host)
                guard silent.count < address.hostCount, let place = address.place(host: host, port: port) else {
                    throw DatabaseError(
                        .unavailable,
                        "PostgreSQL did not answer within \(limit.inSeconds) s (\(silent.joined(separator: ", "))).")
                }
                address = address.postponing(place)
            }
        }
    }

    private var currentHost: (host: String, port: String) {
        func text(_ value: UnsafeMutablePointer<CChar>?) -> String { value.map { String(cString: $0) } ?? "" }
        return (text(PQhost(handle)), text(PQport(handle)))
    }

    private func finishConnecting(until deadline: ContinuousClock.Instant) throws {
        var state = PGRES_POLLING_WRITING
        while PQstatus(handle) != CONNECTION_BAD {
            switch state {
            case PGRES_POLLING_OK:
                guard PQsetnonblocking(handle, 1) == 0 else { throw lost() }
                return try checkServer()
            case PGRES_POLLING_READING: try wait(POLLIN, until: deadline)
            case PGRES_POLLING_WRITING: try wait(POLLOUT, until: deadline)
            default: break
            }
            if state == PGRES_POLLING_FAILED { break }
            state = PQconnectPoll(handle)
        }
        let message = address.redact(String(cString: PQerrorMessage(handle)))
        throw DatabaseError(.unavailable, "PostgreSQL cannot be reached: \(message).")
    }

    private func checkServer() throws(DatabaseError) {
        let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) } ?? "unknown"
        guard encoding == "UTF8" else {
            throw DatabaseError(
                .unavailable, "The database keeps text as \(encoding); make it with ENCODING 'UTF8'.")
        }
        guard PQserverVersion(handle) >= 120_000 else {
            throw DatabaseError(.unavailable, "The PostgreSQL server is older than version 12; upgrade it.")
        }
    }
}
