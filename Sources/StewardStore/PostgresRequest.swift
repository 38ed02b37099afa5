// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// One transaction that a task asked for, on its way from the queue to a worker's thread.
///
/// Whoever takes it out of `waiting` answers the task: a worker by running it, or the queue by refusing it.
final class PostgresRequest: Sendable {
    private enum Phase {
        case new
        case waiting(@Sendable (PostgresWorker) -> Void, refuse: @Sendable (DatabaseError) -> Void)
        case running(WakeSignal)
        case over
    }
    private struct State {
        var phase = Phase.new
        var isCancelled = false
    }
    private let state = Mutex(State())

    var isCancelled: Bool { state.withLock { $0.isCancelled } }
    /// Whether nobody answered the task yet.
    var isWaiting: Bool {
        state.withLock { state in
            if case .waiting = state.phase { return true }
            return false
        }
    }

    /// Makes it ready to be queued; refuses it at once when its task was cancelled before.
    func prepare(
        _ work: @escaping @Sendable (PostgresWorker) -> Void, refuse: @escaping @Sendable (DatabaseError) -> Void
    ) -> Bool {
        let isCancelled = state.withLock { state in
            state.phase = state.isCancelled ? .over : .waiting(work, refuse: refuse)
            return state.isCancelled
        }
        if isCancelled { refuse(.cancelled) }
        return !isCancelled
    }

    /// Runs it on the worker's thread, unless it was refused meanwhile.
    func run(on worker: PostgresWorker) {
        let work = state.withLock { state -> (@Sendable (PostgresWorker) -> Void)? in
            guard case .waiting(let work, _) = state.phase else { return nil }
            worker.wake.reset()
            state.phase = .running(worker.wake)
            return work
        }
        work?(worker)
    }

    /// Called by the work before it answers the task, so that a late cancellation does not reach the next request.
    func finish() { state.withLock { $0.phase = .over } }

    /// The task was cancelled.
    func cancel() {
        refuse(.cancelled) { state in
            state.isCancelled = true
            if case .running(let wake) = state.phase { wake.signal() }
        }
    }

    /// Answers the task with an error if no worker took the request yet.
    func refuse(_ error: DatabaseError) { refuse(error) { _ in } }

    private func refuse(_ error: DatabaseError, _ change: (inout State) -> Void) {
        let refusal = state.withLock { state -> (@Sendable (DatabaseError) -> Void)? in
            change(&state)
            guard case .waiting(_, let refuse) = state.phase else { return nil }
            state.phase = .over
            return refuse
        }
        refusal?(error)
    }
}
