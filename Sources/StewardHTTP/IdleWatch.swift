// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// Ends the waiting for a server that neither sends nor takes anything for longer than a call's idle limit.
///
/// The client's own limits would not do: its read limit also runs while this side's reader pauses, and its write limit
/// stops while the socket is full.
final class IdleWatch: Sendable {
    private let limit: Mutex<IdleLimit>
    private let guardian: IdleGuardian

    init(_ timing: HTTPCall.Timing, _ guardian: IdleGuardian) {
        limit = Mutex(IdleLimit(timing))
        self.guardian = guardian
    }

    func note(_ event: IdleLimit.Event) { limit.withLock { $0.handle(event, at: .now) } }

    func remaining(
        ofWaitSince began: IdleLimit.Instant, at now: IdleLimit.Instant
    ) -> (time: Duration, stall: IdleLimit.Stall) {
        limit.withLock { $0.remaining(ofWaitSince: began, at: now) }
    }

    /// Does some work that waits for the server.
    ///
    /// - Throws: ``IdleLimit/Stall`` when the server was waited for too long; what the work throws.
    func whileMoving<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let task = Task { try await work() }
        let wait = guardian.begin(self) { task.cancel() }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        if let stall = guardian.end(wait), case .failure = result { throw stall }
        return try result.get()
    }
}
