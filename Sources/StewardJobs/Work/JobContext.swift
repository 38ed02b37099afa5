// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
package import Logging
package import StewardCore
package import StewardStore
import Synchronization

/// What an attempt may ask of its worker.
package struct JobContext: Sendable {
    package let clock: any Timekeeping
    let job: Job
    let queue: JobQueue
    let board: ProgressBoard
    let log: RunLog
    /// What the handler says through it stands in the log of this run, which pages show, and in the worker's log.
    /// Credentials are taken out; the newest few hundred lines are kept.
    package let logger: Logger

    /// Says how far the job has come. Cheap: call it as often as there is news; it is written at most once a second.
    /// A new `message` also stands in the log of this run.
    package func report(_ progress: JobProgress) {
        board.put(progress, at: clock.now)
        log.note(progress.message)
    }

    /// Runs a database effect exactly once for this job, whatever happens to nodes and however often it is attempted:
    /// in one transaction with a note of `key`. When the note is there already, nothing runs.
    ///
    /// `effect` may be called more than once when the engine undoes the transaction, as in `Database.write`; it must
    /// change nothing but the database.
    /// - Returns: whether it ran now.
    /// - Throws: ``JobsError`` with `leaseLost` when another node has taken over; whatever `effect` throws, and then
    ///   nothing of it happened and the key is not noted.
    @discardableResult
    package func once(
        _ key: String, _ effect: @escaping @Sendable (any SQLConnection) throws -> Void
    ) async throws -> Bool {
        try await queue.once(key, of: job, effect)
    }

    /// Adds another job. With an idempotency key it is added once however often this job is attempted.
    @discardableResult
    package func enqueue(_ request: JobRequest) async throws -> Job { try await queue.enqueue(request) }

    /// Adds another job in the transaction of an effect; see ``once(_:_:)``.
    @discardableResult
    package func enqueue(_ request: JobRequest, on connection: any SQLConnection) throws -> Job {
        try queue.enqueue(request, on: connection)
    }
}

/// The newest progress of an attempt, between the handler that reports and the heartbeat that writes.
final class ProgressBoard: Sendable {
    private let state: Mutex<(meter: ProgressMeter, unwritten: JobProgress?, isDue: Bool)>

    init(interval: Duration) { state = Mutex((ProgressMeter(interval: interval), nil, false)) }

    func put(_ progress: JobProgress, at now: Date) {
        state.withLock { state in
            let (computed, isDue) = state.meter.take(progress, at: now)
            state.unwritten = computed
            state.isDue = state.isDue || isDue
        }
    }

    /// Progress worth writing now; `nil` when there is none.
    func takeDue() -> JobProgress? {
        state.withLock { state in
            guard state.isDue else { return nil }
            defer { (state.unwritten, state.isDue) = (nil, false) }
            return state.unwritten
        }
    }

    /// The last report, if it was not written yet.
    func takeAll() -> JobProgress? {
        state.withLock { state in
            defer { (state.unwritten, state.isDue) = (nil, false) }
            return state.unwritten
        }
    }
}
