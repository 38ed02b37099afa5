// SPDX-License-Identifier: Apache-2.0
import CPostgres
import Foundation
import StewardCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension PostgresDatabase {
    /// The payloads of the notifications on a channel, from now on, over a connection of its own.
    ///
    /// After every connect, the first included, an empty payload comes: notifications may have been missed before it,
    /// so the reader should look for itself. A broken connection is made again until the stream is dropped or the
    /// database closed, which ends the stream. A reader that lags far behind gets the newest 1,000 payloads only.
    package func listen(channel: String) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1_000))
        let request = PostgresRequest()
        let limits = limits
        _ = request.prepare(
            { worker in
                PostgresListening(channel, worker, request, limits) { continuation.yield($0) }.run()
            }, refuse: { _ in })
        do {
            let wake = try WakeSignal()
            let place = listeners.add(request)
            continuation.onTermination = { _ in request.cancel() }
            let thread = Thread { [address, listeners] in
                request.run(on: PostgresWorker(address, limits, wake))
                request.finish()
                listeners.remove(place)
                continuation.finish()
            }
            thread.name = "steward-listen"
            thread.start()
        } catch {
            continuation.finish()
        }
        return stream
    }
}

extension SQLConnection {
    /// Tells the listeners of a channel, on all nodes, when this transaction commits. Equal payloads on one channel may
    /// be told once. Does nothing on SQLite, which has one node.
    /// - Throws: `DatabaseError`; a payload may have no more than 7,999 bytes.
    package func notify(channel: String, _ payload: String = "") throws {
        guard engine == .postgresql else { return }
        _ = try query("SELECT pg_notify($1, $2)", [SQLValue(channel), SQLValue(payload)])
    }
}

/// The listeners that run now, so that closing the database ends them.
final class PostgresListeners: Sendable {
    private struct State {
        var next = 0
        var running: [Int: PostgresRequest] = [:]
        var isStopped = false
    }
    private let state = Mutex(State())

    func add(_ request: PostgresRequest) -> Int {
        let (place, isStopped) = state.withLock { state in
            state.next += 1
            state.running[state.next] = request
            return (state.next, state.isStopped)
        }
        if isStopped { request.cancel() }
        return place
    }

    func remove(_ place: Int) { state.withLock { $0.running[place] = nil } }

    func stop() {
        let running = state.withLock { state in
            state.isStopped = true
            return Array(state.running.values)
        }
        for request in running { request.cancel() }
    }
}

/// One listener's loop, on a thread of its own.
private struct PostgresListening {
    private let channel: String
    private let worker: PostgresWorker
    private let request: PostgresRequest
    private let limits: PostgresDatabase.Configuration
    private let tell: (String) -> Void

    init(
        _ channel: String, _ worker: PostgresWorker, _ request: PostgresRequest,
        _ limits: PostgresDatabase.Configuration, _ tell: @escaping (String) -> Void
    ) {
        self.channel = channel
        self.worker = worker
        self.request = request
        self.limits = limits
        self.tell = tell
    }

    func run() {
        var attempt = 0
        while !request.isCancelled {
            do {
                let connection = try worker.connected(request)
                let name = channel.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                _ = try connection.run("LISTEN \"\(name)\"", timeout: limits.connectTimeout)
                attempt = 0
                tell("")
                try hear(connection)
            } catch {
                // Whatever broke, the way out is a new connection, a little later each time.
                worker.disconnect()
                attempt = min(attempt + 1, 7)
                if worker.wake.wait(for: .milliseconds(50 << attempt)), request.isCancelled { return }
            }
        }
    }

    private func hear(_ connection: PostgresConnection) throws {
        while true {
            while let note = PQnotifies(connection.handle) {
                defer { PQfreemem(note) }
                tell(String(cString: note.pointee.extra))
            }
            do {
                try connection.wait(POLLIN, until: .now + .seconds(60))
            } catch PostgresConnection.Stop.expired {
                // Silence may be a dead network: an answer shows that it is not.
                _ = try connection.run("SELECT 1", timeout: limits.connectTimeout)
                continue
            }
            guard PQconsumeInput(connection.handle) == 1 else { throw connection.lost() }
        }
    }
}
