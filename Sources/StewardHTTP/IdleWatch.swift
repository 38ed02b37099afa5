// SPDX-License-Identifier: Apache-2.0
import NIOCore
import StewardCore
import Synchronization

/// Ends the waiting for a server that neither sends nor takes anything for longer than a call's idle limit.
///
/// The client's own limits would not do: its read limit also runs while this side's reader pauses, and its write limit
/// stops while the socket is full.
final class IdleWatch: Sendable {
    private let limit: Mutex<IdleLimit>
    private let loop: any EventLoop

    init(_ timing: HTTPCall.Timing, _ loop: any EventLoop) {
        limit = Mutex(IdleLimit(timing))
        self.loop = loop
    }

    func note(_ event: IdleLimit.Event) { limit.withLock { $0.handle(event, at: .now) } }

    /// Does some work that waits for the server.
    ///
    /// - Throws: ``IdleLimit/Stall`` when the server was waited for too long; what the work throws.
    func whileMoving<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask { throw try await self.stall() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }

    private func stall() async throws -> IdleLimit.Stall {
        let began = ContinuousClock.now
        while true {
            let (time, stall) = limit.withLock { $0.remaining(ofWaitSince: began, at: .now) }
            if time <= .zero { return stall }
            try await pause(time)
        }
    }

    /// Sleeps. A sleeping task that is cancelled is kept by the system until it would have woken up; of a timer of the
    /// event loop nothing is left.
    private func pause(_ time: Duration) async throws {
        let timer = loop.scheduleTask(in: TimeAmount(time)) {}
        do {
            try await withTaskCancellationHandler {
                try await timer.futureResult.get()
            } onCancel: {
                timer.cancel()
            }
        } catch {
            // The timer ends early only when the task does, or the whole loop.
            throw CancellationError()
        }
    }
}
