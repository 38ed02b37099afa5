// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Synchronization

/// Knows whether a server still takes a request's body.
///
/// The client's own limits don't cover a server that stops reading: its read limit starts after the body, and its write
/// limit stops while the socket is full. Only time in which the server is waited for counts, not the body's source's.
final class UploadWatch: Sendable {
    private enum State {
        case notStarted
        case atSource
        case handedOver(since: ContinuousClock.Instant)
        case finished
    }
    private let state = Mutex(State.notStarted)
    private let idle: Duration

    init(idle: Duration) { self.idle = idle }

    /// The server has room, and the source is asked.
    func asksSource() { state.withLock { $0 = .atSource } }
    /// A piece was given to the server.
    func handsOver() { state.withLock { $0 = .handedOver(since: .now) } }
    /// The body is through, or its source failed.
    func finishes() { state.withLock { $0 = .finished } }

    var isFinished: Bool {
        state.withLock { if case .finished = $0 { true } else { false } }
    }

    /// Does some work, unless the server takes nothing for longer than the limit.
    ///
    /// - Throws: ``StalledUpload`` then; what the work throws.
    func whileMoving<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask { throw try await self.stall() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }

    /// Waits until the server has taken nothing for the limit.
    private func stall() async throws -> StalledUpload {
        while true {
            let waited = state.withLock { state in
                if case .handedOver(let since) = state { since.duration(to: .now) } else { Duration.zero }
            }
            if waited >= idle { return StalledUpload() }
            try await Task.sleep(for: idle - waited, clock: .continuous)
        }
    }
}

/// The server took nothing of the request's body for longer than allowed.
struct StalledUpload: Error {}
