// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// Ends the waiting for a server that neither sends nor takes anything for longer than a call's idle limit.
///
/// The client's own limits would not do: its read limit also runs while this side's reader pauses, and its write limit
/// stops while the socket is full.
final class IdleWatch: Sendable {
    private let limit: Mutex<IdleLimit>

    init(_ timing: HTTPCall.Timing) { limit = Mutex(IdleLimit(timing)) }

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
            try await Task.sleep(for: time, clock: .continuous)
        }
    }
}
