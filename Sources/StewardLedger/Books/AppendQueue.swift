// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// One call of `append`.
struct AppendRequest: Sendable {
    let book: BookID
    let drafts: [PreparedDraft]
    var bytes: Int { drafts.reduce(0) { $0 + $1.head.count } }
}

/// Group commit: while one caller writes, the others queue up; then one of those writes for all of them.
///
/// There is no task in the background: the writer is always one of the callers.
final class AppendQueue: Sendable {
    private typealias Outcome = Result<[Entry], any Error>
    /// What a waiting caller is told: its outcome, or to write for everybody who waits.
    private enum Turn: Sendable {
        case done(Outcome)
        case write
    }
    private struct Waiting: Sendable {
        let request: AppendRequest
        /// `nil` once its caller was told to write.
        var continuation: CheckedContinuation<Turn, Never>?
    }
    private struct State: Sendable {
        var waiting: [Waiting] = []
        var isWriting = false
    }
    private let state = Mutex(State())

    /// Bounds of one transaction, so that memory and the wait for it stay small.
    private static let longestBatch = 4096
    private static let largestBatch = 16 << 20

    /// Queues a request and gives its outcome. `commit` gives one outcome a request.
    func append(
        _ request: AppendRequest, commit: ([AppendRequest]) async -> [Result<[Entry], any Error>]
    ) async throws -> [Entry] {
        let turn = await withCheckedContinuation { continuation in
            let writes = state.withLock { state in
                let writes = !state.isWriting
                state.isWriting = true
                state.waiting.append(Waiting(request: request, continuation: writes ? nil : continuation))
                return writes
            }
            if writes { continuation.resume(returning: .write) }
        }
        if case .done(let outcome) = turn { return try outcome.get() }
        return try await write(commit).get()
    }

    /// Writes for those who wait, the caller first among them, then hands the pen on.
    private func write(_ commit: ([AppendRequest]) async -> [Outcome]) async -> Outcome {
        let batch = state.withLock { Self.takeBatch(&$0) }
        let outcomes = await commit(batch.map(\.request))
        for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation?.resume(returning: .done(outcome)) }
        let next = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isWriting = false
                return nil as CheckedContinuation<Turn, Never>?
            }
            return state.waiting[0].continuation.take()
        }
        next?.resume(returning: .write)
        return outcomes[0]
    }

    private static func takeBatch(_ state: inout State) -> [Waiting] {
        var count = 0
        var entries = 0
        var bytes = 0
        for waiting in state.waiting {
            entries += waiting.request.drafts.count
            bytes += waiting.request.bytes
            if count > 0, entries > longestBatch || bytes > largestBatch { break }
            count += 1
        }
        defer { state.waiting.removeFirst(count) }
        return Array(state.waiting[..<count])
    }
}
