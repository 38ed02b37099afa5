// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import StewardCore
import Synchronization

/// The workers of a database: as many threads as transactions run at once, up to a limit, and a queue before them.
final class PostgresPool: Sendable {
    /// A worker's place in the pool, reachable from other threads.
    private final class Seat: Sendable {
        let ready = DispatchSemaphore(value: 0)
        let next = Mutex<PostgresRequest?>(nil)
    }
    private struct State {
        var idle: [Seat] = []
        var queue: [PostgresRequest] = []
        var workers = 0
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())
    private let address: PostgresAddress
    private let limits: PostgresDatabase.Configuration

    init(_ address: PostgresAddress, _ limits: PostgresDatabase.Configuration) {
        self.address = address
        self.limits = limits
    }

    /// Runs `work` on a worker's thread. Cancelling the task ends its wait in the queue at once, and its waits for the
    /// server soon after.
    /// - Throws: `DatabaseError` with `unavailable` when no worker was free in time or the pool is closed; what `work`
    ///   throws.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (PostgresWorker, PostgresRequest) throws -> Value
    ) async throws -> Value {
        let request = PostgresRequest()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isReady = request.prepare(
                    { worker in
                        let result = Result { try work(worker, request) }
                        worker.connection?.request = nil
                        request.finish()
                        continuation.resume(with: result)
                    }, refuse: { continuation.resume(throwing: $0) })
                if isReady { submit(request) }
            }
        } onCancel: {
            request.cancel()
        }
    }

    /// How many connections work, and how many transactions wait for one.
    var load: DatabaseLoad {
        state.withLock { state in
            DatabaseLoad(
                places: limits.connections, busy: state.workers - state.idle.count,
                waiting: state.queue.count { $0.isWaiting })
        }
    }

    /// Refuses what waits, lets running transactions end, closes the connections.
    func close() async {
        await withCheckedContinuation { continuation in
            let (waiting, idle, isDone) = state.withLock { state in
                state.isClosed = true
                defer {
                    state.queue = []
                    state.idle = []
                }
                if state.workers > 0 { state.closing.append(continuation) }
                return (state.queue, state.idle, state.workers == 0)
            }
            for request in waiting { request.refuse(.closed) }
            for seat in idle { seat.ready.signal() }
            if isDone { continuation.resume() }
        }
    }

    private enum Placement { case given(Seat), newWorker, queued, refused(DatabaseError) }

    private func submit(_ request: PostgresRequest) {
        let placement = state.withLock { state -> Placement in
            if state.isClosed { return .refused(.closed) }
            // The worker that stopped last has the warmest connection.
            if let seat = state.idle.popLast() {
                seat.next.withLock { $0 = request }
                return .given(seat)
            }
            if state.workers < limits.connections {
                state.workers += 1
                return .newWorker
            }
            if state.queue.count >= limits.waiting {
                // Requests that were cancelled or refused stay in the queue until somebody looks.
                state.queue.removeAll { !$0.isWaiting }
            }
            guard state.queue.count < limits.waiting else {
                return .refused(DatabaseError(.unavailable, "Too many transactions wait for a database connection."))
            }
            state.queue.append(request)
            return .queued
        }
        switch placement {
        case .given(let seat): seat.ready.signal()
        case .newWorker: startWorker(request)
        case .queued: limitWait(of: request)
        case .refused(let error): request.refuse(error)
        }
    }

    private func limitWait(of request: PostgresRequest) {
        let seconds = limits.waitTimeout.inSeconds
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak request] in
            request?.refuse(DatabaseError(.unavailable, "No database connection was free within \(seconds) s."))
        }
    }

    private func startWorker(_ first: PostgresRequest) {
        let wake: WakeSignal
        do {
            wake = try WakeSignal()
        } catch {
            state.withLock { $0.workers -= 1 }
            return first.refuse(error)
        }
        let thread = Thread { self.serve(first, PostgresWorker(self.address, self.limits, wake)) }
        thread.name = "steward-postgres"
        thread.start()
    }

    private func serve(_ first: PostgresRequest, _ worker: PostgresWorker) {
        let seat = Seat()
        var request: PostgresRequest? = first
        while let current = request {
            current.run(on: worker)
            request = next(seat)
        }
        worker.disconnect()
        let waiters = state.withLock { state in
            state.workers -= 1
            defer { if state.workers == 0 { state.closing = [] } }
            return state.workers == 0 ? state.closing : []
        }
        for waiter in waiters { waiter.resume() }
    }

    /// The next request for this seat; `nil` when the pool is closed or nothing came for long.
    private func next(_ seat: Seat) -> PostgresRequest? {
        let queued = state.withLock { state -> PostgresRequest? in
            if !state.queue.isEmpty { return state.queue.removeFirst() }
            if !state.isClosed { state.idle.append(seat) }
            return nil
        }
        if let queued { return queued }
        if state.withLock({ $0.isClosed }) { return nil }
        while seat.ready.wait(timeout: .now() + limits.idleTimeout.inSeconds) == .timedOut {
            let leaves = state.withLock { state -> Bool in
                guard let place = state.idle.firstIndex(where: { $0 === seat }) else { return false }
                state.idle.remove(at: place)
                return true
            }
            // Otherwise a request was given to this seat at the last moment and its signal follows.
            if leaves { return nil }
        }
        return seat.next.withLock { next in
            defer { next = nil }
            return next
        }
    }
}
