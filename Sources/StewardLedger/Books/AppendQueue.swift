// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardStore
import Synchronization

/// One call of `append`.
struct AppendRequest: Sendable {
    let book: BookID
    let drafts: [PreparedDraft]
    var bytes: Int { drafts.reduce(0) { $0 + $1.head.count } }
}

/// Group commit: while a transaction is written, callers queue up; the next one writes for all of them.
///
/// Whoever wrote tells the callers and begins the next transaction, so that nobody has to be woken for it. A caller
/// that is cancelled does not take back what it asked for.
final class AppendQueue: Sendable {
    typealias Outcome = Result<[Entry], any Error>
    private struct Waiting: Sendable {
        let request: AppendRequest
        let continuation: CheckedContinuation<[Entry], any Error>
    }
    private struct State: Sendable {
        var waiting: [Waiting] = []
        var isWriting = false
    }
    private let state = Mutex(State())
    private let database: any Database
    private let clock: any Timekeeping

    /// Bounds of one transaction, so that memory and the wait for it stay small.
    private static let longestBatch = 4096
    private static let largestBatch = 16 << 20

    init(_ database: any Database, clock: any Timekeeping) {
        self.database = database
        self.clock = clock
    }

    /// Queues a request and gives its outcome.
    func append(_ request: AppendRequest) async throws -> [Entry] {
        try await withCheckedThrowingContinuation { continuation in
            let writes = state.withLock { state in
                state.waiting.append(Waiting(request: request, continuation: continuation))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if writes { writeNext() }
        }
    }

    /// Writes for those who wait, until nobody does.
    private func writeNext() {
        let batch = state.withLock { state in
            let batch = Self.takeBatch(&state)
            state.isWriting = !batch.isEmpty
            return batch
        }
        guard !batch.isEmpty else { return }
        write(batch.map(\.request)) { [self] outcomes in
            for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation.resume(with: outcome) }
            writeNext()
        }
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

    // MARK: One transaction

    /// Writes the requests in one transaction; each gets its own outcome.
    private func write(_ requests: [AppendRequest], then: @escaping @Sendable ([Outcome]) -> Void) {
        let clock = clock
        database.write { connection in
            try Self.write(requests, on: connection, microseconds: clock.now.microseconds)
        } then: { result in
            switch result {
            case .success(let entries): then(entries.map { .success($0) })
            case .failure(let error as DatabaseError)
            where requests.count > 1 && (error.code == .constraint || error.code == .statement):
                self.writeOneByOne(requests[...], [], then: then)
            case .failure(let error): then(requests.map { _ in .failure(error) })
            }
        }
    }

    /// One request that the database refuses must not spoil the others.
    private func writeOneByOne(
        _ requests: ArraySlice<AppendRequest>, _ outcomes: [Outcome], then: @escaping @Sendable ([Outcome]) -> Void
    ) {
        guard let first = requests.first else { return then(outcomes) }
        write([first]) { [self] outcome in writeOneByOne(requests.dropFirst(), outcomes + outcome, then: then) }
    }

    private static func write(
        _ requests: [AppendRequest], on connection: any SQLConnection, microseconds: Int64
    ) throws -> [[Entry]] {
        var books = try LockedBooks(requests.map(\.book), on: connection, microseconds: microseconds)
        try books.findRepeated(
            requests.flatMap { request in
                request.drafts.compactMap { draft in draft.idempotencyKey.map { (request.book, $0) } }
            })
        var entries: [[Entry]] = []
        for request in requests { entries.append(try books.add(request)) }
        try books.page.write(on: connection)
        return entries
    }
}
